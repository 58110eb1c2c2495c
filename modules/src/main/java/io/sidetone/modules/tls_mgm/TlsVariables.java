package io.sidetone.modules.tls_mgm;

import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.script.value.Type;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.base.Clock;
import io.sidetone.sip.tls.PeerIdentity;
import io.sidetone.sip.tls.TlsFacts;
import io.sidetone.sip.transport.Connection;
import io.sidetone.sip.transport.Flow;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/// What the certificates of a connection say, and how it is encrypted. Thread-safe: keeps nothing.
public final class TlsVariables {

    private TlsVariables() {}

    private static final List<String> PARTS =
            List.of("cn", "locality", "country", "state", "organization", "unit", "serial");
    private static final List<String> TYPES = List.of("CN", "L", "C", "ST", "O", "OU", "2.5.4.5");

    private static final int EMAIL = 1;
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int IP = 7;

    /// Declares them, and the function that asks whether there is a certificate that was checked.
    ///
    /// @param clock says when certificates have expired
    public static void define(ModuleBuilder module, Supplier<Clock> clock) {
        module.function(
                        "is_peer_verified",
                        "Whether the message has come from a peer with a certificate that was checked.")
                .in(ROUTE)
                .returns(1, "it has")
                .returns(-1, "it has not")
                .example("if (is_peer_verified()) xlog(\"$tls_peer_subject_cn\");")
                .does(context -> isVerified(context) ? 1 : -1);
        agreed(module);
        checked(module, clock);
        for (Side side : Side.values()) {
            certificate(module, side);
            people(module, side);
            names(module, side);
        }
    }

    /// Whose certificate.
    private enum Side {
        PEER("peer", "the peer's certificate"),
        OWN("my", "the certificate that we have shown");

        private final String name;
        private final String certificate;

        Side(String name, String certificate) {
            this.name = "tls_" + name + "_";
            this.certificate = certificate;
        }

        @Nullable
        X509Certificate of(RoutingContext context) {
            if (this == PEER) {
                PeerIdentity identity = identity(context);
                return identity == null ? null : identity.certificate();
            }
            TlsFacts facts = facts(context);
            return facts == null ? null : facts.own();
        }
    }

    private static void agreed(ModuleBuilder module) {
        facts(module, "tls_version", "The version of TLS that the message has come by: `TLSv1.3`.", TlsFacts::version);
        facts(module, "tls_cipher_info", "The cipher suite that it has come by, as IANA names it.", TlsFacts::suite);
        facts(
                module,
                "tls_description",
                "The cipher suite and the version of TLS that it has come by.",
                facts -> facts.suite() + " " + facts.version());
        number(module, "tls_cipher_bits", "How many bits the key of the cipher has.", context -> {
            TlsFacts facts = facts(context);
            return facts == null ? null : (Long) (long) facts.bits();
        });
    }

    private static void checked(ModuleBuilder module, Supplier<Clock> clock) {
        number(
                module,
                "tls_peer_verified",
                "1 if the peer has shown a certificate that was checked, else 0.",
                context -> isVerified(context) ? 1L : 0L);
        number(module, "tls_peer_revoked", "Always 0: lists of certificates that were revoked are not read.", _ -> 0L);
        number(module, "tls_peer_expired", "1 if the peer's certificate is too old by now, else 0.", context -> {
            X509Certificate certificate = Side.PEER.of(context);
            Instant now = Instant.ofEpochMilli(clock.get().currentTimeMillis());
            return certificate != null && certificate.getNotAfter().toInstant().isBefore(now) ? 1L : 0L;
        });
        number(module, "tls_peer_selfsigned", "1 if the peer has made its certificate itself, else 0.", context -> {
            X509Certificate certificate = Side.PEER.of(context);
            return certificate != null
                            && certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                    ? 1L
                    : 0L;
        });
        text(
                module,
                Side.PEER,
                "notBefore",
                "When the peer's certificate begins to be valid.",
                certificate -> certificate.getNotBefore().toInstant().toString());
        text(
                module,
                Side.PEER,
                "notAfter",
                "When the peer's certificate ends to be valid.",
                certificate -> certificate.getNotAfter().toInstant().toString());
    }

    private static void certificate(ModuleBuilder module, Side side) {
        number(module, side.name + "version", "The version of " + side.certificate + ".", context -> {
            X509Certificate certificate = side.of(context);
            return certificate == null ? null : (Long) (long) certificate.getVersion();
        });
        text(
                module,
                side,
                "serial",
                "The serial number of " + side.certificate + ".",
                certificate -> certificate.getSerialNumber().toString());
        text(
                module,
                side,
                "subject",
                "Whom " + side.certificate + " is about.",
                certificate -> certificate.getSubjectX500Principal().getName());
        text(
                module,
                side,
                "issuer",
                "Who has made " + side.certificate + ".",
                certificate -> certificate.getIssuerX500Principal().getName());
    }

    private static void people(ModuleBuilder module, Side side) {
        for (int i = 0; i < PARTS.size(); i++) {
            String part = PARTS.get(i);
            String type = TYPES.get(i);
            text(
                    module,
                    side,
                    "subject_" + part,
                    "The " + part + " of whom " + side.certificate + " is about.",
                    certificate -> part(certificate.getSubjectX500Principal(), type));
            text(
                    module,
                    side,
                    "issuer_" + part,
                    "The " + part + " of who has made " + side.certificate + ".",
                    certificate -> part(certificate.getIssuerX500Principal(), type));
        }
    }

    private static void names(ModuleBuilder module, Side side) {
        name(module, side, "san_email", "The first e-mail address", EMAIL);
        name(module, side, "san_hostname", "The first host name", DNS);
        name(module, side, "san_uri", "The first URI", URI);
        name(module, side, "san_ip", "The first address", IP);
    }

    private static void name(ModuleBuilder module, Side side, String name, String what, int kind) {
        text(module, side, name, what + " in " + side.certificate + ".", certificate -> name(certificate, kind));
    }

    private static void facts(ModuleBuilder module, String name, String summary, Function<TlsFacts, String> reader) {
        module.variable(name, summary).reads(context -> {
            TlsFacts facts = facts(context);
            return facts == null ? null : reader.apply(facts);
        });
    }

    private static void number(
            ModuleBuilder module, String name, String summary, Function<RoutingContext, @Nullable Object> reader) {
        module.variable(name, summary).type(Type.INTEGER).reads(reader);
    }

    private static void text(
            ModuleBuilder module,
            Side side,
            String name,
            String summary,
            Function<X509Certificate, @Nullable String> reader) {
        module.variable(side.name + name, summary).reads(context -> {
            X509Certificate certificate = side.of(context);
            return certificate == null ? null : reader.apply(certificate);
        });
    }

    private static boolean isVerified(RoutingContext context) {
        PeerIdentity identity = identity(context);
        return identity != null && identity.isVerified();
    }

    private static @Nullable PeerIdentity identity(RoutingContext context) {
        Flow flow = context.flow();
        return flow == null ? null : flow.identity();
    }

    private static @Nullable TlsFacts facts(RoutingContext context) {
        Flow flow = context.flow();
        Connection connection = flow == null ? null : flow.connection();
        return connection == null ? null : connection.tls();
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
