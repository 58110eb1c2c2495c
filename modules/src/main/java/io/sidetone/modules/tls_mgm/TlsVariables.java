package io.sidetone.modules.tls_mgm;

import io.sidetone.script.value.Type;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.tls.PeerIdentity;
import io.sidetone.sip.transport.Flow;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/// What the certificate of a peer says. Thread-safe: keeps nothing.
final class TlsVariables {

    private TlsVariables() {}

    private static final List<String> PARTS =
            List.of("cn", "locality", "country", "state", "organization", "unit", "serialNumber");
    private static final List<String> TYPES = List.of("CN", "L", "C", "ST", "O", "OU", "2.5.4.5");

    private static final int EMAIL = 1;
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int IP = 7;

    static void define(ModuleBuilder module, Predicate<RoutingContext> verified) {
        number(
                module,
                "tls_peer_verified",
                "1 if the peer has shown a certificate that was checked, else 0.",
                context -> verified.test(context) ? 1L : 0L);
        number(module, "tls_peer_version", "The version of the peer's certificate.", context -> {
            X509Certificate certificate = certificate(context);
            return certificate == null ? null : (long) certificate.getVersion();
        });
        text(
                module,
                "tls_peer_serial",
                "The serial number of the peer's certificate.",
                certificate -> certificate.getSerialNumber().toString());
        text(
                module,
                "tls_peer_notBefore",
                "When the peer's certificate begins to be valid.",
                certificate -> certificate.getNotBefore().toInstant().toString());
        text(
                module,
                "tls_peer_notAfter",
                "When the peer's certificate ends to be valid.",
                certificate -> certificate.getNotAfter().toInstant().toString());
        text(
                module,
                "tls_peer_subject",
                "Whom the peer's certificate is about.",
                certificate -> certificate.getSubjectX500Principal().getName());
        text(
                module,
                "tls_peer_issuer",
                "Who has made the peer's certificate.",
                certificate -> certificate.getIssuerX500Principal().getName());
        people(module);
        names(module);
    }

    private static void people(ModuleBuilder module) {
        for (int i = 0; i < PARTS.size(); i++) {
            String part = PARTS.get(i);
            String type = TYPES.get(i);
            text(
                    module,
                    "tls_peer_subject_" + part,
                    "The " + part + " of whom the peer's certificate is about.",
                    certificate -> part(certificate.getSubjectX500Principal(), type));
            text(
                    module,
                    "tls_peer_issuer_" + part,
                    "The " + part + " of who has made the peer's certificate.",
                    certificate -> part(certificate.getIssuerX500Principal(), type));
        }
    }

    private static void names(ModuleBuilder module) {
        text(
                module,
                "tls_peer_san_email",
                "The first e-mail address in the peer's certificate.",
                certificate -> name(certificate, EMAIL));
        text(
                module,
                "tls_peer_san_hostname",
                "The first host name in the peer's certificate.",
                certificate -> name(certificate, DNS));
        text(
                module,
                "tls_peer_san_uri",
                "The first URI in the peer's certificate.",
                certificate -> name(certificate, URI));
        text(
                module,
                "tls_peer_san_ip",
                "The first address in the peer's certificate.",
                certificate -> name(certificate, IP));
    }

    private static void number(
            ModuleBuilder module, String name, String summary, Function<RoutingContext, @Nullable Object> reader) {
        module.variable(name, summary).type(Type.INTEGER).reads(reader);
    }

    private static void text(
            ModuleBuilder module, String name, String summary, Function<X509Certificate, @Nullable String> reader) {
        module.variable(name, summary).reads(context -> {
            X509Certificate certificate = certificate(context);
            return certificate == null ? null : reader.apply(certificate);
        });
    }

    static @Nullable PeerIdentity identity(RoutingContext context) {
        Flow flow = context.flow();
        return flow == null ? null : flow.identity();
    }

    private static @Nullable X509Certificate certificate(RoutingContext context) {
        PeerIdentity identity = identity(context);
        return identity == null ? null : identity.certificate();
    }

    private static @Nullable String part(X500Principal name, String type) {
        try {
            for (Rdn rdn : new LdapName(name.getName()).getRdns()) {
                if (rdn.getType().equalsIgnoreCase(type) && rdn.getValue() instanceof String text) {
                    return text;
                }
            }
            return null;
        } catch (InvalidNameException _) {
            return null;
        }
    }

    private static @Nullable String name(X509Certificate certificate, int kind) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names != null) {
                for (List<?> name : names) {
                    if (name.getFirst().equals(kind) && name.getLast() instanceof String text) {
                        return text;
                    }
                }
            }
            return null;
        } catch (CertificateParsingException _) {
            return null;
        }
    }
}
