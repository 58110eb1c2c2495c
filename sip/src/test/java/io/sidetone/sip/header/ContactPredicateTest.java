package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import org.junit.jupiter.api.Test;

class ContactPredicateTest {

    @Test
    @Rfc(number = 3841, section = "9.2")
    void readsFeaturesAndHowTheyBind() throws SyntaxException {
        ContactPredicate predicate =
                read(Headers.ACCEPT_CONTACT, "*;mobility=\"fixed\";events=\"!presence,winfo\";require");
        assertThat(predicate.isRequired()).isTrue();
        assertThat(predicate.isExplicit()).isFalse();
        assertThat(predicate.features().features()).hasSize(2);
        assertThat(predicate.features().feature("mobility")).isEqualTo(Feature.of("mobility", "fixed"));
        assertThat(predicate.parameters().names()).containsExactly("mobility", "events", "require");
        assertThat(read(Headers.REJECT_CONTACT, "*;explicit;video").isExplicit())
                .isTrue();
        assertThat(read(Headers.REJECT_CONTACT, "*")).isEqualTo(read(Headers.REJECT_CONTACT, "*"));
    }

    @Test
    void refusesBrokenForms() {
        refuses(
                Headers.ACCEPT_CONTACT,
                "",
                "sip:a",
                ";audio",
                "*;",
                "* audio",
                "*;audio=\"\"",
                "*;+x=\"#5\"",
                "*;class=\"<a\"");
    }
}
