package io.sidetone.sip.sdp;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;

/// Who made a description and which version of it this is: the `o=` line. Immutable.
///
/// Identifier and version are kept as digits, since they may have more of them than a `long` holds.
///
/// @param username the user's login, or `-`
/// @param sessionId one or more digits
/// @param sessionVersion one or more digits
/// @param networkType `IN` for the Internet
/// @param addressType `IP4` or `IP6`
/// @param address of the machine, which need not be where media go
@Rfc(number = 8866, section = "5.2")
public record Origin(
        String username,
        String sessionId,
        String sessionVersion,
        String networkType,
        String addressType,
        String address)
        implements WireText {

    /// @throws IllegalArgumentException if a part can not stand as a field of a line
    public Origin {
        SdpText.requireField(username, "user name");
        SdpText.requireField(networkType, "network type");
        SdpText.requireField(addressType, "address type");
        SdpText.requireField(address, "address");
        requireDigits(sessionId);
        requireDigits(sessionVersion);
    }

    /// The origin of a new session without a user's name.
    public static Origin of(long sessionId, long sessionVersion, String address) {
        return new Origin(
                "-",
                Long.toString(sessionId),
                Long.toString(sessionVersion),
                Connection.INTERNET,
                Connection.addressType(address),
                address);
    }

    /// Reads the value of an `o=` line.
    public static Origin parse(String text) throws SyntaxException {
        return SdpText.parse(text, Origin::read);
    }

    static Origin read(TextReader reader) throws SyntaxException {
        String username = SdpText.field(reader, "user name");
        String sessionId = digits(reader, "session identifier");
        String sessionVersion = digits(reader, "session version");
        return new Origin(
                username,
                sessionId,
                sessionVersion,
                SdpText.field(reader, "network type"),
                SdpText.field(reader, "address type"),
                SdpText.field(reader, "address"));
    }

    private static String digits(TextReader reader, String what) throws SyntaxException {
        int at = reader.position();
        String field = SdpText.field(reader, what);
        if (!CharClass.DIGIT.containsAll(field)) {
            throw new SyntaxException(what + " expected", at);
        }
        return field;
    }

    private static void requireDigits(String text) {
        if (text.isEmpty() || !CharClass.DIGIT.containsAll(text)) {
            throw new IllegalArgumentException("Not only digits: '" + text + "'");
        }
    }

    /// The origin of the next version of this session.
    @Rfc(number = 3264, section = "8")
    public Origin withNextVersion() {
        return new Origin(username, sessionId, next(sessionVersion), networkType, addressType, address);
    }

    /// Whether both name the same session, in whatever version.
    @Rfc(number = 8866, section = "5.2")
    public boolean isSameSession(Origin other) {
        return username.equals(other.username)
                && sessionId.equals(other.sessionId)
                && networkType.equals(other.networkType)
                && addressType.equals(other.addressType)
                && address.equals(other.address);
    }

    /// Whether the other version is this one.
    boolean isSameVersion(Origin other) {
        return significant(sessionVersion).equals(significant(other.sessionVersion));
    }

    /// Whether this version comes right after the other.
    boolean isNextVersionOf(Origin other) {
        return significant(sessionVersion).equals(significant(next(other.sessionVersion)));
    }

    private static String significant(String digits) {
        int first = 0;
        while (first < digits.length() - 1 && digits.charAt(first) == '0') {
            first++;
        }
        return digits.substring(first);
    }

    private static String next(String digits) {
        StringBuilder next = new StringBuilder(digits);
        int i = digits.length() - 1;
        while (i >= 0 && next.charAt(i) == '9') {
            next.setCharAt(i--, '0');
        }
        if (i < 0) {
            return next.insert(0, '1').toString();
        }
        next.setCharAt(i, (char) (next.charAt(i) + 1));
        return next.toString();
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(username).octet(' ').text(sessionId).octet(' ').text(sessionVersion);
        out.octet(' ').text(networkType).octet(' ').text(addressType);
        out.octet(' ').text(address);
    }

    @Override
    public String toString() {
        return text();
    }
}
