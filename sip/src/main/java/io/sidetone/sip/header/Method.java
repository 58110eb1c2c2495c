package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.TokenTable;
import io.sidetone.sip.text.WireText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a request asks for. Letter case counts: `invite` is another method than `INVITE`. Immutable.
@Rfc(number = 3261, section = "7.1")
public final class Method implements WireText {

    /// Begins or changes a session.
    public static final Method INVITE = new Method("INVITE");

    /// Confirms the final response to an INVITE.
    public static final Method ACK = new Method("ACK");

    /// Ends a session.
    public static final Method BYE = new Method("BYE");

    /// Gives up a request that has no final response yet.
    public static final Method CANCEL = new Method("CANCEL");

    /// Adds, refreshes or removes bindings.
    public static final Method REGISTER = new Method("REGISTER");

    /// Asks what the other side can do.
    public static final Method OPTIONS = new Method("OPTIONS");

    /// Confirms a provisional response (RFC 3262).
    public static final Method PRACK = new Method("PRACK");

    /// Asks to be told of events (RFC 6665).
    public static final Method SUBSCRIBE = new Method("SUBSCRIBE");

    /// Tells of an event (RFC 6665).
    public static final Method NOTIFY = new Method("NOTIFY");

    /// Hands in the state of an event (RFC 3903).
    public static final Method PUBLISH = new Method("PUBLISH");

    /// Carries information within a dialog (RFC 6086).
    public static final Method INFO = new Method("INFO");

    /// Asks the other side to send a request somewhere (RFC 3515).
    public static final Method REFER = new Method("REFER");

    /// Carries an instant message (RFC 3428).
    public static final Method MESSAGE = new Method("MESSAGE");

    /// Changes a session before it is answered (RFC 3311).
    public static final Method UPDATE = new Method("UPDATE");

    /// The methods that need no new object when they are read.
    private static final TokenTable<Method> KNOWN = new TokenTable<>(
            List.of(
                    INVITE, ACK, BYE, CANCEL, REGISTER, OPTIONS, PRACK, SUBSCRIBE, NOTIFY, PUBLISH, INFO, REFER,
                    MESSAGE, UPDATE),
            Method::name);

    private final String name;

    private Method(String name) {
        this.name = name;
    }

    /// The method of this name.
    ///
    /// @throws IllegalArgumentException if the name is no token
    public static Method of(String name) {
        try {
            TextReader reader = new TextReader(name);
            Method method = parse(reader);
            if (reader.atEnd()) {
                return method;
            }
        } catch (SyntaxException _) {
            // Said below, for this mistake and the other one.
        }
        throw new IllegalArgumentException("No method: " + name);
    }

    /// Reads a method.
    public static Method parse(TextReader reader) throws SyntaxException {
        int from = reader.position();
        return ofToken(reader.bytes(), from, reader.skipToken());
    }

    /// The method that a slice of octets spells, which must be a token.
    public static Method ofToken(byte[] bytes, int from, int to) {
        Method known = KNOWN.find(bytes, from, to);
        return known == null ? new Method(Text.decode(bytes, from, to)) : known;
    }

    /// The method as it stands in a request line.
    public String name() {
        return name;
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Method that && name.equals(that.name));
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
