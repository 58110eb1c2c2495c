package io.sidetone.sip.stun;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.text.SyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StunPropertyTest {

    private static final int SEEDS = 3_000;

    private final StunKey key = StunKey.shortTerm("secret");

    @Test
    void whatIsWrittenReadsTheSame() throws Exception {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<AnyStun.Sample<?>> samples = AnyStun.samples(random);
            StunMessage made = make(samples, random);
            StunMessage read = StunMessage.parse(made.toByteArray());

            assertThat(read).as("seed %d", seed).isEqualTo(made).hasToString(made.toString());
            assertThat(read.transactionId()).isEqualTo(made.transactionId());
            for (int i = 0; i < samples.size(); i++) {
                StunAttribute attribute = read.attributes().get(i);
                Object value = samples.get(i).type().read(attribute.octets(), read.transactionId());
                assertThat(value).as("seed %d", seed).isEqualTo(samples.get(i).value());
            }
        }
    }

    @Test
    void proofsHoldForWhatTheyWereMadeForAndForNothingElse() throws Exception {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            StunMessage made = make(AnyStun.samples(random), random);
            for (MessageIntegrity integrity : MessageIntegrity.values()) {
                boolean present = made.has(integrity.type());
                assertThat(integrity.verify(made, key)).as("seed %d", seed).isEqualTo(present);
                assertThat(integrity.verify(made, StunKey.shortTerm("other"))).isFalse();
            }
            assertThat(Fingerprint.isValid(made)).isEqualTo(made.has(StunAttributes.FINGERPRINT));
        }
    }

    @Test
    void changedOctetsAreReadOrRefused() {
        int read = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            byte[] octets = make(AnyStun.samples(random), random).toByteArray();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(octets.length) : octets.length;
            try {
                StunMessage message = StunMessage.parse(Arrays.copyOf(octets, length));
                for (AnyStun.Sample<?> sample : AnyStun.samples(random)) {
                    assertThat(message.first(sample.type()) == null || message.has(sample.type()))
                            .isTrue();
                }
                read++;
            } catch (SyntaxException e) {
                assertThat(e.offset()).as("seed %d", seed).isBetween(0, length);
            }
        }
        assertThat(read).isBetween(SEEDS / 10, SEEDS);
    }

    private StunMessage make(List<AnyStun.Sample<?>> samples, Random random) {
        StunBuilder builder = AnyStun.builder(random);
        samples.forEach(sample -> sample.addTo(builder));
        for (MessageIntegrity integrity : MessageIntegrity.values()) {
            if (random.nextBoolean()) {
                builder.integrity(integrity, key);
            }
        }
        return random.nextBoolean() ? builder.fingerprint().build() : builder.build();
    }
}
