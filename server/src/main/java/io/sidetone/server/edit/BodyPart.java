package io.sidetone.server.edit;

import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One part of a body, or a body that has no parts. Immutable; the octets are only to be read.
///
/// @param fields what stands before its content, Content-Type included
/// @param type null if it does not say, or what it says cannot be read
/// @param content its octets as text, see [io.sidetone.script.value.Octets]
public record BodyPart(List<FieldLine> fields, @Nullable MediaType type, String content) {

    public BodyPart {
        fields = List.copyOf(fields);
    }

    /// One with its fields.
    static BodyPart of(List<FieldLine> fields, String content) {
        for (FieldLine field : fields) {
            if (Text.equalsIgnoreCase(field.name(), "Content-Type")
                    || field.name().equalsIgnoreCase("c")) {
                return new BodyPart(fields, typeOf(field.value()), content);
            }
        }
        return new BodyPart(fields, null, content);
    }

    /// The type that a text stands for; null if it is none.
    public static @Nullable MediaType typeOf(String text) {
        try {
            return MediaType.parse(new TextReader(text));
        } catch (SyntaxException _) {
            return null;
        }
    }

    /// Whether it is of a type, `application/sdp`; `*` stands for any.
    public boolean is(MediaType wanted) {
        MediaType mine = type;
        return mine != null && wanted.includes(mine);
    }
}
