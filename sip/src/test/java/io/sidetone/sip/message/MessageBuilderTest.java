package io.sidetone.sip.message;

import static io.sidetone.sip.message.Samples.INVITE;
import static io.sidetone.sip.message.Samples.lines;
import static io.sidetone.sip.message.Samples.message;
import static io.sidetone.sip.message.Samples.request;
import static io.sidetone.sip.message.Samples.response;
import static io.sidetone.sip.message.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.uri.Uri;
import org.junit.jupiter.api.Test;

class MessageBuilderTest {

    @Test
    void changesOnlyWhatIsEdited() throws Exception {
        SipRequest edited = request(INVITE)
                .edit()
                .uri(Uri.parse("sip:bob@192.0.2.4"))
                .prepend("Via", "SIP/2.0/UDP here;branch=z9hG4bKx")
                .set(Headers.MAX_FORWARDS, 69)
                .remove("x-own")
                .append("P-Hint", "outbound")
                .build();

        assertThat(text(edited))
                .isEqualTo(INVITE.replace("sip:bob@biloxi.example SIP", "sip:bob@192.0.2.4 SIP")
                        .replace(
                                "Via: SIP/2.0/UDP proxy",
                                "Via: SIP/2.0/UDP here;branch=z9hG4bKx\r\nVia: SIP/2.0/UDP proxy")
                        .replace("Max-Forwards: 70", "Max-Forwards: 69")
                        .replace("X-Own:  folded\r\n   value \r\n", "")
                        .replace("Content-Length: 5\r\n", "Content-Length: 5\r\nP-Hint: outbound\r\n"));
    }

    @Test
    void replacesAndRemovesTheFirstValueOfAListAndKeepsTheOthersText() {
        SipMessage message = message(INVITE);
        var second = message.all(Headers.ROUTE).get(1);

        assertThat(text(message.edit().removeFirst(Headers.ROUTE).build()))
                .isEqualTo(INVITE.replace("<sip:p1.example;lr>, ", ""));
        assertThat(text(message.edit().setFirst(Headers.ROUTE, second).build()))
                .isEqualTo(INVITE.replace("<sip:p1.example;lr>, ", "<sip:p2.example;lr>, "));
        assertThat(text(message.edit().removeFirst(Headers.VIA).build()))
                .isEqualTo(INVITE.replaceFirst("Via[^\n]*\n", ""));
        assertThat(text(message.edit().removeFirst(Headers.EXPIRES).build())).isEqualTo(INVITE);
    }

    @Test
    void editsFieldsWithoutValue() {
        SipMessage message =
                message(lines("OPTIONS sip:a@b SIP/2.0", "Route:", "Route: ,<sip:p1.example>", "To:", "", ""));
        var first = message.first(Headers.ROUTE);

        assertThat(first).hasToString("<sip:p1.example>");
        assertThat(text(message.edit()
                        .setFirst(Headers.ROUTE, first.withTag("x"))
                        .build()))
                .contains("\r\nRoute:\r\nRoute: <sip:p1.example>;tag=x\r\n");
        assertThat(text(message.edit().removeFirst(Headers.ROUTE).build())).contains("SIP/2.0\r\nRoute:\r\nTo:\r\n");
        assertThat(text(message.edit().setFirst(Headers.TO, first).build()))
                .contains("\r\nTo:<sip:p1.example>\r\n\r\n");
    }

    @Test
    void takesCommasForWhatTheTypeSaysTheyAre() {
        SipMessage message = message(lines("OPTIONS sip:a@b SIP/2.0", "X-Own: a, b", "", ""));
        HeaderType<String> list = HeaderType.list("X-Own", TextReader::token);
        HeaderType<String> line = HeaderType.single("X-Own", reader -> reader.takeAll(CharClass.range(' ', '~')));

        assertThat(text(message.edit().setFirst(list, "c").build())).contains("X-Own: c, b\r\n");
        assertThat(text(message.edit().removeFirst(list).build())).contains("X-Own: b\r\n");
        assertThat(text(message.edit().setFirst(line, "c").build())).contains("X-Own: c\r\n");
        assertThat(text(message.edit().removeFirst(line).build())).doesNotContain("X-Own");
    }

    @Test
    @Rfc(number = 3261, section = "18.2.1")
    @Rfc(number = 3581, section = "4")
    void notesWhereARequestCameFrom() {
        assertThat(noted("SIP/2.0/UDP h;branch=1")).isEqualTo("SIP/2.0/UDP h;branch=1;received=192.0.2.1");
        assertThat(noted("SIP/2.0/UDP h ; RPORT ;x=y , SIP/2.0/UDP other;rport"))
                .isEqualTo("SIP/2.0/UDP h ; RPORT=5062 ;x=y;received=192.0.2.1 , SIP/2.0/UDP other;rport");
        assertThat(noted("SIP/2.0/UDP h;rport=1;received=203.0.113.9"))
                .isEqualTo("SIP/2.0/UDP h;rport=5062;received=192.0.2.1");
        assertThat(noted("SIP/2.0/UDP h;received=203.0.113.9")).isEqualTo("SIP/2.0/UDP h;received=192.0.2.1");
        assertThat(noted("SIP/2.0/UDP h;x=\";rport\"")).isEqualTo("SIP/2.0/UDP h;x=\";rport\";received=192.0.2.1");
        assertThat(noted("nonsense\"")).isEqualTo("nonsense\"");
    }

    private static String noted(String via) {
        SipMessage request = message(lines("OPTIONS sip:a@b SIP/2.0", "v:  " + via, "", ""));
        SipMessage noted = request.edit().noteSource("192.0.2.1", 5062).build();
        return noted.fields().getFirst().value();
    }

    @Test
    @Rfc(number = 5118, section = "4.5")
    void notesAnIpv6SourceWithoutBrackets() {
        SipMessage request =
                message(INVITE).edit().noteSource("[2001:db8::1]", 5062).build();

        assertThat(text(request)).contains("branch=z9hG4bKproxy1;received=2001:db8::1\r\n");
        assertThatThrownBy(() -> request.edit().noteSource("1\r\nX: y", 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> message(INVITE).edit().noteSource("1\r\nX: y", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Rfc(number = 3261, section = "20.14")
    void addsAMissingContentLengthWhenAsked() {
        SipMessage message = message(lines("MESSAGE sip:a@b SIP/2.0", "Call-ID: a", "", "12345"));

        assertThat(text(message.edit().withContentLength().build()))
                .isEqualTo(lines("MESSAGE sip:a@b SIP/2.0", "Call-ID: a", "Content-Length: 5", "", "12345"));
        assertThat(text(message(INVITE).edit().withContentLength().build())).isEqualTo(INVITE);
    }

    @Test
    void leavesNoEncodingBesideANewBody() {
        SipMessage packed =
                message(INVITE).edit().append("Content-Encoding", "gzip").build();

        assertThat(packed.edit().body("text/plain", Text.encode("x")).build().has(HeaderName.CONTENT_ENCODING))
                .isFalse();
    }

    @Test
    void leavesOneFieldWhenAValueIsSet() {
        SipMessage edited =
                message(INVITE).edit().set("Via", "SIP/2.0/TCP only").build();

        assertThat(edited.all(Headers.VIA)).hasSize(1);
        assertThat(edited.fields().getFirst()).hasToString("Via: SIP/2.0/TCP only");
    }

    @Test
    void knowsWhereEachFieldComesFrom() {
        SipMessage edited = message(INVITE)
                .edit()
                .set(Headers.MAX_FORWARDS, 69)
                .append("X-Own", "mine")
                .removeFirst(Headers.ROUTE)
                .build();

        assertThat(provenance(edited, "To")).isEqualTo(Provenance.RECEIVED);
        assertThat(provenance(edited, "Max-Forwards")).isEqualTo(Provenance.EDITED);
        assertThat(provenance(edited, "Route")).isEqualTo(Provenance.EDITED);
        assertThat(edited.fields().getLast().provenance()).isEqualTo(Provenance.ADDED);

        SipMessage historic = edited.edit()
                .removeIf(field -> field.isNamed("X-Own") && field.provenance() != Provenance.ADDED)
                .build();
        assertThat(historic.field("X-Own")).hasToString("X-Own: mine");
    }

    private static Provenance provenance(SipMessage message, String name) {
        HeaderField field = message.field(name);
        assertThat(field).isNotNull();
        return field.provenance();
    }

    @Test
    void keepsTheReceivedViewThroughAllEdits() {
        SipMessage message = message(INVITE);
        SipMessage edited = message;
        for (int i = 0; i < 10; i++) {
            edited = edited.edit().set(Headers.MAX_FORWARDS, i).build();
        }

        assertThat(edited.received()).isSameAs(message);
        assertThat(message.received()).isSameAs(message);
        assertThat(text(message)).isEqualTo(INVITE);
    }

    @Test
    @Rfc(number = 3261, section = "18.3")
    void saysHowLongANewBodyIs() {
        SipMessage edited =
                message(INVITE).edit().body("text/html", Text.encode("<br/>ü")).build();

        assertThat(edited.first(Headers.CONTENT_LENGTH)).isEqualTo(7);
        assertThat(edited.field(HeaderName.CONTENT_TYPE)).hasToString("Content-Type: text/html");
        assertThat(text(edited)).endsWith("\r\n\r\n<br/>ü");

        SipMessage empty = edited.edit().withoutBody().build();
        assertThat(empty.bodyLength()).isZero();
        assertThat(empty.has(HeaderName.CONTENT_TYPE)).isFalse();
        assertThat(text(empty)).endsWith("Content-Length: 0\r\n\r\n");
    }

    @Test
    @Rfc(number = 3261, section = "7.1")
    void makesARequestFromNothing() throws Exception {
        SipRequest request = SipRequest.builder(Method.OPTIONS, Uri.parse("sip:a@example.com"))
                .append("Call-ID", "1")
                .append(Headers.CSEQ, new CSeq(7, Method.OPTIONS))
                .build();

        assertThat(text(request))
                .isEqualTo(lines(
                        "OPTIONS sip:a@example.com SIP/2.0",
                        "Call-ID: 1",
                        "CSeq: 7 OPTIONS",
                        "Content-Length: 0",
                        "",
                        ""));
        assertThat(request.received()).isNull();
        assertThat(text(request.edit().method(Method.INFO).build())).startsWith("INFO sip:a@example.com SIP/2.0\r\n");
    }

    @Test
    @Rfc(number = 3261, section = "8.2.6")
    void answersWithTheRequestsViaFromToCallIdAndCSeq() {
        SipRequest request = request(INVITE.replace("X-Own: ", "Timestamp: 12\r\nX-Own: "));
        SipResponse ok = SipResponse.answer(request, 200, "OK").build();

        assertThat(text(ok))
                .isEqualTo(lines(
                        "SIP/2.0 200 OK",
                        "Via: SIP/2.0/UDP proxy.example:5060;branch=z9hG4bKproxy1",
                        "v: SIP/2.0/UDP pc33.atlanta.example;branch=z9hG4bK776asdhds;rport",
                        "To: Bob <sip:bob@biloxi.example>",
                        "From: Alice <sip:alice@atlanta.example>;tag=1928301774",
                        "Call-ID: a84b4c76e66710@pc33.atlanta.example",
                        "CSeq: 314159 INVITE",
                        "Content-Length: 0",
                        "",
                        ""));
        assertThat(ok.fields()).allMatch(field -> field.provenance() == Provenance.ADDED);
        assertThat(text(SipResponse.answer(request, 100, "Trying").build())).contains("Timestamp: 12\r\n");
    }

    @Test
    @Rfc(number = 3261, section = "7.2")
    void changesTheStatusLine() {
        SipResponse busy = response("SIP/2.0 486 Busy\r\nCall-ID: a\r\n\r\n");

        assertThat(text(busy.edit().status(600, "Busy Everywhere").build()))
                .isEqualTo("SIP/2.0 600 Busy Everywhere\r\nCall-ID: a\r\n\r\n");
        assertThatThrownBy(() -> busy.edit().status(700, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesLineEndsInWhatIsAdded() {
        SipMessage message = message(INVITE);

        assertThatThrownBy(() -> message.edit().append("X", "a\r\nRoute: <sip:evil>"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> message.edit().append("X: y\r\nZ", "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> message.edit().append("", "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SipResponse.builder(200, "OK\r\nX: y")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMessageThatIsNotEditedIsTheSame() {
        SipRequest request = request(INVITE);
        SipResponse busy = response("SIP/2.0 486 Busy\r\nCall-ID: a\r\n\r\n");

        assertThat(busy.edit().build()).isSameAs(busy);
        assertThat(busy.edit().status(600, "Busy").build().statusCode()).isEqualTo(600);

        assertThat(request.edit().build()).isSameAs(request);
        assertThat(request.edit().removeFirst(Headers.EXPIRES).build()).isSameAs(request);
        assertThat(request.edit().content(new byte[0]).build()).isNotSameAs(request);
        assertThat(request.edit().method(Method.BYE).build().method()).isEqualTo(Method.BYE);
    }

    @Test
    void whatIsForgottenIsReadAnew() {
        SipRequest request = request(INVITE);
        SipRequest edited = request.edit().set(Headers.MAX_FORWARDS, 69).build();
        Uri uri = request.uri();
        NameAddress from = request.from();

        edited.forgetValues();

        assertThat(request.uri()).isNotSameAs(uri).isEqualTo(uri);
        assertThat(edited.uri()).isEqualTo(uri);
        assertThat(request.from()).isNotSameAs(from).isEqualTo(from);
        assertThat(edited.first(Headers.MAX_FORWARDS)).isEqualTo(69);
    }

    @Test
    @Rfc(number = 3261, section = "19.3")
    void aTagGoesBehindAllThatTheToSays() {
        for (String to : new String[] {"<sip:bob@b.example>", "\"B\" <sip:b@b.example;lr>;x=y", "sip:b@b.example;x"}) {
            SipResponse response = response("SIP/2.0 200 OK\r\nt: " + to + " \r\nCall-ID: a\r\n\r\n");

            SipResponse tagged = response.edit().tagTo("0.ab").build();

            assertThat(text(tagged)).isEqualTo("SIP/2.0 200 OK\r\nt: " + to + ";tag=0.ab \r\nCall-ID: a\r\n\r\n");
            assertThat(tagged.to()).extracting(NameAddress::tag).isEqualTo("0.ab");
        }
        SipResponse without = response("SIP/2.0 200 OK\r\nCall-ID: a\r\n\r\n");
        assertThat(text(without.edit().tagTo("x").build())).isEqualTo(text(without));
        assertThatThrownBy(() -> without.edit().tagTo("a;b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> without.edit().tagTo("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void makesOneMessageOnly() {
        MessageBuilder<?> builder = message(INVITE).edit();
        builder.build();

        assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> builder.append("X", "y")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> builder.remove("Via")).isInstanceOf(IllegalStateException.class);
    }
}
