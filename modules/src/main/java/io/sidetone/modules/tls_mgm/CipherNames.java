package io.sidetone.modules.tls_mgm;

import io.sidetone.sip.tls.CipherPolicy;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Lists of cipher suites as OpenSSL has them, under the names of IANA. Immutable.
final class CipherNames {

    private static final System.Logger LOG = System.getLogger(CipherNames.class.getName());

    private CipherNames() {}

    /// The suites of a list; words that stand for many suites give those that are usual here, old ones included.
    static CipherPolicy parse(String domain, String list) {
        List<String> suites = new ArrayList<>();
        for (String name : list.strip().split("[:, ]+", -1)) {
            String suite = suite(name);
            if (suite == null) {
                LOG.log(
                        Level.INFO,
                        "tls_mgm: the ciphers_list of ''{0}'' has ''{1}'', which is no suite: all that are safe "
                                + "are used",
                        domain,
                        name);
                return CipherPolicy.COMPATIBLE;
            }
            suites.add(suite);
        }
        return new CipherPolicy(suites);
    }

    /// `ECDHE-RSA-AES128-GCM-SHA256` and the like; null for what is no single suite.
    private static @Nullable String suite(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (upper.startsWith("TLS_")) {
            return upper;
        }
        for (String exchange : List.of("ECDHE-ECDSA-", "ECDHE-RSA-", "DHE-RSA-")) {
            if (upper.startsWith(exchange)) {
                String rest = cipher(upper.substring(exchange.length()));
                return rest == null
                        ? null
                        : "TLS_" + exchange.substring(0, exchange.length() - 1).replace('-', '_') + "_WITH_" + rest;
            }
        }
        return null;
    }

    private static @Nullable String cipher(String name) {
        return switch (name) {
            case "AES128-GCM-SHA256" -> "AES_128_GCM_SHA256";
            case "AES256-GCM-SHA384" -> "AES_256_GCM_SHA384";
            case "CHACHA20-POLY1305" -> "CHACHA20_POLY1305_SHA256";
            case "AES128-SHA256" -> "AES_128_CBC_SHA256";
            case "AES256-SHA384" -> "AES_256_CBC_SHA384";
            case "AES256-SHA256" -> "AES_256_CBC_SHA256";
            case "AES128-SHA" -> "AES_128_CBC_SHA";
            case "AES256-SHA" -> "AES_256_CBC_SHA";
            default -> null;
        };
    }
}
