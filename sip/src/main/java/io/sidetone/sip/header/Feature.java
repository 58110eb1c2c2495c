package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that a user agent can do or is, and the values it has: `language="en,de"`. Immutable.
///
/// @param tag the name without its plus sign, in lower case
/// @param values one or more; any of them may be the one
@Rfc(number = 3840, section = "9")
public record Feature(String tag, List<FeatureValue> values) {

    /// How many values a feature may have when it is read: comparing two takes the product of their numbers.
    static final int MAX_VALUES = 100;

    /// @throws IllegalArgumentException if there is no value
    public Feature {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("Feature without a value: " + tag);
        }
    }

    /// Reads the values of a feature from those of a parameter, its quotes taken off; null stands for `TRUE`.
    static Feature of(String tag, @Nullable String value) throws SyntaxException {
        List<FeatureValue> values = new ArrayList<>(1);
        if (value == null) {
            // §9: a feature without a value is a truth value.
            values.add(new FeatureValue.Word("TRUE", false));
        } else {
            TextReader reader = new TextReader(value);
            do {
                if (values.size() == MAX_VALUES) {
                    throw reader.error("more than " + MAX_VALUES + " values");
                }
                values.add(FeatureValue.parse(reader));
            } while (reader.takeSeparator(','));
            reader.expectEnd();
        }
        return new Feature(tag, values);
    }

    /// Whether one thing can have a value of this feature and one of the other.
    @Rfc(number = 3841, section = "7.2.4")
    public boolean overlaps(Feature other) {
        if (!Text.equalsIgnoreCase(tag, other.tag)) {
            return false;
        }
        for (FeatureValue value : values) {
            for (FeatureValue otherValue : other.values) {
                if (value.overlaps(otherValue)) {
                    return true;
                }
            }
        }
        return false;
    }
}
