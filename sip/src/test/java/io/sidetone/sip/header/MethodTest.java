package io.sidetone.sip.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import org.junit.jupiter.api.Test;

class MethodTest {

    @Test
    @Rfc(number = 3261, section = "7.1")
    void readsKnownMethodsWithoutMakingObjects() throws SyntaxException {
        assertThat(Method.parse(new TextReader("INVITE sip:a"))).isSameAs(Method.INVITE);
        for (String name :
                new String[] {"ACK", "BYE", "CANCEL", "REGISTER", "OPTIONS", "PRACK", "SUBSCRIBE", "NOTIFY"}) {
            assertThat(Method.of(name)).isSameAs(Method.of(name)).hasToString(name);
        }
        for (String name : new String[] {"PUBLISH", "INFO", "REFER", "MESSAGE", "UPDATE"}) {
            assertThat(Method.of(name)).isSameAs(Method.of(name)).hasToString(name);
        }
    }

    @Test
    @Rfc(number = 3261, section = "7.1")
    void tellsLetterCaseApart() {
        assertThat(Method.of("invite")).isNotEqualTo(Method.INVITE);
    }

    @Test
    void comparesUnknownMethodsByName() {
        assertThat(Method.of("JUMP")).isEqualTo(Method.of("JUMP")).hasSameHashCodeAs(Method.of("JUMP"));
        assertThat(Method.of("JUMP")).isNotEqualTo(Method.of("HOP"));
    }

    @Test
    void takesEveryCharacterOfAToken() {
        String name = "!odd-Method0123456789_*+`.%indeed'~";
        assertThat(Method.of(name).text()).isEqualTo(name);
    }

    @Test
    void refusesWhatIsNoToken() {
        for (String name : new String[] {"", " ", "IN VITE", "INVITE ", "A@B", "É", "A\r\nB"}) {
            assertThatThrownBy(() -> Method.of(name))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("No method");
        }
    }
}
