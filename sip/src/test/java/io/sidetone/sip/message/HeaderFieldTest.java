package io.sidetone.sip.message;

import static io.sidetone.sip.message.Samples.INVITE;
import static io.sidetone.sip.message.Samples.lines;
import static io.sidetone.sip.message.Samples.message;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.text.TextReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderFieldTest {

    @Test
    @Rfc(number = 3261, section = "7.3.1")
    void readsAListFromSeveralFieldsAsOne() {
        SipMessage message = message(INVITE);

        assertThat(message.all(Headers.VIA))
                .extracting(Via::branch)
                .containsExactly("z9hG4bKproxy1", "z9hG4bK776asdhds");
        assertThat(message.all(Headers.ROUTE)).hasSize(2);
        assertThat(requireNonNull(message.topVia()).branch()).isEqualTo("z9hG4bKproxy1");
    }

    @Test
    @Rfc(number = 3261, section = "7.3.1")
    void splitsAtCommasOutsideOfQuotesAndBrackets() {
        HeaderField field = field("Contact: \"a,\\\",b\" <sip:x,y@h>;p=\"1,2\" ,, <sip:z@h> , ");

        assertThat(field.values()).containsExactly("\"a,\\\",b\" <sip:x,y@h>;p=\"1,2\"", "<sip:z@h>");
    }

    @Test
    void doesNotSplitWhatIsNoList() {
        assertThat(field("Subject: a, b").values()).containsExactly("a, b");
        assertThat(field("WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"").values())
                .hasSize(1);
        assertThat(field("X-Unknown: a, b").values()).containsExactly("a, b");
    }

    @Test
    void readsAValueOnceForAllMessagesThatShareIt() {
        SipMessage message = message(INVITE);
        SipMessage edited = message.edit().append("X", "y").build();

        assertThat(edited.topVia()).isSameAs(message.topVia());
    }

    @Test
    @Rfc(number = 3261, section = "8.2.2")
    void isAbsentAsAValueWhenMalformed() {
        SipMessage message = message(lines("OPTIONS sip:a@b SIP/2.0", "Expires: soon", "v: SIP", "", ""));

        assertThat(message.first(Headers.EXPIRES)).isNull();
        assertThat(message.all(Headers.VIA)).isEmpty();
        HeaderField field = requireNonNull(message.field(HeaderName.EXPIRES));
        assertThat(field.error(Headers.EXPIRES)).hasMessageContaining("number");
        assertThat(field.value()).isEqualTo("soon");
    }

    @Test
    void aFirstValueIsThereIfItCouldBeRead() {
        SipMessage message = message(lines(
                "OPTIONS sip:a@b SIP/2.0",
                "Via: ",
                "Via: SIP/2.0/UDP a, SIP/2.0/UDP b",
                "From: sip:a@b",
                "To: sip:a b",
                "",
                ""));

        assertThat(message.hasFirst(Headers.VIA)).isTrue();
        assertThat(message.hasFirst(Headers.FROM)).isTrue();
        assertThat(message.hasFirst(Headers.TO)).isFalse();
        assertThat(message.hasFirst(Headers.ROUTE)).isFalse();
        assertThat(message(lines("OPTIONS sip:a@b SIP/2.0", "Via: SIP/2.0/UDP a, b", "", ""))
                        .hasFirst(Headers.VIA))
                .isFalse();
    }

    @Test
    void countsValuesWhateverTheyAre() {
        SipMessage message = message(lines(
                "OPTIONS sip:a@b SIP/2.0",
                "v: SIP/2.0/UDP a, ,SIP/2.0/UDP \"b,",
                "Via: nothing",
                "From: Smith, John <sip:a@b>",
                "Supported:",
                "",
                ""));

        assertThat(message.count(Headers.VIA)).isEqualTo(3);
        assertThat(message.count(Headers.FROM)).isEqualTo(1);
        assertThat(message.count(Headers.SUPPORTED)).isZero();
        assertThat(message.count(Headers.ROUTE)).isZero();
    }

    @Test
    void readsTheRestOfAListWhenItIsAskedFor() {
        HeaderField field = field("Via: SIP/2.0/UDP a, SIP/2.0/UDP b, SIP / 2.0 / UDP c");
        Via first = field.first(Headers.VIA);

        assertThat(first).isNotNull();
        assertThat(field.all(Headers.VIA)).extracting(via -> via.host().text()).containsExactly("a", "b", "c");
        assertThat(field.first(Headers.VIA)).isSameAs(first);
        assertThat(field.all(Headers.VIA)).isSameAs(field.all(Headers.VIA));
    }

    @Test
    void readsFieldsOfAnApplication() {
        HeaderType<String> account = HeaderType.list("X-Account", TextReader::token);
        SipMessage message = message(lines("OPTIONS sip:a@b SIP/2.0", "x-account: a1 , b2", "X-Account: c3", "", ""));

        assertThat(message.first(account)).isEqualTo("a1");
        assertThat(message.all(account)).isEqualTo(List.of("a1", "b2", "c3"));
    }

    @Test
    void readsTheSameFieldAsDifferentTypes() {
        HeaderType<String> text =
                HeaderType.single("Expires", reader -> reader.takeAll(io.sidetone.sip.text.CharClass.DIGIT));
        HeaderField field = field("Expires: 0060");

        assertThat(field.first(text)).isEqualTo("0060");
        assertThat(field.first(Headers.EXPIRES)).isNotNull();
        assertThat(field.first(text)).isEqualTo("0060");
    }

    private static HeaderField field(String line) {
        return message(lines("OPTIONS sip:a@b SIP/2.0", line, "", "")).fields().getFirst();
    }
}
