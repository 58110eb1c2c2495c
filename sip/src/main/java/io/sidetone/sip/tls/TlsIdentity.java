package io.sidetone.sip.tls;

import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.Host;
import java.nio.file.Path;
import java.util.List;

/// One of our certificates with its key. Immutable.
///
/// @param certificates a PEM file: our certificate first, behind it those that lead to one which peers trust
/// @param key a PEM file with the private key (PKCS#8, PKCS#1 or SEC 1), not encrypted
/// @param names the host names it is shown for, `*.` in front stands for any one label; none for those that the
///     certificate names
public record TlsIdentity(Path certificates, Path key, List<String> names) {

    static final String ANY_LABEL = "*.";

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if one is no host name
    public TlsIdentity {
        names = List.copyOf(names);
        for (String name : names) {
            if (!isName(name.startsWith(ANY_LABEL) ? name.substring(ANY_LABEL.length()) : name)) {
                throw new IllegalArgumentException("No host name: " + name);
            }
        }
    }

    private static boolean isName(String text) {
        try {
            return Host.parse(text).isName();
        } catch (SyntaxException _) {
            return false;
        }
    }

    /// A certificate that is shown for the names that stand in it.
    public static TlsIdentity of(Path certificates, Path key) {
        return new TlsIdentity(certificates, key, List.of());
    }

    /// The same for other names.
    public TlsIdentity withNames(String... other) {
        return new TlsIdentity(certificates, key, List.of(other));
    }
}
