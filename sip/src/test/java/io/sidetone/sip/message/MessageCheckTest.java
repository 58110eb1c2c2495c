package io.sidetone.sip.message;

import static io.sidetone.sip.message.Samples.INVITE;
import static io.sidetone.sip.message.Samples.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.Malformed.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageCheckTest {

    @Test
    @Rfc(number = 3261, section = "16.3")
    void findsNothingWrongWithAGoodMessage() {
        assertThat(MessageCheck.essentials(message(INVITE))).isNull();
        assertThat(MessageCheck.essentials(message(INVITE.replace("Max-Forwards: 70\r\n", ""))))
                .isNull();
    }

    @Test
    @Rfc(number = 3261, section = "8.1.1")
    void missesAMandatoryField() {
        for (String name : new String[] {"To", "From", "Call-ID", "CSeq"}) {
            Malformed bad = check(INVITE.replace("\r\n" + name + ":", "\r\nX:"));
            assertThat(bad.reason()).as(name).isEqualTo(Reason.MISSING_FIELD);
            assertThat(bad.detail()).isEqualTo(name);
            assertThat(bad.answerable()).isTrue();
        }
    }

    @Test
    @Rfc(number = 3261, section = "8.1.1")
    void refusesAFieldThatStandsTwice() {
        for (String line :
                new String[] {"To: <sip:x@y>", "f: <sip:x@y>", "i: x", "CSeq: 1 INVITE", "Max-Forwards: 1"}) {
            Malformed bad = check(INVITE.replace("X-Own", line + "\r\nX-Own"));
            assertThat(bad.reason()).as(line).isEqualTo(Reason.REPEATED_FIELD);
        }
    }

    @Test
    void refusesMalformedValuesAndSaysWhere() {
        String text = INVITE.replace("Max-Forwards: 70", "Max-Forwards: 7x");
        Malformed bad = check(text);

        assertThat(bad.reason()).isEqualTo(Reason.FIELD_VALUE);
        assertThat(bad.detail()).startsWith("Max-Forwards: ");
        assertThat(bad.offset()).isEqualTo(text.indexOf("7x") + 1);
        assertThat(check(INVITE.replace("v: SIP/2.0/UDP", "v: SIP/2.0")).reason())
                .isEqualTo(Reason.FIELD_VALUE);
    }

    @Test
    void refusesAMalformedRequestUri() {
        assertThat(check(INVITE.replaceFirst("sip:bob@biloxi.example", "<sip:bob@biloxi.example>"))
                        .reason())
                .isEqualTo(Reason.REQUEST_URI);
        assertThat(check(INVITE.replaceFirst("sip:bob@biloxi.example", "bob")).reason())
                .isEqualTo(Reason.REQUEST_URI);
    }

    @Test
    @Rfc(number = 3261, section = "19.1.1")
    void refusesHeadersInTheRequestUri() {
        String text = INVITE.replaceFirst("sip:bob@biloxi.example", "sip:bob@biloxi.example?Subject=x");

        assertThat(check(text).reason()).isEqualTo(Reason.REQUEST_URI);
        assertThat(check(text).offset()).isEqualTo(text.indexOf("sip:"));
    }

    @Test
    @Rfc(number = 3261, section = "8.1.1.5")
    void comparesTheMethodsOfStartLineAndCSeq() {
        assertThat(check(INVITE.replace("314159 INVITE", "314159 invite")).reason())
                .isEqualTo(Reason.CSEQ_METHOD);
        assertThat(MessageCheck.essentials(message(INVITE.replaceFirst("INVITE sip:[^\r]*", "SIP/2.0 200 OK"))))
                .isNull();
    }

    @Test
    void looksAtOtherFieldsWhenAsked() {
        SipMessage message = message(INVITE.replace("<sip:alice@pc33", "<sip:al ice@pc33"));

        assertThat(MessageCheck.essentials(message)).isNull();
        assertThat(MessageCheck.fields(message, List.of(Headers.EXPIRES, Headers.CONTACT)))
                .isNotNull()
                .extracting(Malformed::reason)
                .isEqualTo(Reason.FIELD_VALUE);
    }

    private static Malformed check(String text) {
        Malformed bad = MessageCheck.essentials(message(text));
        assertThat(bad).isNotNull();
        return bad;
    }
}
