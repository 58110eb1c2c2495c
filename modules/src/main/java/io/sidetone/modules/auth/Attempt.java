package io.sidetone.modules.auth;

import io.sidetone.sip.digest.DigestAlgorithm;
import io.sidetone.sip.digest.DigestRequest;
import io.sidetone.sip.header.Credentials;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// What can be said of a request before its user is looked for. Immutable.
public sealed interface Attempt {

    /// It is decided already.
    ///
    /// @param code what the function of the script returns
    record Decided(int code) implements Attempt {}

    /// The user has to be found, and the proof to be checked.
    ///
    /// @param credentials of the request, in the right realm, well formed, and with a nonce of ours that is fresh
    /// @param algorithm what they are computed with
    /// @param request what they cover
    /// @param binding what their nonce is bound to
    /// @param against what they are checked against, so that a second check in one script is not taken for a
    ///     replay
    /// @param source where the request came from; null for one of our own
    record Open(
            Credentials credentials,
            DigestAlgorithm algorithm,
            DigestRequest request,
            String binding,
            String against,
            @Nullable InetAddress source)
            implements Attempt {

        /// The name as the client sent it.
        public String username() {
            String name = credentials.username();
            return name == null ? "" : name;
        }

        /// The realm as the client sent it.
        public String realm() {
            String realm = credentials.realm();
            return realm == null ? "" : realm;
        }

        /// The name up to an `@`.
        public String user() {
            String name = username();
            int at = name.indexOf('@');
            return at < 0 ? name : name.substring(0, at);
        }

        /// What follows the `@` of the name; null if there is none.
        public @Nullable String domain() {
            String name = username();
            int at = name.indexOf('@');
            return at < 0 ? null : name.substring(at + 1);
        }
    }
}
