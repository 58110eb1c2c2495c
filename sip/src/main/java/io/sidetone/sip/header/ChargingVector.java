package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What ties the charging records of one call together. Immutable.
///
/// @param parameters one or more, `icid-value` among them
@Rfc(number = 7315, section = "5.6")
public record ChargingVector(Parameters parameters) implements WireText {

    /// @throws IllegalArgumentException if the identifier is missing
    public ChargingVector {
        if (parameters.raw("icid-value") == null) {
            throw new IllegalArgumentException("No icid-value");
        }
    }

    /// Reads parameters with semicolons between them.
    public static ChargingVector parse(TextReader reader) throws SyntaxException {
        Parameters parameters = Parameters.readList(reader);
        if (parameters.raw("icid-value") == null) {
            throw reader.error("icid-value expected");
        }
        return new ChargingVector(parameters);
    }

    /// The identifier of the call for charging.
    public String icidValue() {
        return Objects.requireNonNull(parameters.get("icid-value"));
    }

    /// The host that made the identifier; null if it does not say.
    public @Nullable String icidGeneratedAt() {
        return parameters.get("icid-generated-at");
    }

    /// The network where the call begins; null if it does not say.
    public @Nullable String origIoi() {
        return parameters.get("orig-ioi");
    }

    /// The network where the call ends; null if it does not say.
    public @Nullable String termIoi() {
        return parameters.get("term-ioi");
    }

    @Override
    public void writeTo(ByteWriter out) {
        parameters.writeListTo(out);
    }

    @Override
    public String toString() {
        return text();
    }
}
