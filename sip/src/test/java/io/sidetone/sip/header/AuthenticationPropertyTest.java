package io.sidetone.sip.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AuthenticationPropertyTest {

    private static final List<String> NAMES =
            List.of("realm", "nonce", "qop", "algorithm", "nc", "username*", "x-y", "URI");
    private static final String SEED_TEXT =
            "Digest username=\"a\\\"l\", realm=\"r\", nonce=abc==,, uri=\"sip:a@b\" , qop=auth";

    @Test
    void whatIsBuiltParsesBackEqual() throws SyntaxException {
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            Credentials built = Credentials.digest().withUsername(anyText(random));
            for (int i = random.nextInt(8); i > 0; i--) {
                built = built.with(NAMES.get(random.nextInt(NAMES.size())), anyText(random));
            }
            assertThat(Credentials.parse(built.text())).as("seed %d", seed).isEqualTo(built);
        }
    }

    @Test
    void whatIsReadWritesAndParsesBackEqual() throws SyntaxException {
        int read = 0;
        for (int seed = 0; seed < 10_000; seed++) {
            byte[] octets = mutate(Text.encode(SEED_TEXT), new Random(seed));
            Challenge challenge;
            try {
                challenge = Challenge.parse(new TextReader(octets, 0, octets.length));
            } catch (SyntaxException _) {
                continue;
            }
            read++;
            String text = challenge.toString();
            assertThat(Challenge.parse(text)).as("seed %d", seed).isEqualTo(challenge);
            assertThat(text).as("seed %d", seed).doesNotContain("\r", "\n");
        }
        assertThat(read).isGreaterThan(500);
    }

    @Test
    void randomOctetsThrowNothingButSyntaxErrors() {
        int refused = 0;
        for (int seed = 0; seed < 10_000; seed++) {
            Random random = new Random(seed);
            byte[] octets = new byte[random.nextInt(40)];
            random.nextBytes(octets);
            try {
                Credentials credentials = Credentials.parse(new TextReader(octets, 0, octets.length));
                assertThat(credentials.nonceCount()).as("seed %d", seed).isEqualTo(-1);
            } catch (SyntaxException e) {
                refused++;
                assertThat(e.offset()).as("seed %d", seed).isBetween(0, octets.length + 1);
            }
        }
        assertThat(refused).isGreaterThan(7_000);
    }

    private static byte[] mutate(byte[] octets, Random random) {
        byte[] mutated = octets.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String alphabet = " \t\r\n,=\"\\aZ0-_~/;\u00e4";
            mutated[random.nextInt(mutated.length)] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
        }
        return mutated;
    }

    private static String anyText(Random random) {
        String alphabet = "aZ09 ,=\"\\-'%*;:@ä漢\t";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(10); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
