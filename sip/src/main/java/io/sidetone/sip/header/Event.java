package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which events a subscription, a notification or a publication is about. Immutable.
///
/// @param type the kind of event
/// @param parameters all of them
@Rfc(number = 6665, section = "8.2.1")
public record Event(EventType type, Parameters parameters) implements WireText {

    /// Events of a package, without parameters.
    public static Event of(String packageName) {
        return new Event(EventType.of(packageName), Parameters.NONE);
    }

    /// Reads a type and parameters.
    public static Event parse(TextReader reader) throws SyntaxException {
        return new Event(EventType.parse(reader), Parameters.read(reader));
    }

    /// What tells the subscriptions of one dialog apart; null if there is none.
    public @Nullable String id() {
        return parameters.raw("id");
    }

    /// Whether both mean the same subscription of a dialog.
    public boolean matches(Event other) {
        // §8.2.1: type and id octet by octet; no other parameter counts.
        return type.equals(other.type) && Objects.equals(id(), other.id());
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.value(type);
        parameters.writeTo(out, ';');
    }

    @Override
    public String toString() {
        return text();
    }
}
