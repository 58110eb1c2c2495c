package io.sidetone.script.value;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/// An IP address or a network, as scripts compare addresses with. Immutable.
public final class Network {

    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /// Reads `10.0.0.1`, `10.0.0.0/8`, `10.0.0.0/255.0.0.0` and the like with IPv6 addresses, bare or in
    /// brackets.
    ///
    /// @return empty if it is none of these
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = octets(slash < 0 ? text : text.substring(0, slash));
        if (address.length == 0) {
            return Optional.empty();
        }
        int bits = slash < 0 ? address.length * 8 : bits(text.substring(slash + 1), address.length);
        return bits < 0 ? Optional.empty() : Optional.of(new Network(address, bits));
    }

    private static int bits(String mask, int length) {
        if (!mask.isEmpty() && mask.length() <= 3 && mask.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int bits = Integer.parseInt(mask);
            return bits <= length * 8 ? bits : -1;
        }
        byte[] octets = octets(mask);
        if (octets.length != length) {
            return -1;
        }
        int bits = 0;
        while (bits < length * 8 && bit(octets, bits)) {
            bits++;
        }
        for (int rest = bits; rest < length * 8; rest++) {
            if (bit(octets, rest)) {
                return -1;
            }
        }
        return bits;
    }

    private static boolean bit(byte[] octets, int bit) {
        return (octets[bit / 8] >> (7 - bit % 8) & 1) == 1;
    }

    /// The octets of an address in digits, bare or in brackets; empty if the text is none. Never asks a resolver.
    public static byte[] octets(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        try {
            if (bare.indexOf(':') >= 0) {
                return bare.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0)
                        ? InetAddress.ofLiteral(bare).getAddress()
                        : new byte[0];
            }
            return dotted(bare);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    private static byte[] dotted(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] octets = new byte[4];
        if (parts.length != 4) {
            return new byte[0];
        }
        for (int i = 0; i < 4; i++) {
            String part = parts[i];
            if (part.isEmpty() || part.length() > 3 || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return new byte[0];
            }
            int octet = Integer.parseInt(part);
            if (octet > 255) {
                return new byte[0];
            }
            octets[i] = (byte) octet;
        }
        return octets;
    }

    /// Whether an address in digits lies in it. Text that is no address lies nowhere.
    public boolean contains(String text) {
        byte[] other = octets(text);
        if (other.length != address.length) {
            return false;
        }
        int whole = bits / 8;
        if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
            return false;
        }
        int rest = bits % 8;
        return rest == 0 || ((address[whole] ^ other[whole]) & 0xff) >> (8 - rest) == 0;
    }

    /// The network as it is written without the address of a host in it: `10.0.0.0/8` for `10.1.2.3/8`.
    public Network masked() {
        byte[] first = address.clone();
        for (int bit = bits; bit < 8 * first.length; bit++) {
            first[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        return new Network(first, bits);
    }

    /// As address and number of bits: `10.0.0.0/8`.
    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(address).getHostAddress() + "/" + bits;
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
