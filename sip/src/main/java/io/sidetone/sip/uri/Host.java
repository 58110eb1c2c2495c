package io.sidetone.sip.uri;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A host as URIs and Via fields name it: a host name, an IPv4 address or an IPv6 address in brackets. Immutable.
///
/// Nothing here ever asks a name server. Host names are equal without regard to case, addresses by their octets;
/// an IPv4 address and the IPv6 address that maps it are two hosts.
@Rfc(number = 3261, section = "19.1.1")
public final class Host implements WireText {

    /// What [#ipv4] is of a name, and of an IPv6 address.
    public static final long NO_IPV4 = AddressText.NO_V4;

    // DEVIATION: RFC 3261 §25.1 has no underscore; it is common in the names of private networks.
    private static final CharClass NAME = CharClass.ALPHANUM.or(CharClass.of("-._"));

    private static final CharClass DOTTED = CharClass.DIGIT.or(CharClass.of("."));

    private static final CharClass BRACKETED = CharClass.HEX.or(CharClass.of(":."));

    private final String text;

    /// An IPv4 address as [AddressText#v4] has it.
    private final long v4;

    private final byte @Nullable [] v6;

    private Host(String text, long v4, byte @Nullable [] v6) {
        this.text = text;
        this.v4 = v4;
        this.v6 = v6;
    }

    /// Reads a host, which must be all of the text.
    public static Host parse(String text) throws SyntaxException {
        TextReader reader = new TextReader(text);
        Host host = read(reader);
        if (!reader.atEnd()) {
            throw reader.error("unexpected text after the host");
        }
        return host;
    }

    /// Reads the host in a parameter such as `maddr` or `received`, where an IPv6 address may stand without
    /// brackets.
    @Rfc(number = 5118, section = "4.5")
    public static Host parseParameter(String text) throws SyntaxException {
        boolean bare = text.indexOf(':') >= 0 && !text.startsWith("[");
        return parse(bare ? "[" + text + "]" : text);
    }

    /// Reads the host at the cursor and moves past it.
    public static Host read(TextReader reader) throws SyntaxException {
        int from = reader.position();
        if (reader.peek() != '[') {
            long v4 = skipName(reader);
            return new Host(reader.slice(from, reader.position()), v4, null);
        }
        byte[] v6 = skipReference(reader);
        // RFC 5118 §4.10: the third colon is understood and not passed on.
        return new Host(reader.slice(from, reader.position()).replace(":::", "::"), AddressText.NO_V4, v6);
    }

    /// The host with this address of 4 or 16 octets, written as RFC 5952 recommends.
    @Rfc(number = 5952, section = "4")
    public static Host ofAddress(byte[] address) {
        ByteWriter out = new ByteWriter(48);
        if (address.length == 4) {
            AddressText.writeV4(address, 0, out);
            return new Host(out.toString(), AddressText.number(address), null);
        }
        if (address.length == 16) {
            out.octet('[');
            AddressText.writeV6(address, out);
            out.octet(']');
            return new Host(out.toString(), AddressText.NO_V4, address.clone());
        }
        throw new IllegalArgumentException("An address has 4 or 16 octets, not " + address.length);
    }

    /// Moves past the host at the cursor.
    public static void skip(TextReader reader) throws SyntaxException {
        if (reader.peek() == '[') {
            skipReference(reader);
        } else {
            skipName(reader);
        }
    }

    private static byte[] skipReference(TextReader reader) throws SyntaxException {
        int from = reader.position();
        reader.expect('[');
        int to = reader.skip(BRACKETED);
        reader.expect(']');
        byte[] address = AddressText.parseV6(reader.bytes(), from + 1, to);
        if (address == null) {
            throw new SyntaxException("no IPv6 address in the brackets", from);
        }
        return address;
    }

    /// Moves past a host without brackets; gives its address as [AddressText#v4] does.
    private static long skipName(TextReader reader) throws SyntaxException {
        byte[] bytes = reader.bytes();
        int from = reader.position();
        int end = reader.end();
        // Most hosts are addresses: those are told at once, and all else is looked at with care.
        int dotted = reader.skip(DOTTED);
        if (dotted > from && (dotted == end || !NAME.contains(bytes[dotted]))) {
            long address = AddressText.v4(bytes, from, dotted);
            if (address != AddressText.NO_V4) {
                return address;
            }
        }
        reader.position(from);
        int label = from;
        int i = from;
        for (; i < end && NAME.contains(bytes[i]); i++) {
            if (bytes[i] == '.') {
                if (i == label) {
                    throw new SyntaxException("empty label in the host name", i);
                }
                label = i + 1;
            }
        }
        if (i == from) {
            throw reader.error("host expected");
        }
        reader.position(i);
        // §25.1: the last label of a host name is not all digits, so this has to be an address.
        if (endsInNumber(bytes, from, i)) {
            long address = AddressText.v4(bytes, from, i);
            if (address == AddressText.NO_V4) {
                throw new SyntaxException("neither a host name nor an IPv4 address", from);
            }
            return address;
        }
        return AddressText.NO_V4;
    }

    /// Whether the last label is all digits. A dot may stand behind it.
    private static boolean endsInNumber(byte[] bytes, int from, int to) {
        int at = bytes[to - 1] == '.' ? to - 1 : to;
        while (at > from && CharClass.DIGIT.contains(bytes[at - 1])) {
            at--;
        }
        return at == from || bytes[at - 1] == '.';
    }

    /// The host as written, with the brackets of an IPv6 address.
    @Override
    public String text() {
        return text;
    }

    /// The 4 or 16 octets of an address; null for a host name.
    public byte @Nullable [] address() {
        return v6 == null ? AddressText.octets(v4) : v6.clone();
    }

    /// The 32 bits of an IPv4 address as a number from 0; [#NO_IPV4] for any other host.
    public long ipv4() {
        return v4;
    }

    /// Whether this is a host name, not an address.
    public boolean isName() {
        return v6 == null && !isIpv4();
    }

    /// Whether this is an IPv4 address.
    public boolean isIpv4() {
        return v4 != AddressText.NO_V4;
    }

    /// Whether this is an IPv6 address.
    public boolean isIpv6() {
        return v6 != null;
    }

    /// The same host in the one text that all equal hosts share: lower case, addresses as RFC 5952 recommends.
    public Host canonical() {
        if (v6 != null) {
            return ofAddress(v6);
        }
        byte[] octets = AddressText.hasLeadingZero(text) ? AddressText.octets(v4) : null;
        if (octets != null) {
            return ofAddress(octets);
        }
        String lower = Text.lower(text);
        return lower.equals(text) ? this : new Host(lower, v4, null);
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(text);
    }

    /// Equal by the octets of the address, or by the name without regard to case.
    @Override
    @Rfc(number = 5954, section = "4")
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Host that)) {
            return false;
        }
        return isName()
                ? that.isName() && Text.equalsIgnoreCase(text, that.text)
                : v4 == that.v4 && Arrays.equals(v6, that.v6);
    }

    @Override
    public int hashCode() {
        return isName() ? Text.hashIgnoreCase(text) : Long.hashCode(v4) + Arrays.hashCode(v6);
    }

    @Override
    public String toString() {
        return text;
    }
}
