package io.sidetone.sip.base;

import java.net.InetAddress;
import java.util.List;

/// A block of IP addresses: those that begin with the same bits, such as 192.0.2.0/24. Immutable.
///
/// @param first the first address of the block: all bits behind the prefix are zero
/// @param prefix how many bits all its addresses share, 0 to 32 or 128
@Rfc(number = 4632, section = "3.1")
public record AddressBlock(InetAddress first, int prefix) {

    /// Checks that the prefix fits the address.
    ///
    /// @throws IllegalArgumentException if the prefix is too long, or a bit behind it is set
    public AddressBlock {
        byte[] octets = first.getAddress();
        if (prefix < 0 || prefix > 8 * octets.length) {
            throw new IllegalArgumentException("No prefix of " + first.getHostAddress() + ": " + prefix);
        }
        for (int bit = prefix; bit < 8 * octets.length; bit++) {
            if ((octets[bit >> 3] & (0x80 >> (bit & 7))) != 0) {
                throw new IllegalArgumentException(
                        "A bit behind the prefix is set: " + first.getHostAddress() + "/" + prefix);
            }
        }
    }

    /// Reads `192.0.2.0/24` or `2001:db8::/32`; an address without a prefix is a block of its own.
    ///
    /// @throws IllegalArgumentException for anything else, names too
    public static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        InetAddress first = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int length = 8 * first.getAddress().length;
        return new AddressBlock(first, slash < 0 ? length : Integer.parseInt(text, slash + 1, text.length(), 10));
    }

    /// The blocks of all addresses, one for each family.
    public static List<AddressBlock> everywhere() {
        return List.of(parse("0.0.0.0/0"), parse("::/0"));
    }

    /// Whether the address belongs to the block. One of the other family never does.
    public boolean contains(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        int whole = prefix >> 3;
        for (int i = 0; i < whole; i++) {
            if (ours[i] != theirs[i]) {
                return false;
            }
        }
        int rest = prefix & 7;
        return rest == 0 || ((ours[whole] ^ theirs[whole]) & (0xFF00 >> rest)) == 0;
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + prefix;
    }
}
