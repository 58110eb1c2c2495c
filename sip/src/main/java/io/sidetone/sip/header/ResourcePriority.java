package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;

/// How urgent a request is in the terms of a network: `dsn.flash`. Immutable.
///
/// @param namespace whose terms these are
/// @param priority one of the namespace's values
@Rfc(number = 4412, section = "3.1")
public record ResourcePriority(String namespace, String priority) implements WireText {

    /// Reads a namespace and a priority with a dot between them.
    public static ResourcePriority parse(TextReader reader) throws SyntaxException {
        String namespace = PlainValues.tokenWithoutDot(reader);
        reader.expect('.');
        return new ResourcePriority(namespace, PlainValues.tokenWithoutDot(reader));
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(namespace).octet('.').text(priority);
    }

    @Override
    public String toString() {
        return text();
    }
}
