package io.sidetone.sip.uri;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.Text;
import org.jspecify.annotations.Nullable;

/// The text of IP addresses, without asking any resolver. Thread-safe: only functions.
final class AddressText {

    private AddressText() {}

    /// Whether a part between dots begins with a zero that it could do without.
    static boolean hasLeadingZero(String text) {
        for (int i = 0; i + 1 < text.length(); i++) {
            boolean first = i == 0 || text.charAt(i - 1) == '.';
            if (first && text.charAt(i) == '0' && text.charAt(i + 1) != '.') {
                return true;
            }
        }
        return false;
    }

    /// What is answered for a text that is no dotted quad.
    static final long NO_V4 = -1;

    /// The four octets of a dotted quad, or null if the slice is none.
    static byte @Nullable [] parseV4(byte[] text, int from, int to) {
        return octets(v4(text, from, to));
    }

    /// The octets of what [#v4] answered; null for [#NO_V4].
    static byte @Nullable [] octets(long v4) {
        return v4 == NO_V4 ? null : new byte[] {(byte) (v4 >> 24), (byte) (v4 >> 16), (byte) (v4 >> 8), (byte) v4};
    }

    /// Four octets as one number.
    static long number(byte[] v4) {
        return (v4[0] & 0xFFL) << 24 | (v4[1] & 0xFF) << 16 | (v4[2] & 0xFF) << 8 | (v4[3] & 0xFF);
    }

    /// The octets of a dotted quad as one number, or [#NO_V4] if the slice is none.
    static long v4(byte[] text, int from, int to) {
        long address = 0;
        int i = from;
        for (int part = 0; part < 4; part++) {
            if (part > 0 && (i >= to || text[i++] != '.')) {
                return NO_V4;
            }
            int first = i;
            int value = 0;
            while (i < to && i - first < 3 && text[i] >= '0' && text[i] <= '9') {
                value = value * 10 + text[i++] - '0';
            }
            if (i == first || value > 255) {
                return NO_V4;
            }
            address = address << 8 | value;
        }
        return i == to ? address : NO_V4;
    }

    /// The sixteen octets of an IPv6 address, or null if the slice is none. A zone is none of its parts.
    @Rfc(number = 5118, section = "4.10")
    static byte @Nullable [] parseV6(byte[] text, int from, int to) {
        byte[] address = new byte[16];
        int filled = 0;
        int gap = -1;
        int i = from;
        while (i < to) {
            if (text[i] == ':') {
                if (gap >= 0 || i + 1 == to || text[i + 1] != ':') {
                    return null;
                }
                gap = filled;
                i = thirdColon(text, i, to) ? i + 3 : i + 2;
                continue;
            }
            int end = i;
            while (end < to && CharClass.HEX.contains(text[end])) {
                end++;
            }
            if (end < to && text[end] == '.') {
                byte[] tail = parseV4(text, i, to);
                if (tail == null || filled > 12) {
                    return null;
                }
                System.arraycopy(tail, 0, address, filled, 4);
                filled += 4;
                break;
            }
            if (end == i || end - i > 4 || filled > 14) {
                return null;
            }
            int group = 0;
            while (i < end) {
                group = group << 4 | Text.hexValue(text[i++]);
            }
            address[filled++] = (byte) (group >> 8);
            address[filled++] = (byte) group;
            if (i < to && text[i] == ':' && i + 1 < to && text[i + 1] != ':') {
                i++;
            }
        }
        return expand(address, filled, gap);
    }

    /// Whether `::` is followed by one more colon and an IPv4 address.
    static boolean thirdColon(byte[] text, int at, int to) {
        // §4.10: the grammar of RFC 3261 put a third colon there; it is taken, and never written.
        return at + 2 < to && text[at + 2] == ':' && v4(text, at + 3, to) != NO_V4;
    }

    private static byte @Nullable [] expand(byte[] address, int filled, int gap) {
        if (gap < 0) {
            return filled == 16 ? address : null;
        }
        if (filled > 14) {
            return null;
        }
        byte[] expanded = new byte[16];
        System.arraycopy(address, 0, expanded, 0, gap);
        System.arraycopy(address, gap, expanded, 16 - (filled - gap), filled - gap);
        return expanded;
    }

    static void writeV4(byte[] address, int from, ByteWriter out) {
        for (int i = from; i < from + 4; i++) {
            if (i > from) {
                out.octet('.');
            }
            out.number(address[i] & 0xFF);
        }
    }

    /// Writes the one recommended text of an IPv6 address, without brackets.
    @Rfc(number = 5952, section = "4")
    static void writeV6(byte[] address, ByteWriter out) {
        int groups = isMapped(address) ? 6 : 8;
        int gap = longestZeros(address, groups);
        int gapEnd = gap < 0 ? -1 : gap + zerosFrom(address, gap, groups);
        for (int i = 0; i < groups; i++) {
            if (i == gap) {
                out.octet(':').octet(':');
            }
            if (i >= gap && i < gapEnd) {
                continue;
            }
            if (i > 0 && i != gapEnd) {
                out.octet(':');
            }
            out.text(Integer.toHexString(group(address, i)));
        }
        if (groups == 6) {
            // §5: an IPv4-mapped address ends in a dotted quad.
            out.octet(':');
            writeV4(address, 12, out);
        }
    }

    private static boolean isMapped(byte[] address) {
        return zerosFrom(address, 0, 5) == 5 && group(address, 5) == 0xFFFF;
    }

    /// §4.2.3: the longest run of at least two zero groups, of equals the first; -1 if there is none.
    private static int longestZeros(byte[] address, int groups) {
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < groups; i++) {
            int length = zerosFrom(address, i, groups);
            if (length > bestLength) {
                best = i;
                bestLength = length;
            }
        }
        return best;
    }

    private static int zerosFrom(byte[] address, int first, int groups) {
        int i = first;
        while (i < groups && group(address, i) == 0) {
            i++;
        }
        return i - first;
    }

    private static int group(byte[] address, int index) {
        return (address[2 * index] & 0xFF) << 8 | (address[2 * index + 1] & 0xFF);
    }
}
