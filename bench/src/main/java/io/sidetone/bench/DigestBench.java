package io.sidetone.bench;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.digest.DigestAlgorithm;
import io.sidetone.sip.digest.DigestClient;
import io.sidetone.sip.digest.DigestPolicy;
import io.sidetone.sip.digest.DigestRequest;
import io.sidetone.sip.digest.DigestSecret;
import io.sidetone.sip.digest.DigestUser;
import io.sidetone.sip.digest.DigestVerdict;
import io.sidetone.sip.digest.DigestVerifier;
import io.sidetone.sip.digest.NonceCounts;
import io.sidetone.sip.digest.NonceFactory;
import io.sidetone.sip.digest.Qop;
import io.sidetone.sip.header.Challenge;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What a registrar does to prove a phone: it reads the credentials, computes the proof, and checks nonce and count.
///
/// The same credentials come again and again, so from the second time on the verdict is that the nonce was used
/// before:
/// the last thing that is looked at, with all the work done.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class DigestBench {

    private static final String REALM = "example.com";

    private final DigestUser alice = new DigestUser("alice", REALM, DigestSecret.ofPassword("s3cret"));
    private final DigestRequest register = new DigestRequest("REGISTER", "sip:example.com");
    private final DigestVerifier verifier = new DigestVerifier(
            new NonceFactory(Text.encode("the key of a benchmark"), Duration.ofDays(1), Clock.system(), new Random(1)),
            new NonceCounts(NonceCounts.DEFAULT_LIMIT),
            new DigestPolicy(
                    List.of(DigestAlgorithm.MD5, DigestAlgorithm.SHA_256),
                    List.of(Qop.AUTH),
                    DigestPolicy.UriRule.ANY,
                    DigestPolicy.CountRule.ONCE));
    private final byte[] md5 = answer(0);
    private final byte[] sha256 = answer(1);

    @Benchmark
    public DigestVerdict md5() throws SyntaxException {
        return verify(md5);
    }

    @Benchmark
    public DigestVerdict sha256() throws SyntaxException {
        return verify(sha256);
    }

    private DigestVerdict verify(byte[] credentials) throws SyntaxException {
        return verifier.verify(
                Headers.AUTHORIZATION.parse(credentials, 0, credentials.length), register, alice, "192.0.2.10");
    }

    private byte[] answer(int index) {
        Challenge challenge = verifier.challenges(REALM, "192.0.2.10", false).get(index);
        return Text.encode(DigestClient.answer(challenge, alice, register, Qop.AUTH, "k2m4n6p8", 1)
                .text());
    }
}
