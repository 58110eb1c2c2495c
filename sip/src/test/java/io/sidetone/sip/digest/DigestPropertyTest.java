package io.sidetone.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.header.Challenge;
import io.sidetone.sip.header.Credentials;
import io.sidetone.sip.testing.ManualClock;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Client against verifier, over the wire form of the credentials.
class DigestPropertyTest {

    private static final DigestPolicy ALL = new DigestPolicy(
            List.of(DigestAlgorithm.values()),
            List.of(Qop.AUTH, Qop.AUTH_INT),
            DigestPolicy.UriRule.ANY,
            DigestPolicy.CountRule.ONCE);

    private final NonceFactory nonces = new NonceFactory(
            Text.encode("0123456789abcdef"), NonceFactory.DEFAULT_LIFETIME, new ManualClock(), new Random(1));
    private final DigestVerifier verifier = new DigestVerifier(nonces, new NonceCounts(10_000), ALL);

    @Test
    void whatTheClientAnswersVerifiesAndNothingElseDoes() throws SyntaxException {
        for (int seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            DigestUser user =
                    new DigestUser(anyText(random), anyText(random), DigestSecret.ofPassword(anyText(random)));
            DigestRequest request = new DigestRequest("INVITE", "sip:" + anyText(random), anyOctets(random));
            Challenge challenge = anyChallenge(user.realm(), random);
            Qop preferred = random.nextBoolean() ? Qop.AUTH : Qop.AUTH_INT;
            Credentials answer =
                    DigestClient.answer(challenge, user, request, preferred, anyText(random), 1 + random.nextInt(1000));
            Credentials received = Credentials.parse(answer.text());

            assertThat(received).as("seed %d", seed).isEqualTo(answer);
            Credentials changed = change(received, random);
            assertThat(verifier.verify(changed, request, user, ""))
                    .as("seed %d: %s -> %s", seed, received, changed)
                    .isNotEqualTo(DigestVerdict.VALID);
            assertThat(verifier.verify(received, request, user, ""))
                    .as("seed %d: %s", seed, received)
                    .isEqualTo(DigestVerdict.VALID);
            assertThat(verifier.verify(received, request, user, ""))
                    .as("seed %d", seed)
                    .isEqualTo(DigestVerdict.NONCE_REUSED);
        }
    }

    @Test
    void noParametersAreTooOddForAVerdict() {
        List<String> names = List.of(
                "username", "username*", "realm", "nonce", "uri", "response", "algorithm", "cnonce", "qop", "nc");
        DigestUser user = new DigestUser("alice", "r", DigestSecret.ofPassword("p"));
        DigestRequest request = new DigestRequest("REGISTER", "sip:a");
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            Parameters.Builder parameters = Parameters.builder();
            for (String name : names) {
                if (random.nextInt(20) > 0) {
                    parameters.add(name, random.nextInt(10) == 0 ? null : Text.quote(anyText(random)));
                }
            }
            Credentials credentials = new Credentials("Digest", null, parameters.build());
            assertThat(verifier.verify(credentials, request, user, ""))
                    .as("seed %d", seed)
                    .isNotIn(DigestVerdict.VALID, DigestVerdict.STALE, DigestVerdict.NONCE_REUSED);
        }
    }

    private Challenge anyChallenge(String realm, Random random) {
        List<Challenge> challenges = verifier.challenges(realm, "", random.nextBoolean());
        Challenge challenge = challenges.get(random.nextInt(challenges.size()));
        challenge = random.nextBoolean() ? challenge.with("opaque", anyText(random)) : challenge;
        challenge = random.nextInt(3) == 0 ? challenge.with("userhash", "true") : challenge;
        DigestAlgorithm algorithm = DigestAlgorithm.of(challenge.algorithm());
        if (algorithm != null && !algorithm.isSession() && random.nextInt(4) == 0) {
            return new Challenge("Digest", null, challenge.parameters().without("qop"));
        }
        return challenge;
    }

    /// Removes a parameter that the proof covers, or changes one character of it to another.
    private static Credentials change(Credentials credentials, Random random) {
        Parameters parameters = credentials.parameters();
        int index;
        do {
            index = random.nextInt(parameters.size());
        } while (parameters.name(index).equals("opaque"));
        String name = parameters.name(index);
        boolean isDefault = "MD5".equals(parameters.get(name));
        if (random.nextInt(5) == 0 && !isDefault) {
            return new Credentials("Digest", null, parameters.without(name));
        }
        StringBuilder value = new StringBuilder(String.valueOf(parameters.get(name)));
        char other = random.nextBoolean() ? 'q' : '7';
        if (value.isEmpty()) {
            return credentials.with(name, "q");
        }
        int at = random.nextInt(value.length());
        value.setCharAt(at, value.charAt(at) == other ? 'X' : other);
        return credentials.with(name, value.toString());
    }

    private static String anyText(Random random) {
        String alphabet = "aZ09 ,=\"\\-'%*;:@ä漢\t";
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static byte[] anyOctets(Random random) {
        ByteWriter octets = new ByteWriter(8);
        for (int i = random.nextInt(8); i > 0; i--) {
            octets.octet(random.nextInt(256));
        }
        return octets.toByteArray();
    }
}
