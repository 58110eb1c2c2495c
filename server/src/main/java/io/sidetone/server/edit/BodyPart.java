package io.sidetone.server.edit;

import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One part of a body, or a body that has no parts. Immutable.
///
/// @param head the lines before its content, each with its end; empty for a body that has no parts
/// @param type null if it does not say, or what it says cannot be read
/// @param content its octets as text, see [io.sidetone.script.value.Octets]
public record BodyPart(String head, @Nullable MediaType type, String content) {

    /// One that a script writes, with its header fields.
    public static BodyPart of(List<FieldLine> fields, String content) {
        StringBuilder head = new StringBuilder();
        fields.forEach(field -> head.append(field).append("\r\n"));
        return new BodyPart(head.toString(), typeIn(head.toString()), content);
    }

    /// One as it stands in a body. Lines up to an empty one are its header, whatever they say; a bare line feed
    /// ends a line as well.
    static BodyPart read(String text) {
        StringBuilder head = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int feed = text.indexOf('\n', at);
            int next = feed < 0 ? text.length() : feed + 1;
            String line = text.substring(at, next).stripTrailing();
            at = next;
            if (line.isEmpty()) {
                break;
            }
            head.append(line).append("\r\n");
        }
        return new BodyPart(head.toString(), typeIn(head.toString()), text.substring(at));
    }

    private static @Nullable MediaType typeIn(String head) {
        for (String line : head.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).strip();
            if (Text.equalsIgnoreCase(name, "Content-Type") || Text.equalsIgnoreCase(name, "c")) {
                return typeOf(line.substring(colon + 1).strip());
            }
        }
        return null;
    }

    /// The type that a text stands for; null if it is none.
    public static @Nullable MediaType typeOf(String text) {
        try {
            return MediaType.parse(new TextReader(text));
        } catch (SyntaxException _) {
            return null;
        }
    }

    /// The same, with another content.
    public BodyPart with(String other) {
        return new BodyPart(head, type, other);
    }

    /// Whether it is of a type, `application/sdp`; `*` stands for any.
    public boolean is(MediaType wanted) {
        MediaType mine = type;
        return mine != null && wanted.includes(mine);
    }
}
