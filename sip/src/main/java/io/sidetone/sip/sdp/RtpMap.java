package io.sidetone.sip.sdp;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import org.jspecify.annotations.Nullable;

/// What a payload type number stands for: `a=rtpmap`. Immutable.
///
/// @param payload 0 to 127
/// @param encoding the codec's name, as written
/// @param clockRate of the RTP timestamp, in hertz
/// @param parameters what follows a second slash, for audio the number of channels; null if there is none
@Rfc(number = 8866, section = "6.6")
public record RtpMap(
        int payload,
        String encoding,
        int clockRate,
        @Nullable String parameters) implements AttributeValue {

    static final String NAME = "rtpmap";

    /// The highest payload type number: it has seven bits.
    static final int MAX_PAYLOAD = 127;

    private static final CharClass WITHOUT_SLASH = SdpText.FIELD.without(CharClass.of("/"));

    /// @throws IllegalArgumentException if a part can not stand in the attribute, or a number is out of its range
    public RtpMap {
        SdpText.requireNumber(payload, 0, MAX_PAYLOAD, "Payload type");
        if (encoding.isEmpty() || !WITHOUT_SLASH.containsAll(encoding)) {
            throw new IllegalArgumentException("No encoding: '" + encoding + "'");
        }
        SdpText.requireNumber(clockRate, 0, Integer.MAX_VALUE, "Clock rate");
        if (parameters != null) {
            SdpText.requireField(parameters, "encoding parameters");
        }
    }

    /// Reads the value of an `rtpmap` attribute.
    public static RtpMap parse(String text) throws SyntaxException {
        return SdpText.parse(text, RtpMap::read);
    }

    static RtpMap read(TextReader reader) throws SyntaxException {
        int payload = (int) SdpText.number(reader, MAX_PAYLOAD);
        if (!SdpText.atField(reader)) {
            throw reader.error("encoding expected");
        }
        String encoding = reader.takeSome(WITHOUT_SLASH, "encoding");
        reader.expect('/');
        int clockRate = (int) reader.number(Integer.MAX_VALUE);
        String parameters = reader.take('/') ? reader.takeSome(SdpText.FIELD, "encoding parameters") : null;
        return new RtpMap(payload, encoding, clockRate, parameters);
    }

    /// How many channels an audio codec has; 1 if nothing readable says otherwise.
    public int channels() {
        try {
            return parameters == null ? 1 : SdpText.parse(parameters, r -> (int) r.number(Integer.MAX_VALUE));
        } catch (SyntaxException _) {
            return 1;
        }
    }

    @Override
    public String attributeName() {
        return NAME;
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.number(payload).octet(' ').text(encoding).octet('/').number(clockRate);
        if (parameters != null) {
            out.octet('/').text(parameters);
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
