package io.sidetone.sip.sdp;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import org.jspecify.annotations.Nullable;

/// Where RTCP goes if not to the port after that of RTP: `a=rtcp`. Immutable.
///
/// @param port 0 to 65535
/// @param connection its own address; null for that of the media
@Rfc(number = 3605, section = "2.1")
public record Rtcp(int port, @Nullable Connection connection) implements AttributeValue {

    static final String NAME = "rtcp";

    /// @throws IllegalArgumentException if the port is out of its range
    public Rtcp {
        SdpText.requireNumber(port, 0, SdpText.MAX_PORT, "Port");
    }

    /// Reads the value of an `rtcp` attribute.
    public static Rtcp parse(String text) throws SyntaxException {
        return SdpText.parse(text, Rtcp::read);
    }

    static Rtcp read(TextReader reader) throws SyntaxException {
        int port = (int) SdpText.number(reader, SdpText.MAX_PORT);
        return new Rtcp(port, SdpText.atField(reader) ? Connection.read(reader) : null);
    }

    @Override
    public String attributeName() {
        return NAME;
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.number(port);
        if (connection != null) {
            out.octet(' ').value(connection);
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
