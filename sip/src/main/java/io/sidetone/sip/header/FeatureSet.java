package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a user agent can do and is, as the parameters of a Contact tell it, or what a caller wants of one.
/// Immutable.
///
/// @param features in their order
@Rfc(number = 3840, section = "9")
public record FeatureSet(List<Feature> features) {

    /// The features whose parameters have no plus sign.
    private static final Set<String> BASE_TAGS = Set.of(
            "actor",
            "application",
            "audio",
            "automata",
            "class",
            "control",
            "data",
            "description",
            "duplex",
            "events",
            "extensions",
            "isfocus",
            "language",
            "methods",
            "mobility",
            "priority",
            "schemes",
            "text",
            "type",
            "video");

    /// How many features are read at most: comparing two sets takes the product of their numbers.
    static final int MAX_FEATURES = 100;

    /// Makes the list unchangeable.
    public FeatureSet {
        features = List.copyOf(features);
    }

    /// The features among the parameters of a Contact, an Accept-Contact or a Reject-Contact.
    ///
    /// @throws SyntaxException if the value of a feature can not be understood; the offset is one within the
    ///     value
    public static FeatureSet of(Parameters parameters) throws SyntaxException {
        List<Feature> features = new ArrayList<>(parameters.size());
        for (int i = 0; i < parameters.size(); i++) {
            String name = Text.lower(parameters.name(i));
            String raw = parameters.rawValue(i);
            boolean extension = name.length() > 1 && name.startsWith("+");
            if (extension || BASE_TAGS.contains(name)) {
                if (features.size() == MAX_FEATURES) {
                    throw new SyntaxException("more than " + MAX_FEATURES + " features", 0);
                }
                features.add(Feature.of(extension ? name.substring(1) : name, raw == null ? null : Text.unquote(raw)));
            }
        }
        return new FeatureSet(features);
    }

    /// The feature of a name, in any case and without a plus sign; null if there is none.
    public @Nullable Feature feature(String tag) {
        for (Feature feature : features) {
            if (Text.equalsIgnoreCase(feature.tag(), tag)) {
                return feature;
            }
        }
        return null;
    }
}
