package io.sidetone.sip.digest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sidetone.sip.base.AllocationBound;
import io.sidetone.sip.base.Invariant;
import io.sidetone.sip.base.LongInputs;
import io.sidetone.sip.header.AuthenticationInfo;
import io.sidetone.sip.header.Challenge;
import io.sidetone.sip.header.Credentials;
import io.sidetone.sip.testing.ManualClock;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.WireText;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Reads one text as a challenge, as credentials, as authentication info and as a nonce.
class DigestFuzzTest {

    private static final String REALM = "example.com";

    private final AllocationBound bound = new AllocationBound(1_000);
    private final ManualClock clock = new ManualClock();
    private final DigestUser user = new DigestUser("alice", REALM, DigestSecret.ofPassword("secret"));
    private final DigestRequest request = new DigestRequest("REGISTER", "sip:example.com", new byte[] {1, 2, 3});

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        bound.check(input, this::exercise);
    }

    @Test
    void takesMemoryByTheLengthOfItsInput() {
        LongInputs.of(DigestFuzzTest.class).check(bound, this::exercise);
    }

    private void exercise(byte[] input) {
        String text = Text.decode(input, 0, input.length);
        Challenge challenge = read(text, Challenge::parse);
        if (challenge != null) {
            answer(challenge);
        }
        Credentials credentials = read(text, Credentials::parse);
        if (credentials != null) {
            verify(credentials);
        }
        AuthenticationInfo info = read(text, AuthenticationInfo::parse);
        if (info != null) {
            Credentials sent = Credentials.digest().with("cnonce", "1").with("nc", "00000001");
            Invariant.holds(!DigestClient.isProven(info, sent, user, input), "no proof without a nonce", info);
        }
        long issuedAt = nonces().issuedAt(text, "");
        Invariant.holds(
                issuedAt == NonceFactory.NOT_OURS || issuedAt == clock.currentTimeMillis(), "only our nonces", text);
    }

    /// The same nonce each time, so that seeds can hold it.
    private NonceFactory nonces() {
        return new NonceFactory(new byte[16], NonceFactory.DEFAULT_LIFETIME, clock, new Random(1));
    }

    private DigestVerifier verifier(DigestPolicy.UriRule uris) {
        DigestPolicy policy = new DigestPolicy(
                List.of(DigestAlgorithm.values()), List.of(Qop.AUTH, Qop.AUTH_INT), uris, DigestPolicy.CountRule.ONCE);
        return new DigestVerifier(nonces(), new NonceCounts(2), policy);
    }

    /// Whatever else a challenge says: an answer to it that holds a nonce of ours is valid, once.
    private void answer(Challenge challenge) {
        List<Challenge> ours = List.of(challenge.with("realm", REALM).with("nonce", nonces().create("")));
        Challenge chosen = DigestClient.choose(ours, REALM, user.secret());
        if (chosen == null) {
            return;
        }
        DigestVerifier verifier = verifier(DigestPolicy.UriRule.EQUIVALENT);
        Credentials answer = DigestClient.answer(chosen, user, request, Qop.AUTH_INT, "cnonce", 1);
        Credentials received = read(answer.text(), Credentials::parse);
        Invariant.equal(received, answer, "credentials arrive as they were sent");
        Invariant.equal(verifier.verify(answer, request, user, ""), DigestVerdict.VALID, "an answer is valid");
        Invariant.equal(verifier.verify(answer, request, user, ""), DigestVerdict.NONCE_REUSED, "it is valid once");
        checkProof(answer);
    }

    /// Whatever else credentials say: with realm, user, nonce and proof of ours they are valid if their form is.
    private void verify(Credentials credentials) {
        DigestVerifier strict = verifier(DigestPolicy.UriRule.EQUIVALENT);
        DigestVerdict checked = strict.check(credentials, request, REALM);
        DigestVerdict verified = strict.verify(credentials, request, user, "");
        Invariant.holds(
                checked == DigestVerdict.VALID || verified == checked,
                "the full check begins with the quick one",
                checked);
        DigestAlgorithm algorithm = DigestAlgorithm.of(credentials.algorithm());
        if (algorithm == null) {
            return;
        }
        String name = credentials.userhash() ? algorithm.userhash("alice", REALM) : "alice";
        Credentials ours = credentials
                .with("realm", REALM)
                .with("username", name)
                .with("nonce", nonces().create(""))
                .with("response", "");
        DigestVerifier verifier = verifier(DigestPolicy.UriRule.ANY);
        if (verifier.check(ours, request, REALM) != DigestVerdict.VALID) {
            return;
        }
        byte[] proof = ResponseDigest.compute(algorithm, ours, user, request.method(), request.body());
        Credentials proven = ours.with("response", new String(Objects.requireNonNull(proof), ISO_8859_1));
        Invariant.equal(verifier.verify(proven, request, user, ""), DigestVerdict.VALID, "a right proof is valid");
        checkProof(proven);
    }

    private void checkProof(Credentials accepted) {
        byte[] body = {4, 5, 6};
        AuthenticationInfo info = DigestVerifier.prove(accepted, user, body);
        boolean proven = DigestClient.isProven(info, accepted, user, body);
        Invariant.holds(proven == (accepted.qop() != null), "the server proves itself where there is a qop", info);
    }

    /// Reads a text by one grammar and back what it writes.
    private static <T extends WireText> @Nullable T read(String text, Grammar<T> grammar) {
        T value;
        try {
            value = grammar.parse(text);
        } catch (SyntaxException e) {
            int length = Text.encode(text).length;
            Invariant.holds(e.offset() >= 0 && e.offset() <= length, "the offset is in the text", e.offset());
            return null;
        }
        try {
            T again = grammar.parse(value.text());
            Invariant.equal(again, value, "what is written reads the same");
            Invariant.equal(again.text(), value.text(), "what is written once is written the same");
        } catch (SyntaxException e) {
            throw new AssertionError("what is written can be read: " + value.text(), e);
        }
        return value;
    }

    private interface Grammar<T> {
        T parse(String text) throws SyntaxException;
    }
}
