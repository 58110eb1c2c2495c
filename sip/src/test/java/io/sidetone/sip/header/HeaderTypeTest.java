package io.sidetone.sip.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeaderTypeTest {

    @Test
    void knowsTheFieldsOfOthers() {
        HeaderType<String> type = HeaderType.list("X-Colours", PlainValues::token);

        assertThat(type.known()).isNull();
        assertThat(type.isList()).isTrue();
        assertThat(HeaderType.single("v", Via::parse).known()).isEqualTo(HeaderName.VIA);
    }

    @Test
    void whatMessagesUsuallyHoldPassesWithoutBeingMade() {
        assertThat(passes(Headers.VIA, "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK74bf9;rport=5060;received=192.0.2.9"))
                .isTrue();
        assertThat(passes(Headers.VIA, " SIP/2.0/TLS [2001:db8::1] ; ttl=1 ; alias "))
                .isTrue();
        assertThat(passes(Headers.FROM, "\"A. \\\"B.\" <sip:a:b@example.com:5060;lr?x=y> ; tag = \"88\""))
                .isTrue();
        assertThat(passes(Headers.TO, "\u00c4rger im B\u00fcro <sips:[2001:db8::1]>"))
                .isTrue();
        assertThat(passes(Headers.CONTENT_LENGTH, " 129")).isTrue();
        assertThat(passes(Headers.CONTENT_TYPE, "application / sdp")).isTrue();
    }

    @Test
    void whatIsUnusualIsLeftToTheParser() {
        assertThat(passes(Headers.VIA, "SIP / 2.0 / TLS example.com")).isFalse();
        assertThat(passes(Headers.FROM, "sip:a@example.com;tag=1")).isFalse();
        assertThat(passes(Headers.FROM, "<sip:%61@example.com>")).isFalse();
        assertThat(passes(Headers.TO, "<tel:+1212>")).isFalse();
        assertThat(passes(Headers.CONTENT_TYPE, "text/plain;charset=utf-8")).isFalse();
        assertThat(passes(Headers.CALL_ID, "a@b")).isFalse();
    }

    @Test
    void nothingPassesThatCannotBeRead() {
        Samples samples = new Samples();
        for (HeaderType<?> type : HeaderTypes.all()) {
            for (String sample : samples.of(type)) {
                byte[] text = Text.encode(sample);
                assertThat(Stream.concat(Stream.of(text), damaged(text)))
                        .as(sample)
                        .allMatch(value -> !type.passes(new TextReader(value, 0, value.length)) || isRead(type, value));
            }
        }
    }

    /// The text with one octet replaced, put in or taken out, in all places.
    private static Stream<byte[]> damaged(byte[] text) {
        byte[] octets = Text.encode(" \";,:@<>%?=[]./a1Z\\\t\r\n\u00c4");
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < text.length; i++) {
            values.add(spliced(text, i, i + 1));
            for (byte octet : octets) {
                values.add(spliced(text, i, i + 1, octet));
                values.add(spliced(text, i, i, octet));
            }
        }
        return values.stream();
    }

    private static byte[] spliced(byte[] text, int from, int to, byte... piece) {
        return new ByteWriter(text.length + 1)
                .octets(text, 0, from)
                .octets(piece)
                .octets(text, to, text.length)
                .toByteArray();
    }

    private static boolean isRead(HeaderType<?> type, byte[] value) {
        try {
            return type.parse(value, 0, value.length) != null;
        } catch (SyntaxException _) {
            return false;
        }
    }

    private static boolean passes(HeaderType<?> type, String value) {
        return type.passes(new TextReader(value));
    }

    @Test
    void refusesNamesThatWouldBreakTheirLine() {
        for (String name : new String[] {"", "X Y", "X:", "X: 1\r\nY", "X\n"}) {
            assertThatThrownBy(() -> HeaderType.single(name, PlainValues::token))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> HeaderType.list(name, PlainValues::token))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
