package io.sidetone.sip.stun;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Makes messages by chance. Thread-safe: only functions.
final class AnyStun {

    private AnyStun() {}

    /// One value of one attribute.
    record Sample<T>(StunAttributeType<T> type, T value) {
        void addTo(StunBuilder builder) {
            builder.add(type, value);
        }
    }

    static StunBuilder builder(Random random) {
        StunClass messageClass = List.of(StunClass.values()).get(random.nextInt(4));
        int method = random.nextBoolean() ? StunMessage.BINDING : random.nextInt(0x1000);
        return new StunBuilder(messageClass, method, StunTransactionId.random(random));
    }

    static List<Sample<?>> samples(Random random) {
        List<Sample<?>> samples = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            samples.add(sample(random));
        }
        return samples;
    }

    private static Sample<?> sample(Random random) {
        return switch (random.nextInt(15)) {
            case 0 -> new Sample<>(StunAttributes.XOR_MAPPED_ADDRESS, address(random));
            case 1 -> new Sample<>(StunAttributes.MAPPED_ADDRESS, address(random));
            case 2 -> new Sample<>(StunAttributes.USERNAME, text(random));
            case 3 -> new Sample<>(StunAttributes.REALM, text(random));
            case 4 -> new Sample<>(StunAttributes.NONCE, text(random));
            case 5 -> new Sample<>(StunAttributes.SOFTWARE, text(random));
            case 6 -> new Sample<>(StunAttributes.ERROR_CODE, new ErrorCode(300 + random.nextInt(400), text(random)));
            case 7 -> new Sample<>(StunAttributes.UNKNOWN_ATTRIBUTES, codes(random));
            case 8 -> new Sample<>(StunAttributes.PASSWORD_ALGORITHMS, algorithms(random));
            case 9 -> new Sample<>(StunAttributes.PASSWORD_ALGORITHM, algorithm(random));
            case 10 -> new Sample<>(StunAttributes.PRIORITY, random.nextLong(1L << 32));
            case 11 -> new Sample<>(StunAttributes.ICE_CONTROLLING, random.nextLong());
            case 12 ->
                new Sample<>(
                        StunAttributes.CHANGE_REQUEST, new ChangeRequest(random.nextBoolean(), random.nextBoolean()));
            case 13 -> new Sample<>(StunAttributes.RESPONSE_PORT, random.nextInt(0x10000));
            default -> new Sample<>(StunAttributes.ALTERNATE_SERVER, address(random));
        };
    }

    private static InetSocketAddress address(Random random) {
        byte[] octets = octets(random, random.nextBoolean() ? 4 : 16);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(octets), random.nextInt(0x10000));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Integer> codes(Random random) {
        List<Integer> codes = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            codes.add(random.nextInt(0x10000));
        }
        return codes;
    }

    private static List<PasswordAlgorithm> algorithms(Random random) {
        List<PasswordAlgorithm> algorithms = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            algorithms.add(algorithm(random));
        }
        return algorithms;
    }

    private static PasswordAlgorithm algorithm(Random random) {
        return new PasswordAlgorithm(random.nextInt(0x10000), octets(random, random.nextInt(6)));
    }

    private static String text(Random random) {
        String alphabet = "aZ09 :\"\u00E4\u6F22\u0000";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static byte[] octets(Random random, int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return octets;
    }
}
