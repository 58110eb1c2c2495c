package io.sidetone.sip.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HeaderNameTest {

    @ParameterizedTest
    @EnumSource
    @Rfc(number = 3261, section = "20")
    void isFoundByItsTextInAnyCase(HeaderName name) {
        assertThat(HeaderName.of(name.text())).isEqualTo(name);
        assertThat(HeaderName.of(name.text().toLowerCase(Locale.ROOT))).isEqualTo(name);
        assertThat(HeaderName.of(name.text().toUpperCase(Locale.ROOT))).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "v, VIA",
        "V, VIA",
        "i, CALL_ID",
        "m, CONTACT",
        "F, FROM",
        "t, TO",
        "l, CONTENT_LENGTH",
        "x, SESSION_EXPIRES"
    })
    @Rfc(number = 3261, section = "7.3.3")
    void isFoundByItsCompactFormInAnyCase(String letter, HeaderName name) {
        assertThat(HeaderName.of(letter)).isEqualTo(name);
    }

    @Test
    void doesNotKnowOtherNames() {
        assertThat(HeaderName.of("X-Flavour")).isNull();
        assertThat(HeaderName.of("Vi")).isNull();
        assertThat(HeaderName.of("Viaa")).isNull();
        assertThat(HeaderName.of("z")).isNull();
        assertThat(HeaderName.of("")).isNull();
        assertThat(HeaderName.of("é")).isNull();
    }

    @Test
    void isNotFoundByATextWithACarriageReturn() {
        assertThat(HeaderName.of("Call\rID")).isNull();
        assertThat(HeaderName.of("Call-ID")).isEqualTo(HeaderName.CALL_ID);
    }
}
