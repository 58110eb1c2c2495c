package io.sidetone.sip.event;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a SIP message as a body: a start line, some header fields, a body, and any of them may be absent.
/// Immutable.
///
/// The last line may lack its line end, and its Content-Length counts for nothing: a fragment often has the field
/// without the body.
@Rfc(number = 3420, section = "2")
public final class SipFragment implements FragmentResult {

    /// What such a body is.
    public static final MediaType TYPE = new MediaType("message", "sipfrag", Parameters.of("version", "2.0"));

    /// How long a fragment may be, in octets.
    public static final int MAX_OCTETS = 64 << 10;

    /// How many header fields it may have.
    public static final int MAX_FIELDS = 256;

    private static final String VERSION = "SIP/2.0";

    /// A header field as text.
    ///
    /// @param name as it is spelled
    /// @param value without the white space around it, and without folds
    public record Field(String name, String value) {}

    private final @Nullable String startLine;
    private final int statusCode;
    private final List<Field> fields;
    private final byte[] body;

    private SipFragment(@Nullable String startLine, int statusCode, List<Field> fields, byte[] body) {
        this.startLine = startLine;
        this.statusCode = statusCode;
        this.fields = List.copyOf(fields);
        this.body = body;
    }

    /// A status line and nothing else: what a NOTIFY tells of a REFER.
    ///
    /// @param statusCode 100 to 699
    /// @param phrase without line ends
    @Rfc(number = 3515, section = "2.4.5")
    public static SipFragment ofStatus(int statusCode, String phrase) {
        return of(SipResponse.builder(statusCode, phrase).build());
    }

    /// The start line of a message and the header fields of some names, without its body.
    public static SipFragment of(SipMessage message, String... names) {
        List<Field> fields = new ArrayList<>();
        for (HeaderField field : message.fields()) {
            for (String name : names) {
                if (field.isNamed(name)) {
                    fields.add(new Field(field.name(), field.value()));
                    break;
                }
            }
        }
        int statusCode = switch (message) {
            case SipResponse response -> response.statusCode();
            case SipRequest _ -> -1;
        };
        return new SipFragment(message.toString(), statusCode, fields, new byte[0]);
    }

    /// Reads a fragment.
    public static FragmentResult parse(byte[] octets) {
        if (octets.length > MAX_OCTETS) {
            return new MalformedFragment(MalformedFragment.Reason.SIZE, MAX_OCTETS);
        }
        return new Reading(octets).read();
    }

    /// The start line as it stands; null if there is none.
    public @Nullable String startLine() {
        return startLine;
    }

    /// The status code, 100 to 699; -1 if it does not begin with a status line.
    public int statusCode() {
        return statusCode;
    }

    /// Whether it says what became of a request in the end.
    @Rfc(number = 3515, section = "2.4.5")
    public boolean isFinal() {
        return statusCode >= 200;
    }

    /// The header fields in their order.
    public List<Field> fields() {
        return fields;
    }

    /// The value of a single-valued field, or the only one of a list; null if it is absent or malformed.
    public <T> @Nullable T first(HeaderType<T> type) {
        for (Field field : fields) {
            if (isNamed(field.name, type)) {
                byte[] value = Text.encode(field.value);
                try {
                    return type.parse(value, 0, value.length);
                } catch (SyntaxException _) {
                    return null;
                }
            }
        }
        return null;
    }

    private static boolean isNamed(String name, HeaderType<?> type) {
        HeaderName known = HeaderName.of(name);
        return known != null ? known == type.known() : Text.equalsIgnoreCase(name, type.name());
    }

    /// A copy of the body, empty if there is none.
    public byte[] body() {
        return body.clone();
    }

    /// The octets as they go on the wire. Every line has its line end; an empty line stands only before a body.
    public byte[] toByteArray() {
        ByteWriter out = new ByteWriter(64);
        String line = startLine;
        if (line != null) {
            out.text(line).text("\r\n");
        }
        for (Field field : fields) {
            out.text(field.name).text(": ").text(field.value).text("\r\n");
        }
        if (body.length > 0) {
            out.text("\r\n").octets(body);
        }
        return out.toByteArray();
    }

    /// The start line, or how many fields there are.
    @Override
    public String toString() {
        return startLine != null ? startLine : fields.size() + " header fields";
    }

    /// One pass over the octets of a fragment. Confined to the call that made it.
    private static final class Reading {

        private final byte[] octets;
        private final List<Field> fields = new ArrayList<>();
        private int position;
        private @Nullable String startLine;
        private int statusCode = -1;

        Reading(byte[] octets) {
            this.octets = octets;
        }

        FragmentResult read() {
            boolean first = true;
            while (position < octets.length) {
                int from = position;
                int to = line(isField(from));
                if (to < 0) {
                    return new MalformedFragment(MalformedFragment.Reason.LINE_END, position);
                }
                if (to == from) {
                    return fragment();
                }
                boolean read = isField(from) ? field(from, to) : first && startLine(from, to);
                if (!read) {
                    return new MalformedFragment(
                            first ? MalformedFragment.Reason.START_LINE : MalformedFragment.Reason.HEADER_LINE, from);
                }
                if (fields.size() > MAX_FIELDS) {
                    return new MalformedFragment(MalformedFragment.Reason.FIELD_COUNT, from);
                }
                first = false;
            }
            return fragment();
        }

        private FragmentResult fragment() {
            byte[] body = Arrays.copyOfRange(octets, Math.min(position, octets.length), octets.length);
            return startLine == null && fields.isEmpty() && body.length == 0
                    ? new MalformedFragment(MalformedFragment.Reason.EMPTY, 0)
                    : new SipFragment(startLine, statusCode, fields, body);
        }

        /// Moves past a line and its folds, and gives where its text ends; -1 for a stray carriage return.
        private int line(boolean folds) {
            int at = position;
            while (at < octets.length) {
                if (octets[at] == '\r' && (at + 1 == octets.length || octets[at + 1] != '\n')) {
                    position = at;
                    return -1;
                }
                if (octets[at] != '\n') {
                    at++;
                    continue;
                }
                boolean empty = at == position || (at == position + 1 && octets[position] == '\r');
                if (!folds || empty || at + 1 == octets.length || !CharClass.WSP.contains(octets[at + 1])) {
                    int end = at > position && octets[at - 1] == '\r' ? at - 1 : at;
                    position = at + 1;
                    return end;
                }
                at++;
            }
            position = octets.length;
            return at;
        }

        /// Whether a line begins like a header field: a name and a colon.
        private boolean isField(int from) {
            int at = nameEnd(from);
            int colon = at;
            while (colon < octets.length && CharClass.WSP.contains(octets[colon])) {
                colon++;
            }
            return at > from && colon < octets.length && octets[colon] == ':';
        }

        private int nameEnd(int from) {
            int at = from;
            while (at < octets.length && CharClass.TOKEN.contains(octets[at])) {
                at++;
            }
            return at;
        }

        private boolean field(int from, int to) {
            TextReader reader = new TextReader(octets, from, to);
            int nameEnd = nameEnd(from);
            reader.position(nameEnd);
            reader.skipSpace();
            reader.take(':');
            reader.skipSpace();
            int value = reader.position();
            String text = Text.unfold(reader.slice(value, reader.trimEnd(value, to)));
            if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
                return false;
            }
            fields.add(new Field(reader.slice(from, nameEnd), text));
            return true;
        }

        @Rfc(number = 3420, section = "2")
        private boolean startLine(int from, int to) {
            TextReader reader = new TextReader(octets, from, to);
            startLine = reader.slice(from, to);
            return isStatusLine(reader) || isRequestLine(from, to);
        }

        private boolean isStatusLine(TextReader reader) {
            if (!reader.take(VERSION) || !reader.take(' ')) {
                return false;
            }
            try {
                int digits = reader.position();
                int code = (int) reader.number(699);
                boolean fits = reader.position() == digits + 3 && code >= 100;
                // Many leave out the space before a phrase that is empty.
                if (fits && (reader.atEnd() || reader.peek() == ' ')) {
                    statusCode = code;
                    return true;
                }
                return false;
            } catch (SyntaxException _) {
                return false;
            }
        }

        private boolean isRequestLine(int from, int to) {
            TextReader reader = new TextReader(octets, from, to);
            reader.position(nameEnd(from));
            boolean method = reader.position() > from && reader.take(' ');
            int uri = reader.position();
            while (!reader.atEnd() && reader.peek() != ' ') {
                reader.position(reader.position() + 1);
            }
            return method && reader.position() > uri && reader.take(' ') && reader.take(VERSION) && reader.atEnd();
        }
    }
}
