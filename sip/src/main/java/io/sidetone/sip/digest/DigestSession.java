package io.sidetone.sip.digest;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.AuthenticationInfo;
import io.sidetone.sip.header.Challenge;
import io.sidetone.sip.header.Credentials;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// A client's memory of one challenge: it answers request after request, counts the uses of the nonce and follows
/// the server to the next one.
///
/// One session serves one realm of one server. Its cnonce stays the same as long as the nonce does. Thread-safe;
/// each answer takes a count of its own.
@Rfc(number = 7616, section = "3.4")
@Rfc(number = 3261, section = "22.2")
public final class DigestSession {

    private static final int CNONCE_OCTETS = 16;

    private final DigestUser user;
    private final Qop preferred;
    private final RandomGenerator random;
    private Challenge challenge;
    private String cnonce;
    private int uses;

    /// @param challenge one that [DigestClient#choose] gave
    /// @param preferred the quality of protection to use if it is offered
    /// @param random where client nonces come from: a `SecureRandom`, but for tests
    public DigestSession(Challenge challenge, DigestUser user, Qop preferred, RandomGenerator random) {
        this.user = user;
        this.preferred = preferred;
        this.random = random;
        this.challenge = challenge;
        this.cnonce = newCnonce();
    }

    /// The credentials for the next request.
    ///
    /// @throws IllegalArgumentException if the challenge is none that [DigestClient#choose] would have given
    public Credentials answer(DigestRequest request) {
        Challenge current;
        String currentCnonce;
        int nc;
        synchronized (this) {
            current = challenge;
            currentCnonce = cnonce;
            nc = ++uses;
        }
        return DigestClient.answer(current, user, request, preferred, currentCnonce, nc);
    }

    /// Starts anew with a challenge that answered the session's own credentials. Unless it is [Challenge#stale]
    /// the server refused the secret, and the same request must not be tried again with it.
    public synchronized void challenged(Challenge again) {
        challenge = again;
        cnonce = newCnonce();
        uses = 0;
    }

    /// Takes over the next nonce, if a response that the server proved to be its own (or that came over a trusted
    /// flow) brings one.
    @Rfc(number = 7616, section = "3.5")
    public synchronized void accepted(AuthenticationInfo info) {
        String next = info.nextnonce();
        DigestAlgorithm algorithm = DigestAlgorithm.of(challenge.algorithm());
        // RFC 7616 §3.4.2: a session algorithm keeps the secret of the session's first nonce, which servers without
        // memory can not follow. With the old nonce, which §3.5 permits, both mean the same.
        if (next != null && algorithm != null && !algorithm.isSession()) {
            challenged(challenge.with("nonce", next));
        }
    }

    private String newCnonce() {
        byte[] octets = new byte[CNONCE_OCTETS];
        random.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }

    @Override
    public String toString() {
        return "DigestSession[" + user.username() + " in " + user.realm() + "]";
    }
}
