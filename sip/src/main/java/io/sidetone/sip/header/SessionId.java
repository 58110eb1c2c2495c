package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import org.jspecify.annotations.Nullable;

/// What identifies a session through servers that change everything else. Immutable.
///
/// @param local the identifier of the side that sends this: 32 hexadecimal digits in lower case
/// @param parameters all of them, the other side's identifier too
@Rfc(number = 7989)
@Rfc(number = 7329)
public record SessionId(String local, Parameters parameters) implements WireText {

    /// Stands for an identifier that is not known.
    public static final String NIL = "0".repeat(32);

    private static final CharClass LOWER_HEX = CharClass.DIGIT.or(CharClass.range('a', 'f'));

    /// @throws IllegalArgumentException if an identifier is malformed
    public SessionId {
        if (!isIdentifier(local) || !isRemoteSound(parameters)) {
            throw new IllegalArgumentException("Not 32 hexadecimal digits: " + local + parameters);
        }
    }

    /// The two sides' identifiers.
    public static SessionId of(String local, String remote) {
        return new SessionId(local, Parameters.of("remote", remote));
    }

    /// Reads an identifier and parameters.
    public static SessionId parse(TextReader reader) throws SyntaxException {
        String local = reader.token();
        Parameters parameters = Parameters.read(reader);
        if (!isIdentifier(local) || !isRemoteSound(parameters)) {
            throw reader.error("32 hexadecimal digits in lower case expected");
        }
        return new SessionId(local, parameters);
    }

    private static boolean isIdentifier(String text) {
        return text.length() == 32 && LOWER_HEX.containsAll(text);
    }

    private static boolean isRemoteSound(Parameters parameters) {
        String remote = parameters.raw("remote");
        return remote == null ? !parameters.contains("remote") : isIdentifier(remote);
    }

    /// The other side's identifier; null from elements that follow RFC 7329.
    public @Nullable String remote() {
        return parameters.raw("remote");
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(local);
        parameters.writeTo(out, ';');
    }

    @Override
    public String toString() {
        return text();
    }
}
