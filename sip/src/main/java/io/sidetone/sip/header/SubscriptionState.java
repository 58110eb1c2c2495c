package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import org.jspecify.annotations.Nullable;

/// How a subscription stands: `active;expires=600`. Immutable.
///
/// @param state `active`, `pending`, `terminated` or an extension
/// @param parameters all of them
@Rfc(number = 6665, section = "8.2.3")
public record SubscriptionState(String state, Parameters parameters) implements WireText {

    /// Reads a state and parameters.
    public static SubscriptionState parse(TextReader reader) throws SyntaxException {
        SubscriptionState value = new SubscriptionState(reader.token(), Parameters.read(reader));
        ParameterNumbers.check(value.parameters, "expires", PlainValues.MAX_SECONDS, reader);
        ParameterNumbers.check(value.parameters, "retry-after", PlainValues.MAX_SECONDS, reader);
        return value;
    }

    /// Whether the subscription was accepted.
    public boolean isActive() {
        return Text.equalsIgnoreCase(state, "active");
    }

    /// Whether nobody decided on the subscription yet.
    public boolean isPending() {
        return Text.equalsIgnoreCase(state, "pending");
    }

    /// Whether the subscription is over.
    public boolean isTerminated() {
        return Text.equalsIgnoreCase(state, "terminated");
    }

    /// Why it is over; null if it does not say.
    public @Nullable String reason() {
        return parameters.raw("reason");
    }

    /// How long it lasts in seconds; -1 if it does not say.
    public long expires() {
        return ParameterNumbers.getOrAbsent(parameters, "expires", PlainValues.MAX_SECONDS);
    }

    /// When it is worth trying again, in seconds from now; -1 if it does not say.
    public long retryAfter() {
        return ParameterNumbers.getOrAbsent(parameters, "retry-after", PlainValues.MAX_SECONDS);
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(state);
        parameters.writeTo(out, ';');
    }

    @Override
    public String toString() {
        return text();
    }
}
