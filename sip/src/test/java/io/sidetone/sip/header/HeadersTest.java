package io.sidetone.sip.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What holds for every type of a header field.
class HeadersTest {

    private static final int MUTATIONS_PER_SAMPLE = 1500;
    private static final int RANDOM_TEXTS_PER_TYPE = 500;
    private static final String SIGNIFICANT = "\"<>;,:/=*?@\\()[]!#.%+- \t\r\n\u0000\u007f\u00e91azAZ09";

    private final Samples samples = new Samples();

    @Test
    void everyTypeHasASample() throws IllegalAccessException {
        List<HeaderType<?>> types = HeaderTypes.all();
        assertThat(types).hasSizeGreaterThan(80);
        for (HeaderType<?> type : types) {
            assertThat(samples.of(type))
                    .as("samples of " + type + " in Samples")
                    .isNotEmpty();
        }
    }

    @Test
    void everyTypeStandsUnderTheNameOfItsField() throws IllegalAccessException {
        for (Field field : fields()) {
            HeaderType<?> type = (HeaderType<?>) field.get(null);
            HeaderName known = type.known();
            assertThat(known).isNotNull();
            assertThat(field.getName()).isEqualTo(known == null ? "" : known.name());
        }
    }

    @Test
    @Rfc(number = 3261, section = "7.3.1")
    void everySampleReadsAndWritesBackEqual() throws IllegalAccessException {
        for (HeaderType<?> type : HeaderTypes.all()) {
            for (String sample : samples.of(type)) {
                assertThat(readsBackEqual(type, Text.encode(sample)))
                        .as(type + ": " + sample)
                        .isTrue();
                assertThat(readsBackEqual(type, Text.encode("  " + sample + "\r\n ")))
                        .as(type + ": " + sample)
                        .isTrue();
            }
        }
    }

    @Test
    void mutatedSamplesThrowNothingButSyntaxExceptions() throws IllegalAccessException {
        long seed = 20261101;
        Random random = new Random(seed);
        int read = 0;
        for (HeaderType<?> type : HeaderTypes.all()) {
            for (String sample : samples.of(type)) {
                byte[] bytes = Text.encode(sample);
                for (int i = 0; i < MUTATIONS_PER_SAMPLE; i++) {
                    read += readsBackEqual(type, mutate(bytes, random)) ? 1 : 0;
                }
            }
        }
        assertThat(read).as("values read among the mutations of seed " + seed).isGreaterThan(1000);
    }

    @Test
    void randomOctetsThrowNothingButSyntaxExceptions() throws IllegalAccessException {
        long seed = 4711;
        Random random = new Random(seed);
        int read = 0;
        for (HeaderType<?> type : HeaderTypes.all()) {
            for (int i = 0; i < RANDOM_TEXTS_PER_TYPE; i++) {
                byte[] bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
                if (i % 2 == 0) {
                    for (int k = 0; k < bytes.length; k++) {
                        bytes[k] = (byte) SIGNIFICANT.charAt(Math.floorMod(bytes[k], SIGNIFICANT.length()));
                    }
                }
                read += readsBackEqual(type, bytes) ? 1 : 0;
            }
        }
        assertThat(read)
                .as("values read among the random octets of seed " + seed)
                .isPositive();
    }

    @Test
    void hugeValuesThrowNothingButSyntaxExceptions() throws IllegalAccessException {
        int read = 0;
        for (HeaderType<?> type : HeaderTypes.all()) {
            for (String sample : samples.of(type)) {
                for (String piece : List.of("(", ";a=b", "\"", "<", "9", ".1", "x", " ", "\\", ",a")) {
                    read += readsBackEqual(type, Text.encode(sample + piece.repeat(5_000))) ? 1 : 0;
                }
            }
        }
        assertThat(read).as("huge values read").isPositive();
    }

    /// Reads octets that may be anything. If they are a value, shows that what is written of it reads back equal.
    private static <T> boolean readsBackEqual(HeaderType<T> type, byte[] bytes) {
        T value;
        try {
            // In the middle of an array: nothing outside the slice may be read.
            byte[] padded = new byte[bytes.length + 4];
            Arrays.fill(padded, (byte) '"');
            System.arraycopy(bytes, 0, padded, 2, bytes.length);
            value = type.parse(padded, 2, bytes.length + 2);
        } catch (SyntaxException e) {
            if (e.offset() < 0 || e.offset() > bytes.length + 4) {
                throw new AssertionError(type + ": offset " + e.offset() + " in " + shown(bytes), e);
            }
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError(type + " threw on " + shown(bytes), e);
        }
        ByteWriter out = new ByteWriter(16);
        type.write(value, out);
        byte[] written = out.toByteArray();
        try {
            T again = type.parse(written, 0, written.length);
            if (!again.equals(value) || again.hashCode() != value.hashCode() || hasLineBreak(written)) {
                throw new AssertionError(type + ": " + shown(bytes) + " written as " + out);
            }
        } catch (SyntaxException e) {
            throw new AssertionError(type + ": " + shown(bytes) + " written as " + out + ": " + e.getMessage(), e);
        }
        return true;
    }

    private static boolean hasLineBreak(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '\r' || b == '\n') {
                return true;
            }
        }
        return false;
    }

    private static byte[] mutate(byte[] sample, Random random) {
        byte[] bytes = sample.clone();
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            byte octet = random.nextInt(4) == 0
                    ? (byte) random.nextInt(256)
                    : (byte) SIGNIFICANT.charAt(random.nextInt(SIGNIFICANT.length()));
            bytes = switch (random.nextInt(4)) {
                case 0 -> splice(bytes, at, Math.min(at + 1, bytes.length), new byte[] {octet});
                case 1 -> splice(bytes, at, at, new byte[] {octet});
                case 2 -> splice(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(4)), new byte[0]);
                default ->
                    splice(bytes, at, at, Arrays.copyOfRange(bytes, at, at + random.nextInt(bytes.length - at + 1)));
            };
        }
        return bytes;
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] middle) {
        return new ByteWriter(bytes.length + middle.length)
                .octets(bytes, 0, from)
                .octets(middle)
                .octets(bytes, to, bytes.length)
                .toByteArray();
    }

    private static String shown(byte[] bytes) {
        return Text.decode(bytes, 0, bytes.length) + " " + Arrays.toString(bytes);
    }

    private static List<Field> fields() {
        return Arrays.stream(Headers.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == HeaderType.class)
                .toList();
    }
}
