package io.sidetone.sip.stun;

import io.sidetone.sip.base.Addresses;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How values of one type are read and written. Immutable.
record StunCodec<T>(Reader<T> reader, Writer<T> writer) {

    /// What a text may be long when it is read, in octets: older agents counted six to a character.
    private static final int MAX_TEXT_READ = 763;

    private static final int IPV4 = 1;
    private static final int IPV6 = 2;
    private static final int ADDRESS_HEAD = 4;
    private static final int CHANGE_ADDRESS = 4;
    private static final int CHANGE_PORT = 2;

    @FunctionalInterface
    interface Reader<T> {
        T read(byte[] value, StunTransactionId id) throws SyntaxException;
    }

    @FunctionalInterface
    interface Writer<T> {
        /// Throws `IllegalArgumentException` if the value can not stand in the attribute.
        void write(T value, ByteWriter out, StunTransactionId id);
    }

    /// Octets as they are, as many as a multiple of a step between two lengths.
    static StunCodec<byte[]> octets(int min, int max, int step) {
        return new StunCodec<>(
                (value, _) -> {
                    require(value.length >= min && value.length <= max && value.length % step == 0, "length");
                    return value.clone();
                },
                (value, out, _) -> {
                    requireArgument(value.length >= min && value.length <= max && value.length % step == 0, "length");
                    out.octets(value);
                });
    }

    /// Text in UTF-8.
    ///
    /// @param maxCharacters how much of it may be written
    /// @param maxOctets how much of it may be written
    static StunCodec<String> text(int maxCharacters, int maxOctets) {
        return new StunCodec<>(
                (value, _) -> readText(value, 0), (value, out, _) -> writeText(value, maxCharacters, maxOctets, out));
    }

    private static String readText(byte[] value, int from) throws SyntaxException {
        require(value.length - from <= MAX_TEXT_READ, "text is too long");
        return Text.decode(value, from, value.length);
    }

    private static void writeText(String value, int maxCharacters, int maxOctets, ByteWriter out) {
        byte[] octets = Text.encode(value);
        requireArgument(octets.length <= maxOctets, "text is too long");
        requireArgument(value.codePointCount(0, value.length()) <= maxCharacters, "text is too long");
        out.octets(octets);
    }

    /// A number without sign, of so many octets; one of eight may look negative.
    static StunCodec<Long> number(int octets) {
        return new StunCodec<>(
                (value, _) -> {
                    require(value.length == octets, "length");
                    return number(value, 0, octets);
                },
                (value, out, _) -> {
                    requireArgument(octets == Long.BYTES || value >>> (8 * octets) == 0, "number is out of range");
                    write(value, octets, out);
                });
    }

    @Rfc(number = 8489, section = "14.1")
    static StunCodec<InetSocketAddress> address() {
        return new StunCodec<>((value, _) -> readAddress(value), (value, out, _) -> out.octets(addressOctets(value)));
    }

    @Rfc(number = 8489, section = "14.2")
    static StunCodec<InetSocketAddress> xorAddress() {
        return new StunCodec<>(
                (value, id) -> readAddress(hidden(value, id)),
                (value, out, id) -> out.octets(hidden(addressOctets(value), id)));
    }

    private static InetSocketAddress readAddress(byte[] value) throws SyntaxException {
        require(value.length > ADDRESS_HEAD, "length");
        int family = value[1];
        int length = value.length - ADDRESS_HEAD;
        require((family == IPV4 && length == 4) || (family == IPV6 && length == 16), "address family");
        InetAddress address = Addresses.ofOctets(Arrays.copyOfRange(value, ADDRESS_HEAD, value.length));
        return new InetSocketAddress(address, (int) number(value, 2, 2));
    }

    private static byte[] addressOctets(InetSocketAddress address) {
        requireArgument(!address.isUnresolved(), "a host name is no address");
        byte[] octets = address.getAddress().getAddress();
        ByteWriter out = new ByteWriter(ADDRESS_HEAD + octets.length);
        out.octet(0).octet(octets.length == 4 ? IPV4 : IPV6);
        write(address.getPort(), 2, out);
        return out.octets(octets).toByteArray();
    }

    /// Port and address with the transaction identifier over them; the same again shows them.
    private static byte[] hidden(byte[] value, StunTransactionId id) {
        byte[] hidden = value.clone();
        for (int i = 2; i < value.length && i < ADDRESS_HEAD + StunTransactionId.OCTETS; i++) {
            hidden[i] ^= id.octet(i < ADDRESS_HEAD ? i - 2 : i - ADDRESS_HEAD);
        }
        return hidden;
    }

    @Rfc(number = 8489, section = "14.8")
    static StunCodec<ErrorCode> errorCode() {
        return new StunCodec<>(
                (value, _) -> {
                    require(value.length >= 4, "length");
                    int hundreds = value[2] & 7;
                    int rest = value[3];
                    int code = 100 * hundreds + rest;
                    require(rest >= 0 && rest < 100, "error code");
                    require(code >= ErrorCode.LOWEST && code <= ErrorCode.HIGHEST, "error code");
                    return new ErrorCode(code, readText(value, 4));
                },
                (value, out, _) -> {
                    write(value.code() / 100, 3, out);
                    out.octet(value.code() % 100);
                    writeText(value.reason(), 127, 509, out);
                });
    }

    @Rfc(number = 8489, section = "14.13")
    static StunCodec<List<Integer>> codes() {
        return new StunCodec<>(
                (value, _) -> {
                    require(value.length % 2 == 0, "length");
                    List<Integer> codes = new ArrayList<>(value.length / 2);
                    for (int i = 0; i < value.length; i += 2) {
                        codes.add((int) number(value, i, 2));
                    }
                    return List.copyOf(codes);
                },
                (value, out, _) -> value.forEach(code -> write(code, 2, out)));
    }

    @Rfc(number = 8489, section = "14.11")
    static StunCodec<List<PasswordAlgorithm>> passwordAlgorithms() {
        return new StunCodec<>(
                (value, _) -> readAlgorithms(value),
                (value, out, _) -> value.forEach(algorithm -> writeAlgorithm(algorithm, out)));
    }

    @Rfc(number = 8489, section = "14.12")
    static StunCodec<PasswordAlgorithm> passwordAlgorithm() {
        return new StunCodec<>(
                (value, _) -> {
                    List<PasswordAlgorithm> algorithms = readAlgorithms(value);
                    require(algorithms.size() == 1, "one password algorithm expected");
                    return algorithms.getFirst();
                },
                (value, out, _) -> writeAlgorithm(value, out));
    }

    private static List<PasswordAlgorithm> readAlgorithms(byte[] value) throws SyntaxException {
        List<PasswordAlgorithm> algorithms = new ArrayList<>();
        int at = 0;
        while (at < value.length) {
            require(value.length - at >= 4, "password algorithm");
            int parameters = at + 4;
            int end = parameters + (int) number(value, at + 2, 2);
            require(end <= value.length, "password algorithm");
            algorithms.add(
                    new PasswordAlgorithm((int) number(value, at, 2), Arrays.copyOfRange(value, parameters, end)));
            at = padded(end);
        }
        return List.copyOf(algorithms);
    }

    private static void writeAlgorithm(PasswordAlgorithm algorithm, ByteWriter out) {
        byte[] parameters = algorithm.parameters();
        requireArgument(parameters.length <= 0xFFFF, "parameters are too long");
        write(algorithm.number(), 2, out);
        write(parameters.length, 2, out);
        out.octets(parameters);
        for (int i = parameters.length; i < padded(parameters.length); i++) {
            out.octet(0);
        }
    }

    @Rfc(number = 5780, section = "7.2")
    static StunCodec<ChangeRequest> changeRequest() {
        return new StunCodec<>(
                (value, _) -> {
                    require(value.length == 4, "length");
                    return new ChangeRequest((value[3] & CHANGE_ADDRESS) != 0, (value[3] & CHANGE_PORT) != 0);
                },
                (value, out, _) ->
                        write((value.address() ? CHANGE_ADDRESS : 0) | (value.port() ? CHANGE_PORT : 0), 4, out));
    }

    /// A port and two octets of padding, which some agents count and some do not.
    @Rfc(number = 5780, section = "7.5")
    static StunCodec<Integer> port() {
        return new StunCodec<>(
                (value, _) -> {
                    require(value.length == 2 || value.length == 4, "length");
                    return (int) number(value, 0, 2);
                },
                (value, out, _) -> {
                    requireArgument(value == (value & 0xFFFF), "port is out of range");
                    write(value, 2, out);
                    write(0, 2, out);
                });
    }

    /// The next multiple of four.
    static int padded(int length) {
        return (length + 3) / 4 * 4;
    }

    /// A number of up to eight octets, the highest first.
    static long number(byte[] octets, int from, int count) {
        long number = 0;
        for (int i = from; i < from + count; i++) {
            number = (number << 8) | (octets[i] & 0xFF);
        }
        return number;
    }

    /// The lowest octets of a number, the highest first.
    static void write(long number, int count, ByteWriter out) {
        for (int i = count - 1; i >= 0; i--) {
            out.octet((int) (number >>> (8 * i)));
        }
    }

    private static void require(boolean holds, String rule) throws SyntaxException {
        if (!holds) {
            throw new SyntaxException("bad value of an attribute: " + rule, 0);
        }
    }

    private static void requireArgument(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("Not for this attribute: " + rule);
        }
    }
}
