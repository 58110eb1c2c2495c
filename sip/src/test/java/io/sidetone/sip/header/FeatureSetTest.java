package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FeatureSetTest {

    @Test
    @Rfc(number = 3840, section = "9")
    void takesTheFeaturesOutOfTheParametersOfAContact() throws SyntaxException {
        NameAddress contact = Objects.requireNonNull(
                read(Headers.CONTACT, "<sip:a@h>;Audio;q=0.5;expires=9;+SIP.x=\"#=5\";methods=\"INVITE,BYE\";foo=1")
                        .address());
        FeatureSet features = FeatureSet.of(contact.parameters());
        assertThat(features.features()).extracting(Feature::tag).containsExactly("audio", "sip.x", "methods");
        assertThat(features.feature("METHODS")).isEqualTo(Feature.of("methods", "INVITE,BYE"));
        assertThat(features.feature("video")).isNull();
    }

    @Test
    void refusesValuesThatItCanNotUnderstand() {
        assertThatThrownBy(() -> FeatureSet.of(Parameters.of("class", "\"a b\"")))
                .isInstanceOf(SyntaxException.class);
    }

    @Test
    void readsNoMoreFeaturesThanCanBeComparedQuickly() throws SyntaxException {
        Parameters.Builder features = Parameters.builder();
        for (int i = 0; i < FeatureSet.MAX_FEATURES; i++) {
            features.add("+f" + i, null).add("x" + i, null);
        }
        assertThat(FeatureSet.of(features.build()).features()).hasSize(FeatureSet.MAX_FEATURES);
        Parameters tooMany = features.add("audio", null).build();
        assertThatThrownBy(() -> FeatureSet.of(tooMany)).isInstanceOf(SyntaxException.class);
    }
}
