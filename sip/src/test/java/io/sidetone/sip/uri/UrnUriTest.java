package io.sidetone.sip.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Rfc(number = 8141, section = "2")
class UrnUriTest {

    @Test
    void readsNamespaceAndName() throws SyntaxException {
        UrnUri uri = UrnUri.parse("URN:Service:sos.Fire");
        assertThat(uri.scheme()).isEqualTo("urn");
        assertThat(uri.namespace()).isEqualTo("service");
        assertThat(uri.name()).isEqualTo("sos.Fire");
        assertThat(uri.resolutionComponent()).isNull();
        assertThat(uri.queryComponent()).isNull();
        assertThat(uri.fragmentComponent()).isNull();
        assertThat(uri).hasToString("URN:Service:sos.Fire");
        assertThat(uri.text()).isEqualTo("URN:Service:sos.Fire");
        assertThat(uri).isEqualTo(UrnUri.parse("URN:Service:sos.Fire")).isNotEqualTo(UrnUri.parse("urn:ab:c"));
        assertThat(uri).hasSameHashCodeAs(UrnUri.parse("URN:Service:sos.Fire"));
    }

    @Test
    @Rfc(number = 8141, section = "2.3.1")
    @Rfc(number = 8141, section = "2.3.2")
    @Rfc(number = 8141, section = "2.3.3")
    void readsTheComponentsBehindTheName() throws SyntaxException {
        UrnUri all = UrnUri.parse("urn:example:a/b?+r?1/2?=q?=3#f?4");
        assertThat(all.name()).isEqualTo("a/b");
        assertThat(all.resolutionComponent()).isEqualTo("r?1/2");
        assertThat(all.queryComponent()).isEqualTo("q?=3");
        assertThat(all.fragmentComponent()).isEqualTo("f?4");
        UrnUri query = UrnUri.parse("urn:example:a?=q");
        assertThat(query.resolutionComponent()).isNull();
        assertThat(query.queryComponent()).isEqualTo("q");
        UrnUri fragment = UrnUri.parse("urn:example:a#");
        assertThat(fragment.name()).isEqualTo("a");
        assertThat(fragment.fragmentComponent()).isEmpty();
        assertThat(UrnUri.parse("urn:example:a?+r#f").resolutionComponent()).isEqualTo("r");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:",
                "urn:ab",
                "urn:ab:",
                "urn:a:b",
                "urn:-ab:c",
                "urn:ab-:c",
                "urn:a.b:c",
                "urn:a23456789012345678901234567890123:x",
                "urn:ab:/c",
                "urn:ab:c d",
                "urn:ab:<c>",
                "urn:ab:c%4",
                "urn:ab:c%zz",
                "urn:ab:c?",
                "urn:ab:c?x",
                "urn:ab:c?+",
                "urn:ab:c?+?=q",
                "urn:ab:c?=",
                "urn:ab:c?=/",
                "urn:ab:c#a#b",
                "urn:ab:c#%",
                "urn:ab:\u00e9"
            })
    void refusesWhatIsNoUrn(String text) {
        assertThatThrownBy(() -> Uri.parse(text)).isInstanceOf(SyntaxException.class);
    }

    @ParameterizedTest
    @Rfc(number = 8141, section = "3.1")
    @Rfc(number = 5031, section = "3")
    @Rfc(number = 7254)
    @Rfc(number = 9562, section = "4")
    @CsvSource({
        "urn:example:a123%2cz456, URN:EXAMPLE:a123%2Cz456",
        "urn:example:a?+r, urn:example:a?=q#f",
        "urn:service:sos, URN:SERVICE:SOS",
        "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6, urn:uuid:F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6",
        "urn:gsma:imei:90420156-025763-0, urn:gsma:IMEI:90420156-025763-0",
    })
    void matches(String a, String b) throws SyntaxException {
        assertThat(Uri.parse(a).matches(Uri.parse(b))).isTrue();
        assertThat(Uri.parse(b).matches(Uri.parse(a))).isTrue();
        assertThat(Uri.parse(a).matchHash()).isEqualTo(Uri.parse(b).matchHash());
    }

    @ParameterizedTest
    @Rfc(number = 8141, section = "3.1")
    @CsvSource({
        "urn:example:a, urn:example:A",
        "urn:example:a, urn:example:%61",
        "urn:example:a, urn:example2:a",
        "urn:example:a, urn:example:a/b",
        "urn:service:sos, urn:service:sos.fire",
        "urn:service:sos, sip:sos@service",
    })
    void doesNotMatch(String a, String b) throws SyntaxException {
        assertThat(Uri.parse(a).matches(Uri.parse(b))).isFalse();
        assertThat(Uri.parse(b).matches(Uri.parse(a))).isFalse();
    }

    @Test
    void parsesItsOwnSchemeOnly() {
        assertThatThrownBy(() -> UrnUri.parse("sip:h")).isInstanceOf(SyntaxException.class);
    }
}
