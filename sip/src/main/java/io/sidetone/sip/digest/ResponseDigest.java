package io.sidetone.sip.digest;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Credentials;
import io.sidetone.sip.text.Text;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// The arithmetic of a proof, the same for client and server, request and response. Thread-safe: only functions.
@Rfc(number = 7616, section = "3.4.1")
@Rfc(number = 3261, section = "22.4")
final class ResponseDigest {

    private ResponseDigest() {}

    /// The proof for credentials that are complete but for `response`, as hexadecimal digits in ASCII; null if
    /// something is missing to compute it.
    ///
    /// @param method the request's method; empty for the proof of a response
    static byte @Nullable [] compute(
            DigestAlgorithm algorithm, Credentials credentials, DigestUser user, String method, byte[] body) {
        byte[] ha1 = user.secret().ha1(algorithm, user.username(), user.realm());
        String nonce = credentials.nonce();
        String cnonce = credentials.cnonce();
        String uri = credentials.uri();
        String qop = credentials.qop();
        if (ha1 == null || nonce == null || uri == null) {
            return null;
        }
        if (algorithm.isSession()) {
            if (cnonce == null) {
                return null;
            }
            ha1 = sessionHa1(algorithm, ha1, nonce, cnonce);
        }
        byte[] ha2 = ha2(algorithm, method, uri, qop, body);
        MessageDigest digest = algorithm.newDigest();
        digest.update(ha1);
        append(digest, nonce);
        if (qop != null) {
            String nc = credentials.nc();
            if (nc == null || cnonce == null) {
                return null;
            }
            append(digest, nc);
            append(digest, cnonce);
            append(digest, qop);
        }
        // RFC 3261 §22.4: without qop, nonce and A2 follow the secret at once, as in RFC 2069.
        digest.update((byte) ':');
        digest.update(ha2);
        return DigestAlgorithm.hex(digest);
    }

    @Rfc(number = 7616, section = "3.4.2")
    private static byte[] sessionHa1(DigestAlgorithm algorithm, byte[] ha1, String nonce, String cnonce) {
        MessageDigest digest = algorithm.newDigest();
        digest.update(ha1);
        append(digest, nonce);
        append(digest, cnonce);
        return DigestAlgorithm.hex(digest);
    }

    @Rfc(number = 7616, section = "3.4.3")
    private static byte[] ha2(DigestAlgorithm algorithm, String method, String uri, @Nullable String qop, byte[] body) {
        MessageDigest digest = algorithm.newDigest();
        digest.update(Text.encode(method));
        append(digest, uri);
        if (qop != null && Qop.of(qop) == Qop.AUTH_INT) {
            // RFC 3261 §22.4: without a body, the hash of nothing stands for it.
            digest.update((byte) ':');
            digest.update(algorithm.hash(body));
        }
        return DigestAlgorithm.hex(digest);
    }

    private static void append(MessageDigest digest, String text) {
        digest.update((byte) ':');
        digest.update(Text.encode(text));
    }
}
