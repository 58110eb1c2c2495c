package io.sidetone.modules.tls_mgm;

import io.sidetone.script.value.Glob;
import io.sidetone.script.value.Values;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;
import io.sidetone.sip.tls.CipherPolicy;
import io.sidetone.sip.tls.ClientCertificates;
import io.sidetone.sip.tls.TlsIdentity;
import io.sidetone.sip.tls.TlsVersion;
import io.sidetone.sip.transport.Flow;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the parameters say of one domain. Confined to the thread that starts the server.
public final class TlsDomain {

    /// The domain of parameters that name none.
    static final String USUAL = "default";

    private static final System.Logger LOG = System.getLogger(TlsDomain.class.getName());

    private static final String ANY = "*";
    private static final String NO_NAME = "none";

    private final String name;
    private final Map<String, String> values = new HashMap<>();

    /// One of which nothing is known but its name.
    public TlsDomain(String name) {
        this.name = name;
    }

    /// The value of a parameter as it is written, which may be a list of words.
    public static String written(@Nullable Object given) {
        return given instanceof List<?> words
                ? String.join(" ", words.stream().map(Values::text).toList())
                : Values.text(given);
    }

    String name() {
        return name;
    }

    /// Sets a parameter, as `tls_mgm` names it.
    public void set(String parameter, String value) {
        values.put(parameter, value);
    }

    String get(String parameter) {
        return values.getOrDefault(parameter, "");
    }

    /// The list that a parameter holds; `*` if it says nothing.
    private List<String> list(String parameter) {
        String value = get(parameter);
        return value.isBlank()
                ? List.of(ANY)
                : Stream.of(value.split(",")).map(String::strip).toList();
    }

    /// How well the domain fits a socket: 0 for not at all, 2 if it names it.
    int fits(InetSocketAddress socket) {
        String host = Flow.text(socket);
        String bracketed = host.indexOf(':') < 0 ? host : "[" + host + "]";
        List<String> places = list("match_ip_address");
        if (places.contains(host)
                || places.contains(bracketed)
                || places.contains(bracketed + ":" + socket.getPort())) {
            return 2;
        }
        return places.contains(ANY) ? 1 : 0;
    }

    /// Whether it serves peers that name no domain, or one that nobody else has.
    boolean servesAll() {
        List<String> names = list("match_sip_domain");
        return names.contains(ANY) || names.contains(NO_NAME);
    }

    /// How well a client domain fits the SIP domain that a script has chosen: 0 for not at all, more for the
    /// whole name than for a pattern, and least for all.
    ///
    /// @param chosen null if it has chosen none
    int fits(@Nullable String chosen) {
        int best = 0;
        for (String each : list("match_sip_domain")) {
            if (each.equals(ANY)) {
                best = Math.max(best, 1);
            } else if (chosen != null && each.equalsIgnoreCase(chosen)) {
                best = 3;
            } else if (chosen != null && new Glob(lower(each)).matches(lower(chosen))) {
                best = Math.max(best, 2);
            }
        }
        return best;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /// Says what a client domain leaves open as a server domain does.
    public void otherwise(TlsDomain server) {
        boolean shows = has("certificate");
        boolean trusts = has("ca_list") || has("ca_dir");
        for (String parameter :
                List.of("certificate", "private_key", "ca_list", "ca_dir", "tls_method", "ciphers_list")) {
            boolean open = switch (parameter) {
                case "certificate", "private_key" -> !shows;
                case "ca_list", "ca_dir" -> !trusts;
                default -> !has(parameter);
            };
            if (open && server.has(parameter)) {
                set(parameter, server.get(parameter));
            }
        }
    }

    boolean has(String parameter) {
        return values.containsKey(parameter);
    }

    /// Its certificate, for the names that it is to be shown for.
    ///
    /// @throws StartException if it has none
    TlsIdentity identity() throws StartException {
        if (get("certificate").isBlank() || get("private_key").isBlank()) {
            throw new StartException(
                    Reason.CERTIFICATE,
                    "the TLS domain '" + name + "' has no certificate or no key. Set both: certificate and "
                            + "private_key name files.");
        }
        String[] names = list("match_sip_domain").stream()
                .filter(one -> !one.equals(ANY) && !one.equals(NO_NAME))
                .toArray(String[]::new);
        TlsIdentity identity = TlsIdentity.of(Path.of(get("certificate")), Path.of(get("private_key")));
        try {
            return names.length == 0 ? identity : identity.withNames(names);
        } catch (IllegalArgumentException e) {
            throw new StartException(
                    Reason.CONFIGURATION,
                    "the match_sip_domain of the TLS domain '" + name + "' is no list of domains: " + e.getMessage(),
                    e);
        }
    }

    boolean verifies() {
        return !get("verify_cert").equals("0");
    }

    ClientCertificates clientCertificates() {
        if (!verifies()) {
            return ClientCertificates.NONE;
        }
        return get("require_cert").equals("0") ? ClientCertificates.REQUESTED : ClientCertificates.REQUIRED;
    }

    /// @throws StartException if there is no version in what was written
    TlsVersion[] versions() throws StartException {
        String method = get("tls_method").strip().toUpperCase(Locale.ROOT).replace('.', '_');
        TlsVersion[] both = {TlsVersion.TLS_1_2, TlsVersion.TLS_1_3};
        if (method.isEmpty() || method.equals("SSLV23") || method.equals("TLSANY")) {
            return both;
        }
        int dash = method.indexOf('-');
        int low = rank(dash < 0 ? method : method.substring(0, dash), 0);
        int high = rank(dash < 0 ? method : method.substring(dash + 1), 3);
        if (high < 2) {
            LOG.log(
                    Level.WARNING,
                    "tls_mgm: the tls_method of ''{0}'' asks for TLS older than 1.2, which is not safe: 1.2 and "
                            + "1.3 are used",
                    name);
            return both;
        }
        return low == 3
                ? new TlsVersion[] {TlsVersion.TLS_1_3}
                : high == 2 ? new TlsVersion[] {TlsVersion.TLS_1_2} : both;
    }

    private int rank(String version, int open) throws StartException {
        return switch (version) {
            case "" -> open;
            case "TLSV1", "TLSV1_0" -> 0;
            case "TLSV1_1" -> 1;
            case "TLSV1_2" -> 2;
            case "TLSV1_3" -> 3;
            default ->
                throw new StartException(
                        Reason.CONFIGURATION,
                        "the tls_method of the TLS domain '" + name + "' is '" + get("tls_method")
                                + "'. Write TLSv1_2, TLSv1_3, TLSv1_2-TLSv1_3 or SSLv23.");
        };
    }

    CipherPolicy ciphers() {
        String list = get("ciphers_list").strip();
        return list.isEmpty() ? CipherPolicy.MODERN : CipherNames.parse(name, list);
    }

    @Nullable
    Path authorities() {
        return get("ca_list").isBlank() ? null : Path.of(get("ca_list"));
    }
}
