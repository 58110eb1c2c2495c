package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import java.util.ArrayList;
import java.util.List;

/// What is to be hidden about the sender. Immutable.
///
/// @param values one or more of `id`, `header`, `session`, `user`, `none`, `critical` and others
@Rfc(number = 3323, section = "4.2")
public record Privacy(List<String> values) implements WireText {

    /// @throws IllegalArgumentException if there is no value
    public Privacy {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("Privacy without a value");
        }
    }

    /// Reads tokens with semicolons between them.
    public static Privacy parse(TextReader reader) throws SyntaxException {
        List<String> values = new ArrayList<>();
        do {
            values.add(reader.token());
        } while (reader.takeSeparator(';'));
        return new Privacy(values);
    }

    /// Whether a value is listed, in any case.
    public boolean contains(String value) {
        for (String each : values) {
            if (Text.equalsIgnoreCase(each, value)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void writeTo(ByteWriter out) {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.octet(';');
            }
            out.text(values.get(i));
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
