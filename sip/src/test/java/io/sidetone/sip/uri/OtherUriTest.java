package io.sidetone.sip.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Rfc(number = 3986, section = "3.1")
class OtherUriTest {

    @Test
    void keepsAnySchemeAsWritten() throws SyntaxException {
        Uri uri = Uri.parse("SOAP.beep://192.0.2.103:3002/a%20b");
        assertThat(uri).isInstanceOf(OtherUri.class).hasToString("SOAP.beep://192.0.2.103:3002/a%20b");
        assertThat(uri.scheme()).isEqualTo("soap.beep");
    }

    @Test
    void matchesWithoutTheCaseOfTheScheme() throws SyntaxException {
        Uri uri = Uri.parse("HTTP://Example.com/");
        assertThat(uri.matches(Uri.parse("http://Example.com/"))).isTrue();
        assertThat(uri.matchHash()).isEqualTo(Uri.parse("http://Example.com/").matchHash());
        assertThat(uri.matches(Uri.parse("http://example.com/"))).isFalse();
        assertThat(uri.matches(Uri.parse("https://Example.com/"))).isFalse();
    }

    @Test
    void isMadeOfItsSchemeAndItsTextOnly() {
        assertThat(new OtherUri("http", "HTTP://a/")).hasToString("HTTP://a/");
        assertThatThrownBy(() -> new OtherUri("http", "https://a/")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OtherUri("HTTP", "HTTP://a/")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OtherUri("http", "http://a>;b")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":", "http", "http:", "1http:x", "ht_tp:x", "http:a b", "<http:a>", "http:a>", "x:\"", "x:\t"
            })
    void refusesWhatIsNoUri(String text) {
        assertThatThrownBy(() -> Uri.parse(text)).isInstanceOf(SyntaxException.class);
    }
}
