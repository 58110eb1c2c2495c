package io.sidetone.modules.auth;

import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.header.Credentials;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The variables that read credentials, as they came: `consume_credentials` does not take them away.
final class CredentialVariables {

    private CredentialVariables() {}

    static void define(ModuleBuilder module) {
        variable(module, "au", "The user part of the name in the credentials.", CredentialVariables::user);
        variable(module, "aU", "The name in the credentials, as a whole.", Credentials::username);
        variable(
                module, "ad", "The domain of the name in the credentials, if it has one.", CredentialVariables::domain);
        variable(module, "adu", "The URI in the credentials.", Credentials::uri);
        variable(module, "ar", "The realm of the credentials.", Credentials::realm);
        variable(module, "an", "The nonce of the credentials.", Credentials::nonce, "auth.nonce");
        variable(module, "aa", "The algorithm of the credentials, as written.", Credentials::algorithm, "auth.alg");
        variable(module, "auth.resp", "The proof in the credentials.", Credentials::response);
        variable(module, "auth.cnonce", "The client's own nonce in the credentials.", Credentials::cnonce);
        variable(module, "auth.opaque", "The opaque text of the credentials.", Credentials::opaque);
        variable(module, "auth.qop", "The quality of protection of the credentials.", Credentials::qop);
        variable(module, "auth.nc", "The count of the nonce in the credentials, as written.", Credentials::nc);
    }

    private static void variable(
            ModuleBuilder module,
            String name,
            String description,
            Function<Credentials, @Nullable String> part,
            String... aliases) {
        var variable = module.variable(name, description);
        for (String alias : aliases) {
            variable.or(alias);
        }
        variable.reads(context -> {
            Credentials credentials = of(context);
            String value = credentials == null ? null : part.apply(credentials);
            return value == null || value.isEmpty() ? null : value;
        });
    }

    /// Those that were found right last; else the first ones for a proxy, else the first ones.
    private static @Nullable Credentials of(RoutingContext context) {
        SipMessage received = context.received();
        if (!(received instanceof SipRequest request)
                || request.method().equals(Method.ACK)
                || request.method().equals(Method.CANCEL)) {
            return null;
        }
        List<Authorized> authorized = Authorized.of(context);
        if (!authorized.isEmpty()) {
            return authorized.getLast().credentials();
        }
        Credentials proxy = request.first(Side.PROXY.credentials());
        return proxy == null ? request.first(Side.WWW.credentials()) : proxy;
    }

    private static @Nullable String user(Credentials credentials) {
        String name = credentials.username();
        int at = name == null ? -1 : name.indexOf('@');
        return name == null || at < 0 ? name : name.substring(0, at);
    }

    private static @Nullable String domain(Credentials credentials) {
        String name = credentials.username();
        int at = name == null ? -1 : name.indexOf('@');
        return name == null || at < 0 ? null : name.substring(at + 1);
    }
}
