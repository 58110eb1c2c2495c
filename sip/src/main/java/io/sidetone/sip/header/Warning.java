package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;

/// Why a response came out as it did, in more detail than its status code. Immutable.
///
/// @param code three digits
/// @param agent who warns: a host with or without a port, or a name
/// @param explanation a text for people, without quotes
@Rfc(number = 3261, section = "20.43")
public record Warning(int code, String agent, String explanation) implements WireText {

    private static final CharClass AGENT = CharClass.TOKEN.or(CharClass.of("[]:"));

    /// @throws IllegalArgumentException if the code has not three digits
    public Warning {
        if (code < 100 || code > 999) {
            throw new IllegalArgumentException("No warning code: " + code);
        }
    }

    /// Reads code, agent and explanation.
    public static Warning parse(TextReader reader) throws SyntaxException {
        int code = (int) reader.number(999);
        if (code < 100) {
            throw reader.error("warning code of three digits expected");
        }
        PlainValues.expectSpace(reader);
        String agent = reader.takeSome(AGENT, "warning agent");
        PlainValues.expectSpace(reader);
        return new Warning(code, agent, reader.quoted());
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.number(code).octet(' ').text(agent).octet(' ').text(Text.quote(explanation));
    }

    @Override
    public String toString() {
        return text();
    }
}
