package io.sidetone.sip.tls;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.uri.Host;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Chooses which of our certificates a peer is shown. Its alias is the place in the list. Thread-safe.
final class IdentityKeys extends X509ExtendedKeyManager {

    private final List<LoadedIdentity> identities;

    IdentityKeys(List<LoadedIdentity> identities) {
        this.identities = identities;
    }

    /// The identity for the name that the client asks for: one that has that very name, else one with a wildcard
    /// for it, else the first.
    @Override
    @Rfc(number = 5922, section = "7.8")
    @Rfc(number = 6066, section = "3")
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        return alias(fitting(requestedName(engine)), keyType);
    }

    /// Our first identity, whoever its issuer is: the server knows best whom it trusts.
    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
        return alias(first(), keyTypes);
    }

    private @Nullable String alias(List<LoadedIdentity> candidates, String... keyTypes) {
        for (LoadedIdentity identity : candidates) {
            if (Arrays.asList(keyTypes).contains(identity.keyType())) {
                return Integer.toString(identities.indexOf(identity));
            }
        }
        return null;
    }

    private List<LoadedIdentity> first() {
        return identities.isEmpty() ? List.of() : identities.subList(0, 1);
    }

    private List<LoadedIdentity> fitting(@Nullable Host name) {
        if (name != null) {
            List<LoadedIdentity> exact = all(identity -> identity.serves(name));
            List<LoadedIdentity> fitting = exact.isEmpty() ? all(identity -> identity.servesParentOf(name)) : exact;
            if (!fitting.isEmpty()) {
                return fitting;
            }
        }
        return first();
    }

    private List<LoadedIdentity> all(Predicate<LoadedIdentity> condition) {
        List<LoadedIdentity> fitting = new ArrayList<>(identities);
        fitting.removeIf(condition.negate());
        return fitting;
    }

    private static @Nullable Host requestedName(SSLEngine engine) {
        if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
            for (SNIServerName name : session.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    return CertificateNames.host(host.getAsciiName());
                }
            }
        }
        return null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return identity(alias).chain().toArray(new X509Certificate[0]);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return identity(alias).key();
    }

    private LoadedIdentity identity(String alias) {
        return identities.get(Integer.parseInt(alias));
    }

    // What follows is for sockets, which nobody here opens.

    @Override
    public @Nullable String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
        return alias(first(), keyTypes);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
        return alias(first(), keyType);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }
}
