package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import org.jspecify.annotations.Nullable;

/// What a caller wants of the device that is reached (Accept-Contact), or does not want (Reject-Contact).
/// Immutable.
@Rfc(number = 3841, section = "9.2")
public final class ContactPredicate implements WireText {

    private final Parameters parameters;
    private final FeatureSet features;

    private ContactPredicate(Parameters parameters, FeatureSet features) {
        this.parameters = parameters;
        this.features = features;
    }

    /// Reads a `*` and parameters.
    public static ContactPredicate parse(TextReader reader) throws SyntaxException {
        reader.expect('*');
        Parameters parameters = Parameters.read(reader);
        try {
            return new ContactPredicate(parameters, FeatureSet.of(parameters));
        } catch (SyntaxException e) {
            throw reader.error("malformed feature: " + e.getMessage());
        }
    }

    /// The features, without `require` and `explicit`.
    public FeatureSet features() {
        return features;
    }

    /// All parameters as written.
    public Parameters parameters() {
        return parameters;
    }

    /// Whether a device that does not match must not be reached.
    public boolean isRequired() {
        return parameters.contains("require");
    }

    /// Whether a device must say that it has the features.
    public boolean isExplicit() {
        return parameters.contains("explicit");
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.octet('*');
        parameters.writeTo(out, ';');
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContactPredicate that && parameters.equals(that.parameters);
    }

    @Override
    public int hashCode() {
        return parameters.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
