package io.sidetone.sip.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class QuotedStringTest {

    @Test
    @Rfc(number = 3261, section = "25.1")
    void keepsEscapesAsWritten() throws SyntaxException {
        assertThat(new TextReader("\"a\\\"b\\\\\"rest").quotedRaw()).isEqualTo("\"a\\\"b\\\\\"");
        assertThat(new TextReader("\"\\\u0000\\\u007f\"").quoted()).isEqualTo("\u0000\u007f");
    }

    @Test
    @Rfc(number = 3261, section = "7.3.1")
    void makesASpaceOfAFold() throws SyntaxException {
        assertThat(new TextReader("\"a \r\n\t b\"").quotedRaw()).isEqualTo("\"a b\"");
        assertThat(Text.unfold("\r\na\n b \r c ")).isEqualTo(" a b c ");
        assertThat(Text.unfold("a  b\t")).isEqualTo("a  b\t");
    }

    @Test
    @Rfc(number = 3261, section = "25.1")
    void refusesControlCharactersAndMissingQuotes() {
        String[] texts = {
            "", "x", "\"", "\"a", "\"a\\", "\"a\\\"", "\"\u0000\"", "\"a\r\nb\"", "\"a\rb\"", "\"\\\r\nb\""
        };
        for (String text : texts) {
            assertThatThrownBy(() -> new TextReader(text).quotedRaw()).as(text).isInstanceOf(SyntaxException.class);
        }
    }

    @Test
    @Rfc(number = 3261, section = "25.1")
    void escapesWhatMayNotStandBare() throws SyntaxException {
        String text = "\"\\\u0001\u007f\t\u00e9 ";
        assertThat(new TextReader(Text.quote(text)).quoted()).isEqualTo(text);
        assertThat(Text.unquote("\"abc")).isEqualTo("\"abc");
        assertThat(Text.unquote("\"")).isEqualTo("\"");
        assertThat(Text.quote("a\r\nX: y")).isEqualTo("\"a  X: y\"");
    }
}
