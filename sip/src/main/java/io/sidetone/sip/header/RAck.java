package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;

/// Which provisional response a PRACK confirms. Immutable.
///
/// @param responseNumber the response's RSeq, 0 to 2^32 - 1
/// @param cseq the response's CSeq
@Rfc(number = 3262, section = "7.2")
public record RAck(long responseNumber, CSeq cseq) implements WireText {

    /// @throws IllegalArgumentException if the number is out of range
    public RAck {
        PlainValues.checkRange(responseNumber, CSeq.MAX_NUMBER);
    }

    /// Reads two numbers and a method.
    public static RAck parse(TextReader reader) throws SyntaxException {
        long responseNumber = reader.number(CSeq.MAX_NUMBER);
        PlainValues.expectSpace(reader);
        return new RAck(responseNumber, CSeq.parse(reader));
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.number(responseNumber).octet(' ').value(cseq);
    }

    @Override
    public String toString() {
        return text();
    }
}
