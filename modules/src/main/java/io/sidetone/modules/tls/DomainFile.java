package io.sidetone.modules.tls;

import io.sidetone.modules.tls_mgm.TlsDomain;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A `tls.cfg`: sections `[server:default]`, `[server:192.0.2.1:5061]`, `[client:default]` and their settings.
/// Confined to the thread that starts the server.
final class DomainFile {

    private static final String DEFAULT = "default";

    private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();

    /// Sets what counts where a section says nothing else.
    void usual(String section, String key, String value) {
        sections.computeIfAbsent(section, _ -> new LinkedHashMap<>()).putIfAbsent(key, value);
    }

    /// Reads a file.
    ///
    /// @throws StartException if it cannot be read or understood
    void read(Path file) throws StartException {
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
                Map<String, String> settings = sections.get(section);
                if (settings != null) {
                    settings.put(
                            line.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                            unquoted(line.substring(equals + 1).strip()));
                }
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

    private static TlsDomain domain(String section, String place, Map<String, String> settings) throws StartException {
        TlsDomain domain = new TlsDomain(settings.getOrDefault("server_id", section));
        domain.set("match_ip_address", place);
        domain.set("verify_cert", flag(settings.get("verify_certificate")));
        domain.set("require_cert", flag(settings.get("require_certificate")));
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            String value = setting.getValue();
            switch (setting.getKey()) {
                case "method", "tls_method" -> domain.set("tls_method", versions(value));
                case "private_key", "certificate", "ca_list" -> domain.set(setting.getKey(), value);
                case "ca_path" -> domain.set("ca_dir", value);
                case "cipher_list" -> domain.set("ciphers_list", value);
                case "server_name" -> domain.set("match_sip_domain", value);
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

    private static String flag(@Nullable String value) {
        String text = value == null ? "no" : value.toLowerCase(Locale.ROOT);
        return text.equals("yes") || text.equals("1") || text.equals("on") || text.equals("true") ? "1" : "0";
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
