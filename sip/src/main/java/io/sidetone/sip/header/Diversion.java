package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import org.jspecify.annotations.Nullable;

/// Who sent a call on to somebody else, and why. Immutable.
///
/// @param address who did, with the parameters
@Rfc(number = 5806)
public record Diversion(NameAddress address) implements WireText {

    private static final int MAX_COUNT = 99;

    /// Reads an address in angle brackets and parameters.
    public static Diversion parse(TextReader reader) throws SyntaxException {
        NameAddress address = NameAddress.parseBracketed(reader);
        ParameterNumbers.check(address.parameters(), "counter", MAX_COUNT, reader);
        ParameterNumbers.check(address.parameters(), "limit", MAX_COUNT, reader);
        return new Diversion(address);
    }

    /// Why the call was sent on, for example `user-busy`; null if it does not say.
    public @Nullable String reason() {
        return address.parameters().get("reason");
    }

    /// How many times the call was sent on here, 0 to 99; 1 if it does not say.
    public int counter() {
        int counter = (int) ParameterNumbers.getOrAbsent(address.parameters(), "counter", MAX_COUNT);
        return counter < 0 ? 1 : counter;
    }

    /// How many times the call may be sent on, 0 to 99; -1 if it does not say.
    public int limit() {
        return (int) ParameterNumbers.getOrAbsent(address.parameters(), "limit", MAX_COUNT);
    }

    /// What is to be hidden of this entry; null if it does not say.
    public @Nullable String privacy() {
        return address.parameters().get("privacy");
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.value(address);
    }

    @Override
    public String toString() {
        return text();
    }
}
