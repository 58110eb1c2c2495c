package io.sidetone.sip.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.event.MalformedFragment.Reason;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SipFragmentTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"SIP/2.0 100 Trying\r\n", "SIP/2.0 100 Trying", "SIP/2.0 100 Trying\n", "SIP/2.0 100\r\n\r\n"})
    @Rfc(number = 3420, section = "2")
    @Rfc(number = 3515, section = "2.4.5")
    void readsAStatusLineAlone(String text) {
        SipFragment fragment = fragment(text);

        assertThat(fragment.statusCode()).isEqualTo(100);
        assertThat(fragment.fields()).isEmpty();
        assertThat(fragment.body()).isEmpty();
    }

    @Test
    @Rfc(number = 3420, section = "2")
    void readsAnyPartOfAMessage() {
        SipFragment request = fragment("INVITE sip:a@b SIP/2.0\r\nSubject : one\r\n two\r\nContent-Length: 99\r\n");
        assertThat(request.startLine()).isEqualTo("INVITE sip:a@b SIP/2.0");
        assertThat(request.statusCode()).isEqualTo(-1);
        assertThat(request.first(Headers.SUBJECT)).isEqualTo("one two");

        SipFragment fields = fragment("f: <sip:a@b>;tag=1\r\nCSeq: 7 INVITE\r\nX-Y: z\r\n\r\nv=0\r\n");
        assertThat(fields.startLine()).isNull();
        assertThat(fields.first(Headers.FROM)).isNotNull();
        assertThat(fields.first(Headers.CSEQ)).isEqualTo(new CSeq(7, Method.INVITE));
        assertThat(fields.first(Headers.TO)).isNull();
        assertThat(fields.body()).asString().isEqualTo("v=0\r\n");
        assertThat(fields).hasToString("3 header fields");

        SipFragment body = fragment("\r\nhello");
        assertThat(body.body()).asString().isEqualTo("hello");
        assertThat(fragment("CSeq: nonsense").first(Headers.CSEQ)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'', EMPTY, 0",
        "'\r\n', EMPTY, 0",
        "'hello', START_LINE, 0",
        "'SIP/2.0 99 x', START_LINE, 0",
        "'SIP/2.0 0200 x', START_LINE, 0",
        "'SIP/2.0 700 x', START_LINE, 0",
        "'SIP/2.0 200x', START_LINE, 0",
        "'SIP/3.0 200 OK', START_LINE, 0",
        "'INVITE sip:a@b SIP/1.0', START_LINE, 0",
        "'INVITE  SIP/2.0', START_LINE, 0",
        "': x', START_LINE, 0",
        "'To: a\r\nSIP/2.0 200 OK', HEADER_LINE, 7",
        "'SIP/2.0 200 OK\r\n folded', HEADER_LINE, 16",
        "'To: a\rb: c', LINE_END, 5"
    })
    @Rfc(number = 3420, section = "2")
    void saysWhatIsWrong(String text, Reason reason, int offset) {
        assertThat(SipFragment.parse(Text.encode(text))).isEqualTo(new MalformedFragment(reason, offset));
    }

    @Test
    void hasLimits() {
        assertThat(SipFragment.parse(new byte[SipFragment.MAX_OCTETS + 1]))
                .isEqualTo(new MalformedFragment(Reason.SIZE, SipFragment.MAX_OCTETS));
        assertThat(fragment("a: b\r\n".repeat(SipFragment.MAX_FIELDS)).fields()).hasSize(SipFragment.MAX_FIELDS);
        assertThat(SipFragment.parse(Text.encode("a: b\r\n".repeat(SipFragment.MAX_FIELDS + 1))))
                .isEqualTo(new MalformedFragment(Reason.FIELD_COUNT, 6 * SipFragment.MAX_FIELDS));
    }

    @Test
    @Rfc(number = 3420, section = "2")
    void writesTheFieldsThatAreAskedFor() {
        assertThat(SipFragment.ofStatus(200, "OK").toByteArray()).asString().isEqualTo("SIP/2.0 200 OK\r\n");
        assertThat(SipFragment.TYPE.text()).isEqualTo("message/sipfrag;version=2.0");

        SipFragment part = SipFragment.of(Requests.request("INVITE", "Subject: x", "Date: y"), "s", "CSeq");
        assertThat(part.toByteArray())
                .asString()
                .isEqualTo("INVITE sip:bob@example.com SIP/2.0\r\nCSeq: 7 INVITE\r\nSubject: x\r\n");
        byte[] whole = Text.encode("To: x\r\n\r\nbody");
        assertThat(fragment("To: x\r\n\r\nbody").toByteArray()).isEqualTo(whole);
    }

    private static SipFragment fragment(String text) {
        if (SipFragment.parse(Text.encode(text)) instanceof SipFragment fragment) {
            return fragment;
        }
        throw new AssertionError(SipFragment.parse(Text.encode(text)).toString());
    }
}
