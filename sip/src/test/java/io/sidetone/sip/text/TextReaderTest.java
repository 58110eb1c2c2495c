package io.sidetone.sip.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class TextReaderTest {

    @Test
    @Rfc(number = 3261, section = "25.1")
    void readsNumbersUpToTheirLimit() throws SyntaxException {
        assertThat(new TextReader("0005x").number(5)).isEqualTo(5);
        assertThat(new TextReader("4294967295").number(0xFFFF_FFFFL)).isEqualTo(0xFFFF_FFFFL);
        for (String text : new String[] {"6", "9", "10", "99999999999999999999", "", "x", "-1"}) {
            assertThatThrownBy(() -> new TextReader(text).number(5)).as(text).isInstanceOf(SyntaxException.class);
        }
    }

    @Test
    void readsStringsByTheirUtf8Octets() {
        TextReader reader = new TextReader("\u00e4b");

        assertThat(reader.end()).isEqualTo(3);
        assertThat(reader.slice(0, 3)).isEqualTo("\u00e4b");
    }

    @Test
    void goesOnWithAnotherSlice() throws SyntaxException {
        TextReader reader = new TextReader("a b");

        assertThat(reader.token()).isEqualTo("a");
        assertThat(reader.over(Text.encode("x-y z"), 2, 3).token()).isEqualTo("y");
        assertThat(reader.atEnd()).isTrue();
    }
}
