package io.sidetone.sip.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Rfc(number = 3966, section = "3")
class TelUriTest {

    @Test
    @Rfc(number = 3966, section = "5.1.1")
    @Rfc(number = 3966, section = "5.1.4")
    @Rfc(number = 3966, section = "5.3")
    void readsAGlobalNumber() throws SyntaxException {
        TelUri uri = TelUri.parse("TEL:+1-(201)-555.0123;ext=1-2");
        assertThat(uri.scheme()).isEqualTo("tel");
        assertThat(uri.isGlobal()).isTrue();
        assertThat(uri.number()).isEqualTo("+1-(201)-555.0123");
        assertThat(uri.digits()).isEqualTo("+12015550123");
        assertThat(uri.extension()).isEqualTo("1-2");
        assertThat(uri.phoneContext()).isNull();
        assertThat(uri).hasToString("TEL:+1-(201)-555.0123;ext=1-2");
        assertThat(uri.text()).isEqualTo("TEL:+1-(201)-555.0123;ext=1-2");
    }

    @Test
    @Rfc(number = 3966, section = "5.1.5")
    @Rfc(number = 3966, section = "5.2")
    void readsALocalNumber() throws SyntaxException {
        TelUri uri = TelUri.parse("tel:*70A#;phone-context=example.com;isub=a%2Fb;x");
        assertThat(uri.isGlobal()).isFalse();
        assertThat(uri.digits()).isEqualTo("*70A#");
        assertThat(uri.phoneContext()).isEqualTo("example.com");
        assertThat(uri.subaddress()).isEqualTo("a/b");
        assertThat(uri.parameters().names()).containsExactly("phone-context", "isub", "x");
        assertThat(uri.parameter("x")).isNull();
    }

    @Test
    void takesAServiceNumberWithoutContext() throws SyntaxException {
        assertThat(TelUri.parse("tel:112").phoneContext()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tel:",
                "tel:+",
                "tel:+-()",
                "tel:--",
                "tel:alice",
                "tel:+1A",
                "tel:1+1",
                "tel:+1 2",
                "tel:+1;x=%4",
                "tel:+1;=x",
                "tel:+1;a_b=x",
                "tel:+1;x=<",
                "tel:+1@h",
                "tel:+1?a=b",
                "tel:1;phone-context",
                "tel:1;phone-context=",
                "tel:1;phone-context=a..b",
                "tel:1;phone-context=+",
                "tel:1;phone-context=+1x",
                "tel:1;phone-context=[::1]",
                "tel:+1;ext=1;EXT=1",
                "tel:\u0661"
            })
    void refusesWhatIsNoNumber(String text) {
        assertThatThrownBy(() -> Uri.parse(text)).isInstanceOf(SyntaxException.class);
    }

    @ParameterizedTest
    @Rfc(number = 3966, section = "4")
    @CsvSource({
        "tel:+1-201-555-0123, tel:+1(201)555.0123",
        "TEL:+1, tel:+1",
        "tel:7a#;phone-context=EXAMPLE.com, tel:7A-#;phone-context=example.com",
        "tel:863;phone-context=+1-914-555, tel:863;phone-context=+1914555",
        "tel:+1;ext=1-2, tel:+1;ext=12",
        "tel:+1;ext=3;isub=a, tel:+1;ISUB=A;ext=3",
        "tel:+1;x=%61, tel:+1;x=a",
    })
    void matches(String a, String b) throws SyntaxException {
        assertThat(Uri.parse(a).matches(Uri.parse(b))).isTrue();
        assertThat(Uri.parse(b).matches(Uri.parse(a))).isTrue();
        assertThat(Uri.parse(a).matchHash()).isEqualTo(Uri.parse(b).matchHash());
        assertThat(Uri.parse(a)).isNotEqualTo(Uri.parse(b));
    }

    @ParameterizedTest
    @Rfc(number = 3966, section = "4")
    @CsvSource({
        "tel:+12, tel:12",
        "tel:+12, tel:+123",
        "tel:+1;ext=1, tel:+1",
        "tel:+1;ext=1, tel:+1;ext=2",
        "tel:+1;a=1, tel:+1;b=1",
        "tel:+1;a, tel:+1;a=",
        "tel:+1;isub=1-2, tel:+1;isub=12",
        "tel:1;phone-context=a-b.example, tel:1;phone-context=ab.example",
        "tel:1;phone-context=+1, tel:1;phone-context=+2",
        "tel:+1, sip:+1@h;user=phone"
    })
    void doesNotMatch(String a, String b) throws SyntaxException {
        assertThat(Uri.parse(a).matches(Uri.parse(b))).isFalse();
        assertThat(Uri.parse(b).matches(Uri.parse(a))).isFalse();
    }

    @ParameterizedTest
    @Rfc(number = 3261, section = "19.1.6")
    @CsvSource({
        "tel:+358-555-0100;postd=pp22, sip:+358-555-0100;postd=pp22@h;user=phone",
        "TEL:+1;Zeta=A;alpha=B;EXT=3;isub=F, sip:+1;isub=f;ext=3;alpha=B;zeta=A@h;user=phone",
        "tel:*7A#;b;phone-context=Example.COM, sip:*7a%23;phone-context=example.com;b@h;user=phone",
        "tel:+1;isub=A%40:[%62];x=%3d, sip:+1;isub=a%40%3A%5Bb%5D;x=%3D@h;user=phone",
    })
    void becomesAUserOfADomainAndBack(String tel, String sip) throws SyntaxException {
        TelUri number = TelUri.parse(tel);
        SipUri uri = number.toSip(Host.parse("h"));
        assertThat(uri).hasToString(sip);
        TelUri back = Objects.requireNonNull(uri.toTel());
        assertThat(back.toSip(Host.parse("h"))).isEqualTo(uri);
        assertThat(back.digits()).isEqualToIgnoringCase(number.digits());
    }

    @Test
    void parsesItsOwnSchemeOnly() throws SyntaxException {
        assertThatThrownBy(() -> TelUri.parse("sip:h")).isInstanceOf(SyntaxException.class);
        assertThat(TelUri.parse("tel:+1")).isEqualTo(TelUri.parse("tel:+1")).hasSameHashCodeAs(TelUri.parse("tel:+1"));
    }
}
