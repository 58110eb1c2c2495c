package io.sidetone.modules.tls;

import io.sidetone.modules.tls_mgm.TlsDomain;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A `tls.cfg`: sections `[server:default]`, `[server:192.0.2.1:5061]`, `[client:default]` and their settings.
/// Confined to the thread that starts the server.
final class DomainFile {

    private static final String DEFAULT = "default";

    /// Settings that have several names, by the others.
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "tls_method", "method",
            "verify_cert", "verify_certificate",
            "require_cert", "require_certificate",
            "pkey_file", "private_key",
            "cert_file", "certificate",
            "calist_file", "ca_list");

    private static final Set<String> SETTINGS = Set.of(
            "method",
            "verify_certificate",
            "require_certificate",
            "verify_client",
            "private_key",
            "certificate",
            "ca_list",
            "ca_path",
            "crl",
            "cipher_list",
            "server_name",
            "server_name_mode",
            "server_id");

    /// What is taken and has no effect: a key without a password is needed, and there is one for a domain.
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "verify_depth",
            "private_key_password",
            "pkey_password",
            "certificate2",
            "cert_file2",
            "private_key2",
            "pkey_file2",
            "private_key_password2",
            "pkey_password2");

    private final Path folder;
    private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();

    /// Nothing is read yet.
    ///
    /// @param folder where the script is: names of files begin there
    DomainFile(Path folder) {
        this.folder = folder;
    }

    /// Sets what counts where a section says nothing else.
    void usual(String section, String key, String value) {
        sections.computeIfAbsent(section, _ -> new LinkedHashMap<>())
                .putIfAbsent(OTHER_NAMES.getOrDefault(key, key), value);
    }

    /// A file that a setting names: one that begins with a dot from the folder that the server runs in, another one
    /// from that of the script.
    private Path file(String name) throws StartException {
        try {
            return name.startsWith(".") ? Path.of(name) : folder.resolve(name);
        } catch (InvalidPathException e) {
            throw new StartException(Reason.CONFIGURATION, "tls: '" + name + "' is no file: " + e.getMessage(), e);
        }
    }

    /// Reads a file.
    ///
    /// @throws StartException if it cannot be read or understood
    void read(String name) throws StartException {
        Path file = file(name);
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new StartException(Reason.FILE, "tls: " + file + " cannot be read: " + e.getMessage(), e);
        }
        String section = "";
        Map<String, Integer> again = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = withoutComment(lines.get(i)).strip();
            int equals = line.indexOf('=');
            if (line.startsWith("[") && line.endsWith("]")) {
                section = line.substring(1, line.length() - 1).strip().toLowerCase(Locale.ROOT);
                if (!section.startsWith("server:") && !section.startsWith("client:")) {
                    throw wrong(file, i, line);
                }
                // Several sections for one socket differ in their names.
                int number = again.merge(section, 1, Integer::sum);
                section = number == 1 ? section : section + "#" + number;
                sections.computeIfAbsent(section, _ -> new LinkedHashMap<>());
            } else if (equals > 0 && !section.isEmpty()) {
                String written = line.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                String key = OTHER_NAMES.getOrDefault(written, written);
                if (!SETTINGS.contains(key) && !WITHOUT_EFFECT.contains(key)) {
                    throw wrong(file, i, written);
                }
                sections.computeIfAbsent(section, _ -> new LinkedHashMap<>())
                        .put(key, unquoted(line.substring(equals + 1).strip()));
            } else if (!line.isEmpty()) {
                throw wrong(file, i, line);
            }
        }
    }

    private static StartException wrong(Path file, int line, String text) {
        return new StartException(
                Reason.CONFIGURATION,
                "tls: " + file + ":" + (line + 1) + ": '" + text + "' is neither a section, [server:default] or "
                        + "[client:default], nor a setting in one");
    }

    private static String withoutComment(String line) {
        int at = line.indexOf('#');
        return at < 0 ? line : line.substring(0, at);
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    /// The domains of one side, that for all places last.
    ///
    /// @param side `server` or `client`
    /// @throws StartException if a setting would not have the effect that it asks for
    List<TlsDomain> domains(String side) throws StartException {
        Map<String, String> usual = sections.getOrDefault(side + ":" + DEFAULT, Map.of());
        List<TlsDomain> places = new ArrayList<>();
        List<TlsDomain> all = new ArrayList<>();
        for (Map.Entry<String, Map<String, String>> section : sections.entrySet()) {
            String name = section.getKey();
            if (name.startsWith(side + ":")) {
                String place = name.substring(side.length() + 1).replaceFirst("#\\d+$", "");
                Map<String, String> settings = new LinkedHashMap<>(usual);
                settings.putAll(section.getValue());
                boolean everywhere = place.equals(DEFAULT) || place.equals("any");
                TlsDomain domain = domain(name, everywhere ? "*" : place, settings);
                (everywhere ? all : places).add(domain);
            }
        }
        places.addAll(all);
        return places;
    }

    private TlsDomain domain(String section, String place, Map<String, String> settings) throws StartException {
        TlsDomain domain = new TlsDomain(settings.getOrDefault("server_id", section));
        domain.set("match_ip_address", place);
        boolean[] checks = checks(section, settings);
        domain.set("verify_cert", checks[0] ? "1" : "0");
        domain.set("require_cert", checks[1] ? "1" : "0");
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            String value = setting.getValue();
            switch (setting.getKey()) {
                case "method" -> domain.set("tls_method", versions(value));
                case "private_key", "certificate", "ca_list" ->
                    domain.set(setting.getKey(), file(value).toString());
                case "ca_path" -> domain.set("ca_dir", file(value).toString());
                case "cipher_list" -> domain.set("ciphers_list", value);
                case "server_name" -> {
                    // Of a client it chooses nothing: `server_id` and the destination do.
                    if (section.startsWith("server:")) {
                        domain.set("match_sip_domain", names(value, settings.getOrDefault("server_name_mode", "0")));
                    }
                }
                case "crl" ->
                    throw new StartException(
                            Reason.CONFIGURATION,
                            "tls: crl of [" + section + "] is not supported, so certificates that were revoked would "
                                    + "be taken. Take it out if that is acceptable.");
                default -> {
                    // What is left has no effect here, or was read above.
                }
            }
        }
        return domain;
    }

    /// Whether certificates of peers are checked, and whether they are required.
    private static boolean[] checks(String section, Map<String, String> settings) throws StartException {
        String client = settings.get("verify_client");
        return switch (client == null ? "" : client.toLowerCase(Locale.ROOT)) {
            case "" ->
                new boolean[] {
                    isOn(section, settings.get("verify_certificate")),
                    isOn(section, settings.get("require_certificate"))
                };
            case "on" -> new boolean[] {true, true};
            case "optional" -> new boolean[] {true, false};
            // To the other one any certificate is right, so none is asked for.
            case "off", "optional_no_ca" -> new boolean[] {false, false};
            default -> throw noValue(section, String.valueOf(client));
        };
    }

    private static boolean isOn(String section, @Nullable String value) throws StartException {
        return switch (value == null ? "no" : value.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "enable", "enabled", "1", "on" -> true;
            case "no", "false", "disable", "disabled", "0", "off" -> false;
            default -> throw noValue(section, String.valueOf(value));
        };
    }

    private static StartException noValue(String section, String value) {
        return new StartException(
                Reason.CONFIGURATION,
                "tls: '" + value + "' in [" + section + "] does not say whether certificates are checked. Write yes "
                        + "or no; of verify_client on, optional or off.");
    }

    /// @param mode 1 for the name and those below it, 2 for those below it
    private static String names(String name, String mode) {
        return switch (mode) {
            case "1" -> name + ",*." + name;
            case "2" -> "*." + name;
            default -> name;
        };
    }

    /// `TLSv1.2+` is that version and those above it.
    private static String versions(String method) {
        String text = method.strip();
        if (text.toUpperCase(Locale.ROOT).startsWith("SSL")) {
            return "SSLv23";
        }
        String version = text.replace("+", "").replace('.', '_');
        return text.endsWith("+") ? version + "-TLSv1_3" : version;
    }
}
