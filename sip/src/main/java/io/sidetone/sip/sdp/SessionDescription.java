package io.sidetone.sip.sdp;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.WireText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a session consists of, who offers it and where its media go: the body of type `application/sdp`.
///
/// Reading asks only for what cutting it into sections needs: `v=0` first, lines of a letter and an equals sign,
/// `m=` lines that can be understood. Missing lines, unknown ones and a strange order are taken as they come; a
/// line with a typed view is read when it is asked for, and then fails with a [SyntaxException] if it breaks its
/// grammar. The exception's offset counts from the start of the description, or of the line's own text if an edit
/// made the line.
///
/// Written without an edit, a description gives the octets that it was read from. Lines that an edit adds end as
/// the first line does. Immutable.
@Rfc(number = 8866, section = "5")
public final class SessionDescription extends SdpSection<SessionDescription> implements WireText {

    private final List<Media> media;
    private final boolean bareLineFeeds;

    /// What stands behind the last line, whichever that is now.
    private final byte[] tail;

    SessionDescription(List<SdpLine> lines, List<Media> media, boolean bareLineFeeds, byte[] tail) {
        super(lines);
        this.media = List.copyOf(media);
        this.bareLineFeeds = bareLineFeeds;
        this.tail = tail;
    }

    /// A description without media, of a session without name and time limits.
    public static SessionDescription of(Origin origin) {
        List<SdpLine> lines = List.of(
                SdpLine.of('v', "0"), SdpLine.of('o', origin.text()), SdpLine.of('s', "-"), SdpLine.of('t', "0 0"));
        return new SessionDescription(lines, List.of(), false, Text.encode("\r\n"));
    }

    /// Reads a description, which must be all of the text.
    public static SessionDescription parse(String text) throws SyntaxException {
        byte[] bytes = Text.encode(text);
        return parse(bytes, 0, bytes.length);
    }

    /// Reads a description, which must be all of the slice from `from` (included) to `to` (excluded).
    public static SessionDescription parse(byte[] bytes, int from, int to) throws SyntaxException {
        return parse(bytes, from, to, SdpLimits.DEFAULT);
    }

    /// Reads a description within other limits than the usual ones. The octets are copied.
    public static SessionDescription parse(byte[] bytes, int from, int to, SdpLimits limits) throws SyntaxException {
        if (to - from > limits.maxSize()) {
            throw new SyntaxException("more than " + limits.maxSize() + " octets", from + limits.maxSize());
        }
        try {
            return new SdpParser(Arrays.copyOfRange(bytes, from, to), limits).parse();
        } catch (SyntaxException e) {
            throw new SyntaxException(String.valueOf(e.getMessage()), from + e.offset());
        }
    }

    @Override
    SessionDescription withLines(List<SdpLine> replacement) {
        return new SessionDescription(replacement, media, bareLineFeeds, tail);
    }

    private SessionDescription with(List<Media> replacement) {
        return new SessionDescription(lines(), replacement, bareLineFeeds, tail);
    }

    /// The media in their order.
    public List<Media> media() {
        return media;
    }

    /// The media at an index, from 0.
    ///
    /// @throws IndexOutOfBoundsException if there are not so many
    public Media media(int index) {
        return media.get(index);
    }

    /// The index of the first media that the group attribute calls by this name, or -1.
    @Rfc(number = 5888, section = "4")
    public int indexOfMid(String mid) {
        for (int i = 0; i < media.size(); i++) {
            if (mid.equals(media.get(i).mid())) {
                return i;
            }
        }
        return -1;
    }

    /// Who made the description. Fails also if there is no `o=` line.
    @Rfc(number = 8866, section = "5.2")
    public Origin origin() throws SyntaxException {
        SdpLine line = first('o');
        if (line == null) {
            throw new SyntaxException("o= expected", 0);
        }
        return SdpText.all(line.reader(), Origin::read);
    }

    /// The session's name, possibly empty; null if there is no `s=` line.
    @Rfc(number = 8866, section = "5.3")
    public @Nullable String sessionName() {
        return value('s');
    }

    /// When the session is on; none if it does not say.
    @Rfc(number = 8866, section = "5.9")
    @Rfc(number = 8866, section = "5.10")
    public List<Timing> timings() throws SyntaxException {
        List<Timing> timings = new ArrayList<>();
        List<Timing.Repeat> repeats = new ArrayList<>();
        for (SdpLine line : lines()) {
            if (line.type() == 't') {
                addTo(timings, repeats);
                timings.add(SdpText.all(line.reader(), Timing::read));
            } else if (line.type() == 'r') {
                repeats.add(SdpText.all(line.reader(), Timing.Repeat::read));
                if (timings.isEmpty()) {
                    throw line.reader().error("r= without t=");
                }
            }
        }
        addTo(timings, repeats);
        return timings;
    }

    /// Gives the repeats to the last of the timings, all at once: one by one would copy them each time.
    private static void addTo(List<Timing> timings, List<Timing.Repeat> repeats) {
        if (!repeats.isEmpty()) {
            timings.add(timings.removeLast().with(repeats));
            repeats.clear();
        }
    }

    /// The changes of the clock that repeats follow; none if it has none.
    @Rfc(number = 8866, section = "5.11")
    public List<Timing.ZoneAdjustment> zoneAdjustments() throws SyntaxException {
        SdpLine line = first('z');
        return line == null ? List.of() : SdpText.all(line.reader(), Timing.ZoneAdjustment::readAll);
    }

    /// Where these media go: by their own `c=` line, else by the session's; null if neither is there.
    @Rfc(number = 8866, section = "5.7")
    public @Nullable Connection connectionOf(Media section) throws SyntaxException {
        Connection own = section.connection();
        return own == null ? connection() : own;
    }

    /// Which way these media flow: as they say, else as the session says, else both ways.
    @Rfc(number = 8866, section = "6.7")
    public Direction directionOf(Media section) {
        Direction own = section.direction();
        Direction inherited = own == null ? direction() : own;
        return inherited == null ? Direction.SENDRECV : inherited;
    }

    /// The attribute that holds for these media: their own, else the session's; null if neither is there.
    ///
    /// For attributes that may stand at either level: `setup`, `ice-ufrag`, `ice-pwd`, `ice-options`, `ptime`.
    public @Nullable Attribute attributeOf(Media section, String name) {
        Attribute own = section.attribute(name);
        return own == null ? attribute(name) : own;
    }

    /// The certificates that hold for these media: their own, else the session's.
    @Rfc(number = 8122, section = "5")
    public List<Fingerprint> fingerprintsOf(Media section) {
        return section.hasAttribute(Fingerprint.NAME) ? section.fingerprints() : fingerprints();
    }

    /// This description with another origin.
    public SessionDescription withOrigin(Origin origin) {
        return withLine(SdpLine.of('o', origin.text()));
    }

    /// This description as the next version of itself, as each one that differs from the last must say.
    @Rfc(number = 3264, section = "8")
    public SessionDescription withNextVersion() throws SyntaxException {
        return withOrigin(origin().withNextVersion());
    }

    /// This description with the times of another, unless that has none.
    SessionDescription withTimesOf(SessionDescription other) {
        List<SdpLine> times = other.lines('t');
        return times.isEmpty() ? this : replace(line -> line.type() == 't', times);
    }

    /// This description with another name.
    public SessionDescription withSessionName(String name) {
        return withLine(SdpLine.of('s', name));
    }

    /// This description with one of its media replaced.
    ///
    /// @throws IndexOutOfBoundsException if there are not so many
    public SessionDescription withMedia(int index, Media section) {
        List<Media> edited = new ArrayList<>(media);
        edited.set(index, section);
        return with(edited);
    }

    /// This description with more media at its end.
    public SessionDescription withAddedMedia(Media section) {
        List<Media> edited = new ArrayList<>(media);
        edited.add(section);
        return with(edited);
    }

    /// This description without some of its media. Those that the other side has seen are rejected instead
    /// ([Media#withPort(int)] with 0), or the two sides count them differently.
    ///
    /// @throws IndexOutOfBoundsException if there are not so many
    public SessionDescription withoutMedia(int index) {
        List<Media> edited = new ArrayList<>(media);
        edited.remove(index);
        return with(edited);
    }

    /// The octets for the wire.
    public byte[] toByteArray() {
        ByteWriter out = new ByteWriter(1_024);
        writeTo(out);
        return out.toByteArray();
    }

    @Override
    public void writeTo(ByteWriter out) {
        List<SdpLine> all = new ArrayList<>(lines());
        for (Media section : media) {
            all.addAll(section.lines());
        }
        int last = all.size() - 1;
        for (int i = 0; i < last; i++) {
            SdpLine line = all.get(i);
            out.value(line);
            if (!line.writeEndTo(out)) {
                out.text(bareLineFeeds ? "\n" : "\r\n");
            }
        }
        out.value(all.get(last)).octets(tail);
    }

    /// Equal if the lines of session and media are, whatever ends them.
    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other) && other instanceof SessionDescription that && media.equals(that.media);
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + media.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
