package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import java.util.ArrayList;
import java.util.List;

/// A kind of event: a package, and the templates that are laid over it: `presence.winfo`. Letter case counts.
/// Immutable.
///
/// @param packageName for example `presence`
/// @param templates for example `winfo`, applied from left to right
@Rfc(number = 6665, section = "8.4")
public record EventType(String packageName, List<String> templates) implements WireText {

    /// Makes the list of templates unchangeable.
    public EventType {
        templates = List.copyOf(templates);
    }

    /// A package without templates.
    public static EventType of(String packageName) {
        return new EventType(packageName, List.of());
    }

    /// Reads a package and its templates.
    public static EventType parse(TextReader reader) throws SyntaxException {
        String packageName = PlainValues.tokenWithoutDot(reader);
        List<String> templates = new ArrayList<>(1);
        while (reader.take('.')) {
            templates.add(PlainValues.tokenWithoutDot(reader));
        }
        return new EventType(packageName, templates);
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(packageName);
        for (String template : templates) {
            out.octet('.').text(template);
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
