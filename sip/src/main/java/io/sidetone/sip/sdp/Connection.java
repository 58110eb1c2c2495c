package io.sidetone.sip.sdp;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;

/// Where media are to go: the `c=` line. Immutable.
///
/// The address is kept as written: an IP address, which is not checked, or a host name. IPv6 stands without
/// brackets.
///
/// @param networkType `IN` for the Internet
/// @param addressType `IP4`, `IP6` or another network's
/// @param address without the slashes
/// @param timeToLive of IPv4 multicast, 0 to 255; -1 if not given
/// @param addressCount how many contiguous multicast addresses, 1 if not given
@Rfc(number = 8866, section = "5.7")
public record Connection(String networkType, String addressType, String address, int timeToLive, int addressCount)
        implements WireText {

    static final String INTERNET = "IN";

    private static final String IP4 = "IP4";
    private static final String IP6 = "IP6";
    private static final int MAX_TIME_TO_LIVE = 255;
    private static final CharClass WITHOUT_SLASH = SdpText.FIELD.without(CharClass.of("/"));

    /// @throws IllegalArgumentException if a part can not stand as a field of a line, or a number is out of its
    ///     range
    public Connection {
        SdpText.requireField(networkType, "network type");
        SdpText.requireField(addressType, "address type");
        SdpText.requireField(address, "address");
        SdpText.requireNumber(timeToLive, -1, MAX_TIME_TO_LIVE, "Time to live");
        SdpText.requireNumber(addressCount, 1, Integer.MAX_VALUE, "Address count");
    }

    /// A unicast address on the Internet: IPv6 if it has a colon, else IPv4.
    public static Connection of(String address) {
        return new Connection(INTERNET, addressType(address), address, -1, 1);
    }

    static String addressType(String address) {
        return address.indexOf(':') >= 0 ? IP6 : IP4;
    }

    /// Reads the value of a `c=` line.
    public static Connection parse(String text) throws SyntaxException {
        return SdpText.parse(text, Connection::read);
    }

    static Connection read(TextReader reader) throws SyntaxException {
        String networkType = SdpText.field(reader, "network type");
        String addressType = SdpText.field(reader, "address type");
        boolean isIp4 = addressType.equals(IP4);
        if (!isIp4 && !addressType.equals(IP6)) {
            // What a slash means elsewhere, the other network knows.
            return new Connection(networkType, addressType, SdpText.field(reader, "address"), -1, 1);
        }
        SdpText.atField(reader);
        String address = reader.takeSome(WITHOUT_SLASH, "address");
        // §5.7: only IPv4 has a time to live; the next number counts addresses.
        int timeToLive = isIp4 && reader.take('/') ? (int) reader.number(MAX_TIME_TO_LIVE) : -1;
        int addressCount = 1;
        if (reader.take('/')) {
            int at = reader.position();
            addressCount = (int) reader.number(Integer.MAX_VALUE);
            if (addressCount == 0) {
                throw new SyntaxException("at least one address expected", at);
            }
        }
        return new Connection(networkType, addressType, address, timeToLive, addressCount);
    }

    /// Whether this is the address that stands for none: `0.0.0.0` or `::`.
    public boolean isUnspecified() {
        return address.equals("0.0.0.0") || address.equals("::");
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(networkType).octet(' ').text(addressType).octet(' ').text(address);
        if (timeToLive >= 0) {
            out.octet('/').number(timeToLive);
        }
        if (addressCount > 1) {
            out.octet('/').number(addressCount);
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
