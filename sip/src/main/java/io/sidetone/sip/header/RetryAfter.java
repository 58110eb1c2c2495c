package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import org.jspecify.annotations.Nullable;

/// When it is worth trying again. Immutable.
///
/// @param seconds from now, 0 to 2^32 - 1
/// @param comment a text for people with its parentheses, as written; null if there is none
/// @param parameters all of them
@Rfc(number = 3261, section = "20.33")
public record RetryAfter(long seconds, @Nullable String comment, Parameters parameters) implements WireText {

    /// @throws IllegalArgumentException if the seconds are out of range
    public RetryAfter {
        PlainValues.checkRange(seconds, PlainValues.MAX_SECONDS);
    }

    /// A time without comment and parameters.
    public static RetryAfter of(long seconds) {
        return new RetryAfter(seconds, null, Parameters.NONE);
    }

    /// Reads seconds, a comment if there is one, and parameters.
    public static RetryAfter parse(TextReader reader) throws SyntaxException {
        long seconds = PlainValues.seconds(reader);
        reader.skipSpace();
        String comment = reader.peek() == '(' ? comment(reader) : null;
        RetryAfter value = new RetryAfter(seconds, comment, Parameters.read(reader));
        ParameterNumbers.check(value.parameters, "duration", PlainValues.MAX_SECONDS, reader);
        return value;
    }

    /// §25.1: comments nest, and hold escapes.
    private static String comment(TextReader reader) throws SyntaxException {
        byte[] bytes = reader.bytes();
        int from = reader.position();
        int depth = 0;
        int i = from;
        do {
            if (bytes[i] == '\\') {
                i++;
            } else if (bytes[i] == '(') {
                depth++;
            } else if (bytes[i] == ')') {
                depth--;
            }
            i++;
        } while (depth > 0 && i < reader.end());
        if (depth > 0 || i > reader.end()) {
            throw new SyntaxException("comment without its closing parenthesis", from);
        }
        reader.position(i);
        String comment = Text.unfold(reader.slice(from, i));
        for (int c = 0; c < comment.length(); c++) {
            if (CharClass.CONTROL.contains(comment.charAt(c)) && comment.charAt(c) != '\t') {
                throw new SyntaxException("control character in a comment", from);
            }
        }
        return comment;
    }

    /// How long it will work from then on in seconds; -1 if it does not say.
    public long duration() {
        return ParameterNumbers.getOrAbsent(parameters, "duration", PlainValues.MAX_SECONDS);
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.number(seconds);
        if (comment != null) {
            out.octet(' ').text(comment);
        }
        parameters.writeTo(out, ';');
    }

    @Override
    public String toString() {
        return text();
    }
}
