package io.sidetone.sip.digest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.AuthenticationInfo;
import io.sidetone.sip.header.Challenge;
import io.sidetone.sip.header.Credentials;
import io.sidetone.sip.text.Text;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client computes: the challenge to answer, the answer, and whether the server knows the secret too.
///
/// For several requests under one challenge there is [DigestSession], which counts. Thread-safe: only functions.
@Rfc(number = 3261, section = "22.1")
public final class DigestClient {

    private DigestClient() {}

    /// The realms of the Digest challenges in a response, each once, top down. A forked request may bring
    /// several, and each wants credentials of its own.
    @Rfc(number = 3261, section = "22.3")
    public static List<String> realms(List<Challenge> challenges) {
        List<String> realms = new ArrayList<>(1);
        for (Challenge challenge : challenges) {
            String realm = challenge.realm();
            if (challenge.isDigest() && realm != null && !realms.contains(realm)) {
                realms.add(realm);
            }
        }
        return List.copyOf(realms);
    }

    /// The challenge of a realm to answer: the topmost that this library and the secret support; null if there is
    /// none.
    @Rfc(number = 8760, section = "2.4")
    public static @Nullable Challenge choose(List<Challenge> challenges, String realm, DigestSecret secret) {
        for (Challenge challenge : challenges) {
            if (realm.equals(challenge.realm()) && canAnswer(challenge, secret)) {
                return challenge;
            }
        }
        return null;
    }

    private static boolean canAnswer(Challenge challenge, DigestSecret secret) {
        DigestAlgorithm algorithm = DigestAlgorithm.of(challenge.algorithm());
        if (!challenge.isDigest() || challenge.nonce() == null || algorithm == null || !secret.serves(algorithm)) {
            return false;
        }
        if (challenge.qopOptions().isEmpty()) {
            // RFC 3261 §22.4: without qop there is no cnonce, which the session algorithms need.
            return !algorithm.isSession();
        }
        return Qop.choose(challenge, Qop.AUTH) != null;
    }

    /// The credentials that answer a challenge.
    ///
    /// @param challenge one that [#choose] gave
    /// @param user who asks; the realm must be the challenge's
    /// @param preferred the quality of protection to use if it is offered; else the other one is used
    /// @param cnonce an unguessable text, made by the client
    /// @param nc how many requests were sent with this nonce, this one included; from 1
    /// @throws IllegalArgumentException if the challenge is none that [#choose] would have given
    @Rfc(number = 3261, section = "22.4")
    @Rfc(number = 7616, section = "3.4")
    public static Credentials answer(
            Challenge challenge, DigestUser user, DigestRequest request, Qop preferred, String cnonce, int nc) {
        DigestAlgorithm algorithm = DigestAlgorithm.of(challenge.algorithm());
        if (algorithm == null || !user.realm().equals(challenge.realm()) || !canAnswer(challenge, user.secret())) {
            throw new IllegalArgumentException("A challenge that can not be answered: " + challenge);
        }
        Credentials credentials = Credentials.digest();
        if (challenge.userhash()) {
            // RFC 7616 §3.4.4: whoever offers it gets the hash in place of the name.
            credentials = credentials
                    .with("username", algorithm.userhash(user.username(), user.realm()))
                    .with("userhash", "true");
        } else {
            credentials = credentials.withUsername(user.username());
        }
        credentials = copy(challenge, "realm", credentials);
        credentials = copy(challenge, "nonce", credentials).with("uri", request.uri());
        credentials = copy(challenge, "algorithm", credentials);
        credentials = copy(challenge, "opaque", credentials);
        Qop qop = Qop.choose(challenge, preferred);
        if (qop != null) {
            // RFC 3261 §22.4: cnonce and nc only together with qop.
            credentials = credentials
                    .with("qop", qop.text())
                    .with("nc", HexFormat.of().toHexDigits(nc))
                    .with("cnonce", cnonce);
        }
        byte[] response = ResponseDigest.compute(algorithm, credentials, user, request.method(), request.body());
        assert response != null;
        return credentials.with("response", new String(response, ISO_8859_1));
    }

    private static Credentials copy(Challenge challenge, String name, Credentials credentials) {
        String value = challenge.parameters().get(name);
        return value == null ? credentials : credentials.with(name, value);
    }

    /// Whether a response proves that its sender knows the user's secret.
    ///
    /// @param info what the response carries
    /// @param sent the credentials of the request
    /// @param body the body of the response
    @Rfc(number = 7616, section = "3.5")
    public static boolean isProven(AuthenticationInfo info, Credentials sent, DigestUser user, byte[] body) {
        DigestAlgorithm algorithm = DigestAlgorithm.of(sent.algorithm());
        String rspauth = info.rspauth();
        String qop = info.qop();
        if (algorithm == null || rspauth == null || qop == null || !repeats(info, sent)) {
            return false;
        }
        byte[] expected = ResponseDigest.compute(algorithm, sent.with("qop", qop), user, "", body);
        return expected != null && MessageDigest.isEqual(expected, Text.encode(Text.lower(rspauth)));
    }

    /// §3.5: cnonce and nc must be those of the request that is answered.
    private static boolean repeats(AuthenticationInfo info, Credentials sent) {
        String cnonce = info.cnonce();
        String nc = info.nc();
        String sentNc = sent.nc();
        return cnonce != null
                && cnonce.equals(sent.cnonce())
                && nc != null
                && sentNc != null
                && Text.equalsIgnoreCase(nc, sentNc);
    }
}
