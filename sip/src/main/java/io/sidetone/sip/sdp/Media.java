package io.sidetone.sip.sdp;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One of the media of a session: an `m=` line and what follows it up to the next one.
///
/// Immutable. An edit of port, protocol or formats writes the `m=` line anew, with one space between its fields.
@Rfc(number = 8866, section = "5.14")
public final class Media extends SdpSection<Media> {

    /// The attributes whose value begins with the format that they speak of.
    private static final Set<String> FORMAT_ATTRIBUTES = Set.of(RtpMap.NAME, Fmtp.NAME, "rtcp-fb", "imageattr");

    private static final String BUNDLE_ONLY = "bundle-only";

    private final MediaLine description;

    private Media(MediaLine description, List<SdpLine> lines) {
        super(lines);
        this.description = description;
    }

    /// Media with nothing but their `m=` line.
    ///
    /// @param kind `audio`, `video`, `text`, `application`, `message`, `image` or another
    /// @param port 0 to 65535; 0 for none
    /// @param protocol such as `RTP/AVP`
    /// @param formats at least one, payload type numbers if the media are RTP
    /// @throws IllegalArgumentException if a part can not stand as a field of the line
    public static Media of(String kind, int port, String protocol, List<String> formats) {
        if (formats.isEmpty()) {
            throw new IllegalArgumentException("No formats");
        }
        MediaLine description = new MediaLine(kind, port, 1, protocol, formats);
        return new Media(description, List.of(description.line()));
    }

    static Media read(List<SdpLine> lines) throws SyntaxException {
        return new Media(SdpText.all(lines.getFirst().reader(), MediaLine::read), lines);
    }

    @Override
    Media withLines(List<SdpLine> replacement) {
        return new Media(description, replacement);
    }

    private Media with(MediaLine edited) {
        List<SdpLine> lines = new ArrayList<>(lines());
        lines.set(0, edited.line());
        return new Media(edited, lines);
    }

    /// What flows: `audio`, `video` and so on.
    public String kind() {
        return description.kind;
    }

    /// Where it goes; 0 if nowhere.
    public int port() {
        return description.port;
    }

    /// How many pairs of ports there are, from [#port] on; 1 if not given.
    public int portCount() {
        return description.portCount;
    }

    /// What it is carried by, such as `RTP/SAVPF`.
    public String protocol() {
        return description.protocol;
    }

    /// The formats in the order of preference; payload type numbers if the media are RTP.
    public List<String> formats() {
        return description.formats;
    }

    /// Whether the formats are payload type numbers.
    public boolean isRtp() {
        return protocol().startsWith("RTP/") || protocol().contains("/RTP/");
    }

    /// Whether nobody wants these media: their port is 0, and not because others carry them.
    @Rfc(number = 3264, section = "6")
    @Rfc(number = 9143, section = "6")
    public boolean isRejected() {
        // RFC 9143 §6: a port of 0 beside a=bundle-only means the port of the group, not a refusal.
        return port() == 0 && !hasAttribute(BUNDLE_ONLY);
    }

    /// What the group attribute calls these media; null if they have no name.
    @Rfc(number = 5888, section = "4")
    public @Nullable String mid() {
        Attribute mid = attribute("mid");
        return mid == null ? null : mid.value();
    }

    /// The `rtpmap` attributes. A line that breaks its grammar is left out.
    public List<RtpMap> rtpMaps() {
        return readable(RtpMap.NAME, RtpMap::read);
    }

    /// The `fmtp` attributes. A line that breaks its grammar is left out.
    public List<Fmtp> fmtps() {
        return readable(Fmtp.NAME, Fmtp::read);
    }

    /// What a payload type number stands for, if an `rtpmap` attribute says so.
    public @Nullable RtpMap rtpMap(int payload) {
        for (RtpMap rtpMap : rtpMaps()) {
            if (rtpMap.payload() == payload) {
                return rtpMap;
            }
        }
        return null;
    }

    /// What a format needs to be told, if an `fmtp` attribute says so.
    public @Nullable Fmtp fmtp(String format) {
        for (Fmtp fmtp : fmtps()) {
            if (fmtp.format().equals(format)) {
                return fmtp;
            }
        }
        return null;
    }

    /// Where RTCP goes; null if nothing readable says so, and then it goes to the port after that of RTP.
    public @Nullable Rtcp rtcp() {
        List<Rtcp> found = readable(Rtcp.NAME, Rtcp::read);
        return found.isEmpty() ? null : found.getFirst();
    }

    /// The addresses that ICE may try. A line that breaks its grammar is left out.
    public List<Candidate> candidates() {
        return readable(Candidate.NAME, Candidate::read);
    }

    /// The ciphers on offer, in the order of preference. A line that breaks its grammar is left out.
    public List<Crypto> cryptos() {
        return readable(Crypto.NAME, Crypto::read);
    }

    /// These media at another port, with as many pairs of ports as before.
    public Media withPort(int port) {
        return withPort(port, portCount());
    }

    /// These media at another port; 0 rejects them, unless a group carries them (`a=bundle-only`).
    ///
    /// @throws IllegalArgumentException if a number is out of its range, or media without formats would get a
    ///     port
    public Media withPort(int port, int portCount) {
        return with(new MediaLine(kind(), port, portCount, protocol(), formats()));
    }

    /// These media carried by another protocol.
    public Media withProtocol(String protocol) {
        return with(new MediaLine(kind(), port(), portCount(), protocol, formats()));
    }

    /// These media with other formats or another order of them. What `rtpmap`, `fmtp`, `rtcp-fb` and `imageattr`
    /// say of a format goes with it.
    ///
    /// An `m=` line can not be without formats: if none is left, the media keep theirs and are rejected.
    @Rfc(number = 3264, section = "6")
    public Media withFormats(List<String> formats) {
        if (formats.isEmpty()) {
            // §6: at least one format stands on a rejected line too.
            return withPort(0).withoutAttribute(BUNDLE_ONLY);
        }
        Set<String> gone = new HashSet<>(formats());
        formats.forEach(gone::remove);
        Media edited = with(new MediaLine(kind(), port(), portCount(), protocol(), formats));
        return gone.isEmpty() ? edited : edited.withoutLines(line -> speaksOf(line, gone));
    }

    /// These media without one format and what attributes say of it; rejected if it was their only one.
    public Media withoutFormat(String format) {
        List<String> rest = new ArrayList<>(formats());
        return rest.removeIf(format::equals) ? withFormats(rest) : this;
    }

    /// These media with a codec's words: its `rtpmap`, and its `fmtp` if it has parameters, in place of what was
    /// said of its number. The `m=` line stays.
    Media withDescriptionOf(Codec codec) {
        String format = Integer.toString(codec.payload());
        Set<String> said = Set.of(format);
        Media edited = withoutLines(
                line -> (line.isAttribute(RtpMap.NAME) || line.isAttribute(Fmtp.NAME)) && speaksOf(line, said));
        edited = edited.withAddedAttribute(codec.rtpMap().attribute());
        String parameters = codec.parameters();
        return parameters == null ? edited : edited.withAddedAttribute(new Fmtp(format, parameters).attribute());
    }

    private static boolean speaksOf(SdpLine line, Set<String> formats) {
        if (line.type() != 'a') {
            return false;
        }
        for (String name : FORMAT_ATTRIBUTES) {
            if (line.isAttribute(name)) {
                TextReader reader = line.reader(name);
                SdpText.atField(reader);
                return formats.contains(reader.takeAll(SdpText.FIELD));
            }
        }
        return false;
    }

    /// The section, each line with CRLF.
    @Override
    public String toString() {
        ByteWriter out = new ByteWriter(256);
        for (SdpLine line : lines()) {
            out.value(line).text("\r\n");
        }
        return out.toString();
    }

    /// The fields of an `m=` line.
    private record MediaLine(String kind, int port, int portCount, String protocol, List<String> formats) {

        MediaLine {
            SdpText.requireField(kind, "kind of media");
            SdpText.requireNumber(port, 0, SdpText.MAX_PORT, "Port");
            SdpText.requireNumber(portCount, 1, Integer.MAX_VALUE, "Port count");
            SdpText.requireField(protocol, "protocol");
            formats = List.copyOf(formats);
            for (String format : formats) {
                SdpText.requireField(format, "format");
            }
            if (formats.isEmpty() && port != 0) {
                throw new IllegalArgumentException("A port without formats");
            }
        }

        static MediaLine read(TextReader reader) throws SyntaxException {
            String kind = SdpText.field(reader, "kind of media");
            if (!SdpText.atField(reader)) {
                throw reader.error("port expected");
            }
            int port = (int) reader.number(SdpText.MAX_PORT);
            int portCount = reader.take('/') ? (int) reader.number(Integer.MAX_VALUE) : 1;
            if (portCount == 0) {
                throw reader.error("at least one port expected");
            }
            SdpText.endField(reader);
            String protocol = SdpText.field(reader, "protocol");
            List<String> formats = new ArrayList<>();
            while (SdpText.atField(reader)) {
                formats.add(SdpText.field(reader, "format"));
            }
            // DEVIATION: RFC 8866 §9 wants a format on a rejected line too; some peers leave it out, and it means
            // nothing.
            if (formats.isEmpty() && port != 0) {
                throw reader.error("format expected");
            }
            return new MediaLine(kind, port, portCount, protocol, formats);
        }

        SdpLine line() {
            ByteWriter out = new ByteWriter(64);
            out.text(kind).octet(' ').number(port);
            if (portCount > 1) {
                out.octet('/').number(portCount);
            }
            out.octet(' ').text(protocol);
            for (String format : formats) {
                out.octet(' ').text(format);
            }
            return SdpLine.of('m', out.toString());
        }
    }
}
