package io.sidetone.sip.digest;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.Uri;
import java.util.List;

/// What a server offers in its challenges and accepts in credentials. Immutable.
///
/// @param algorithms the accepted algorithms, the preferred one first
/// @param qops the accepted qualities of protection, at least one; credentials without any, as before RFC 2617,
///     are accepted if `AUTH` is among them
/// @param uris how the URI in the credentials must relate to the Request-URI
/// @param counts whether nonce counts are looked at
@Rfc(number = 8760, section = "2.3")
public record DigestPolicy(List<DigestAlgorithm> algorithms, List<Qop> qops, UriRule uris, CountRule counts) {

    /// SHA-256 before MD5, which most phones need; `auth` only; any URI; each count of a nonce once.
    public static final DigestPolicy DEFAULT = new DigestPolicy(
            List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5), List.of(Qop.AUTH), UriRule.ANY, CountRule.ONCE);

    /// Copies the lists.
    public DigestPolicy {
        algorithms = List.copyOf(algorithms);
        qops = List.copyOf(qops);
        if (algorithms.isEmpty() || qops.isEmpty()) {
            throw new IllegalArgumentException("A policy that accepts nothing");
        }
    }

    /// Whether nonce counts are looked at.
    @Rfc(number = 7616, section = "3.4")
    public enum CountRule {
        /// Each count of a nonce is accepted once, so nobody can use credentials that were seen on the wire.
        ONCE,
        /// Counts are not looked at, for clients that never raise them: whoever saw credentials can use them for
        /// as long as their nonce is fresh.
        IGNORED
    }

    /// How the URI in the credentials must relate to the Request-URI.
    @Rfc(number = 3261, section = "22.4")
    public enum UriRule {
        /// Not at all: proxies on the way may have changed the Request-URI.
        ANY,
        /// The same by the rules of their scheme: for servers that clients talk to directly.
        EQUIVALENT;

        boolean accepts(String credentialsUri, String requestUri) {
            return switch (this) {
                case ANY -> true;
                case EQUIVALENT -> credentialsUri.equals(requestUri) || equivalent(credentialsUri, requestUri);
            };
        }

        private static boolean equivalent(String a, String b) {
            try {
                return Uri.parse(a).matches(Uri.parse(b));
            } catch (SyntaxException _) {
                return false;
            }
        }
    }
}
