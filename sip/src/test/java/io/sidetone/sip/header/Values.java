package io.sidetone.sip.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;

/// Reads and writes values as the message floor does, for the tests.
final class Values {

    private Values() {}

    /// Reads a value, which must be one, and shows that what is written of it reads back equal.
    static <T> T read(HeaderType<T> type, String text) {
        T value = tryRead(type, text);
        assertThat(tryRead(type, write(type, value))).as("written from " + text).isEqualTo(value);
        return value;
    }

    /// The canonical text of what is read from a text.
    static <T> String canonical(HeaderType<T> type, String text) {
        return write(type, read(type, text));
    }

    static <T> String write(HeaderType<T> type, T value) {
        ByteWriter out = new ByteWriter(16);
        type.write(value, out);
        assertThat(value).hasToString(out.toString());
        return out.toString();
    }

    /// Shows that none of the texts is a value of the type.
    static void refuses(HeaderType<?> type, String... texts) {
        for (String text : texts) {
            byte[] bytes = Text.encode(text);
            assertThatThrownBy(() -> type.parse(bytes, 0, bytes.length))
                    .as(type + ": " + text)
                    .isInstanceOf(SyntaxException.class);
        }
    }

    private static <T> T tryRead(HeaderType<T> type, String text) {
        byte[] bytes = Text.encode(text);
        try {
            return type.parse(bytes, 0, bytes.length);
        } catch (SyntaxException e) {
            throw new AssertionError(type + ": " + text + ": " + e.getMessage() + " at " + e.offset(), e);
        }
    }
}
