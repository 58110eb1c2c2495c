package io.sidetone.sip.tls;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.Host;
import io.sidetone.sip.uri.SipUri;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;

/// The names in a certificate that may stand for SIP domains; all others are passed over. Immutable.
@Rfc(number = 5922, section = "7.1")
final class CertificateNames {

    private static final String ALTERNATIVE_NAMES = "2.5.29.17";
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int ADDRESS = 7;

    private final List<Host> uris = new ArrayList<>();
    private final List<Host> names = new ArrayList<>();
    private final List<Host> wildcards = new ArrayList<>();
    private final List<Host> addresses = new ArrayList<>();

    CertificateNames(X509Certificate certificate) {
        if (certificate.getExtensionValue(ALTERNATIVE_NAMES) == null) {
            // Only for old certificates, as the RFC allows: who has alternative names means them.
            addName(commonName(certificate));
            return;
        }
        for (List<?> entry : alternativeNames(certificate)) {
            if (entry.get(0) instanceof Integer kind && entry.get(1) instanceof String text) {
                add(kind, text);
            }
        }
    }

    /// Those that the Java platform can read, no others: it is the platform that checks which names an authority
    /// may vouch for.
    private static Collection<List<?>> alternativeNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException _) {
            return List.of();
        }
    }

    private void add(int kind, String text) {
        switch (kind) {
            case URI -> addUri(text);
            case DNS -> addName(text);
            case ADDRESS -> addIfThere(addresses, host(text.indexOf(':') < 0 ? text : "[" + text + "]"));
            default -> {}
        }
    }

    private void addUri(String text) {
        try {
            SipUri uri = SipUri.parse(text);
            // §7.1: a user is no domain, and "sips" names none.
            if (!uri.isSecure() && uri.rawUser() == null) {
                uris.add(uri.host());
            }
        } catch (SyntaxException _) {
            // A URI of another scheme, or none at all.
        }
    }

    private void addName(@Nullable String text) {
        if (text != null) {
            boolean wildcard = text.startsWith(TlsIdentity.ANY_LABEL);
            Host host = host(wildcard ? text.substring(TlsIdentity.ANY_LABEL.length()) : text);
            if (host != null && host.isName()) {
                (wildcard ? wildcards : names).add(host);
            }
        }
    }

    private static void addIfThere(List<Host> hosts, @Nullable Host host) {
        if (host != null) {
            hosts.add(host);
        }
    }

    /// The common name that stands nearest to the subject itself.
    private static @Nullable String commonName(X509Certificate certificate) {
        try {
            List<Rdn> parts = new LdapName(certificate.getSubjectX500Principal().getName()).getRdns();
            for (Rdn part : parts.reversed()) {
                Attribute name = part.toAttributes().get("CN");
                if (name != null && name.get() instanceof String text) {
                    return text;
                }
            }
        } catch (NamingException _) {
            // A subject that nobody can read is no domain.
        }
        return null;
    }

    /// The host that a text is; null if it is none. A zero octet is part of no host.
    static @Nullable Host host(String text) {
        try {
            return Host.parse(text);
        } catch (SyntaxException _) {
            return null;
        }
    }

    /// A domain as certificates and SNI spell it: without the dot that may end it.
    static Host spelled(Host domain) {
        String text = domain.text();
        Host spelled = text.endsWith(".") ? host(text.substring(0, text.length() - 1)) : null;
        return spelled == null ? domain : spelled;
    }

    /// What follows the first label of a name; null if nothing does, or if one label is all that follows: nobody
    /// speaks for all of `com`.
    static @Nullable Host parent(Host name) {
        String text = name.text();
        int rest = text.indexOf('.') + 1;
        return !name.isName() || rest == 0 || text.indexOf('.', rest) < 0 ? null : host(text.substring(rest));
    }

    /// The hosts of `sip:` URIs without user.
    List<Host> uris() {
        return uris;
    }

    /// DNS names; the common name where there are no alternative names at all.
    List<Host> names() {
        return names;
    }

    /// What follows the `*.` of DNS names that begin with it.
    List<Host> wildcards() {
        return wildcards;
    }

    /// IP addresses.
    List<Host> addresses() {
        return addresses;
    }
}
