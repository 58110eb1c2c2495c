package io.sidetone.sip.message;

import static io.sidetone.sip.message.Samples.INVITE;
import static io.sidetone.sip.message.Samples.lines;
import static io.sidetone.sip.message.Samples.malformed;
import static io.sidetone.sip.message.Samples.message;
import static io.sidetone.sip.message.Samples.request;
import static io.sidetone.sip.message.Samples.response;
import static io.sidetone.sip.message.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.Malformed.Reason;
import io.sidetone.sip.text.Text;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class MessageParserTest {

    @Test
    @Rfc(number = 3261, section = "7")
    @Rfc(number = 3261, section = "7.1")
    void readsTheRequestLine() {
        SipRequest request = request(INVITE);

        assertThat(request.method()).isSameAs(Method.INVITE);
        assertThat(request.uriText()).isEqualTo("sip:bob@biloxi.example");
        assertThat(request.uri().scheme()).isEqualTo("sip");
        assertThat(request).hasToString("INVITE sip:bob@biloxi.example SIP/2.0");
    }

    @Test
    @Rfc(number = 3261, section = "7.2")
    void readsTheStatusLine() {
        SipResponse ringing = response(lines("SIP/2.0 180 Es läutet", "Call-ID: a", "", ""));

        assertThat(ringing.statusCode()).isEqualTo(180);
        assertThat(ringing.phrase()).isEqualTo("Es läutet");
        assertThat(ringing.isProvisional()).isTrue();
        assertThat(response(lines("SIP/2.0 200 ", "Call-ID: a", "", "")).phrase())
                .isEmpty();
        assertThat(response(lines("SIP/2.0 200", "Call-ID: a", "", "")).phrase())
                .isEmpty();
        assertThat(response(lines("sip/2.0 299 x", "Call-ID: a", "", "")).isSuccess())
                .isTrue();
    }

    @Test
    @Rfc(number = 3261, section = "7.2")
    void refusesStatusCodesOutsideOfThreeDigits() {
        for (String code : new String[] {"99", "700", "4294967301", "1000", "20x", "-20", "", "020"}) {
            Malformed bad = malformed(lines("SIP/2.0 " + code + " Hm", "Call-ID: a", "", ""));
            assertThat(bad.reason()).as(code).isEqualTo(Reason.STATUS_CODE);
            assertThat(bad.answerable()).isFalse();
        }
    }

    @Test
    @Rfc(number = 3261, section = "7.3")
    void indexesEveryHeaderField() {
        SipMessage message = message(INVITE);

        assertThat(message.fields()).hasSize(12);
        assertThat(message.fields().get(1).known()).isEqualTo(HeaderName.VIA);
        assertThat(message.fields().get(1).name()).isEqualTo("v");
        assertThat(message.field("x-own")).hasToString("X-Own: folded value");
        assertThat(message.field("MAX-forwards")).hasToString("Max-Forwards: 70");
        assertThat(message.field("absent")).isNull();
        assertThat(message.has(HeaderName.EVENT)).isFalse();
    }

    @Test
    @Rfc(number = 3261, section = "7.3.3")
    void knowsTheCompactForms() {
        for (HeaderName name : HeaderName.values()) {
            Character compact = name.compactForm();
            if (compact != null) {
                SipMessage message = message(lines("SIP/2.0 200 OK", compact + ": 0", "", ""));
                assertThat(message.field(name)).as(name.text()).isNotNull();
                assertThat(message.field(name.text())).isNotNull();
                assertThat(message.field(compact.toString())).isNotNull();
            }
        }
    }

    @Test
    @Rfc(number = 3261, section = "7.3.1")
    void unfoldsLinesInValuesOnly() {
        String text = lines("OPTIONS sip:a@b SIP/2.0", "Subject:", " one ", "\t two", "X:y", "", "");
        SipMessage message = message(text);

        assertThat(message.field("Subject")).hasToString("Subject: one two");
        assertThat(message.field("X")).hasToString("X: y");
        assertThat(text(message)).isEqualTo(text);
    }

    @Test
    void takesWhiteSpaceBeforeTheColonAndNoValue() {
        SipMessage message = message(lines("OPTIONS sip:a@b SIP/2.0", "Subject \t : x", "Supported:", "", ""));

        assertThat(message.field(HeaderName.SUBJECT)).hasToString("Subject: x");
        assertThat(message.field(HeaderName.SUPPORTED)).hasToString("Supported: ");
    }

    @Test
    void takesLineFeedsWithoutCarriageReturns() {
        String text = "OPTIONS sip:a@b SIP/2.0\nSubject: x\nContent-Length: 2\n\nhi";
        SipMessage message = message(text);

        assertThat(message.field(HeaderName.SUBJECT)).hasToString("Subject: x");
        assertThat(Text.decode(message.body(), 0, 2)).isEqualTo("hi");
        assertThat(text(message)).isEqualTo(text);
    }

    @Test
    @Rfc(number = 3261, section = "7.5")
    void passesOverLineEndsBeforeTheStartLine() {
        assertThat(text(message("\r\n\r\n" + INVITE))).isEqualTo(INVITE);
        assertThat(malformed("\r\n\r\n").reason()).isEqualTo(Reason.EMPTY);
        assertThat(malformed("").reason()).isEqualTo(Reason.EMPTY);
    }

    @Test
    @Rfc(number = 3261, section = "18.3")
    void endsTheBodyOfADatagramByContentLength() {
        SipMessage message = message(INVITE + " and what does not belong to it");

        assertThat(message.body()).isEqualTo(Text.encode("hello"));
        assertThat(message.bodyLength()).isEqualTo(5);
        assertThat(text(message)).isEqualTo(INVITE);
    }

    @Test
    @Rfc(number = 3261, section = "18.3")
    void takesTheRestOfADatagramAsBodyWithoutContentLength() {
        SipMessage message = message(lines("MESSAGE sip:a@b SIP/2.0", "Call-ID: a", "", "all of this"));

        assertThat(message.body()).isEqualTo(Text.encode("all of this"));
    }

    @Test
    @Rfc(number = 3261, section = "20.14")
    void refusesAContentLengthThatIsNone() {
        for (String length : new String[] {"-1", "+1", "x", "", "1 2", "4294967296", "99999999999999999999", "0x1"}) {
            String text = lines("OPTIONS sip:a@b SIP/2.0", "Content-Length: " + length, "", "");
            assertThat(malformed(text).reason()).as(length).isEqualTo(Reason.CONTENT_LENGTH);
        }
    }

    @Test
    @Rfc(number = 3261, section = "20.14")
    void refusesContentLengthsThatDiffer() {
        String text = lines("OPTIONS sip:a@b SIP/2.0", "l: 0", "Content-Length: %s", "", "x");

        assertThat(message(text.replace("%s", "0")).bodyLength()).isZero();
        assertThat(malformed(text.replace("%s", "1")).reason()).isEqualTo(Reason.CONTENT_LENGTH);
    }

    @Test
    @Rfc(number = 3261, section = "18.3")
    void refusesABodyShorterThanItsContentLength() {
        Malformed bad = malformed(INVITE.replace("Content-Length: 5", "Content-Length: 6"));

        assertThat(bad.reason()).isEqualTo(Reason.BODY_LENGTH);
        assertThat(bad.reason().statusCode()).isEqualTo(400);
        assertThat(bad.answerable()).isTrue();
    }

    @Test
    @Rfc(number = 3261, section = "7.1")
    void refusesStartLinesOfAnotherShape() {
        String[] lines = {
            "INVITE  sip:a@b SIP/2.0",
            "INVITE sip:a@b  SIP/2.0",
            "INVITE sip:a@b SIP/2.0 ",
            "INVITE sip:a@b; lr SIP/2.0",
            "INVITE  SIP/2.0",
            "INVITE SIP/2.0",
            "INVITE",
            "IN(ITE sip:a@b SIP/2.0",
            " INVITE sip:a@b SIP/2.0",
            "INVITE sip:a@b HTTP/1.1",
            "INVITE sip:a@b SIP/2.0x",
            "GET / HTTP/1.1",
            ":",
        };
        for (String line : lines) {
            assertThat(malformed(INVITE.replaceFirst("INVITE[^\r]*", line)).reason())
                    .as(line)
                    .isEqualTo(Reason.START_LINE);
        }
    }

    @Test
    void answersAnotherVersionWith505() {
        Malformed bad = malformed(INVITE.replaceFirst("SIP/2.0", "SIP/7.0"));

        assertThat(bad.reason()).isEqualTo(Reason.VERSION);
        assertThat(bad.reason().statusCode()).isEqualTo(505);
        assertThat(bad.answerable()).isTrue();
    }

    @Test
    void saysWhereAHeaderLineIsBrokenAndReadsTheOthers() {
        String text = INVITE.replace("Max-Forwards: 70", "Max-Forwards 70");
        Malformed bad = malformed(text);

        assertThat(bad.reason()).isEqualTo(Reason.HEADER_LINE);
        assertThat(bad.offset()).isEqualTo(text.indexOf("Max-Forwards"));
        SipRequest request = bad.request();
        assertThat(request).isNotNull();
        assertThat(request.callId()).isEqualTo("a84b4c76e66710@pc33.atlanta.example");
    }

    @Test
    void refusesHeaderLinesOfAnotherShape() {
        for (String line : new String[] {": x", "A B: x", "Ä: x", "X: a\rb", "X\r: a"}) {
            assertThat(malformed(INVITE.replace("Max-Forwards: 70", line)).reason())
                    .as(line)
                    .isEqualTo(Reason.HEADER_LINE);
        }
    }

    @Test
    void refusesAMessageThatEndsInItsHeader() {
        String header = INVITE.substring(0, INVITE.indexOf("\r\n\r\n"));

        assertThat(malformed(header).reason()).isEqualTo(Reason.HEADER_END);
        assertThat(malformed(header + "\r\n").reason()).isEqualTo(Reason.HEADER_END);
        assertThat(malformed("INVITE sip:a@b SIP/2.0\r\n").reason()).isEqualTo(Reason.HEADER_END);
        assertThat(malformed("INVITE sip:a@b SIP/2.0").reason()).isEqualTo(Reason.START_LINE);
    }

    @Test
    void keepsBrokenLinesOutOfWhatIsAnswered() {
        SipRequest request = malformed(INVITE.replace("To: Bob", "To: B\rb")).request();

        assertThat(request).isNotNull();
        assertThat(request.has(HeaderName.TO)).isFalse();
        assertThat(request.has(HeaderName.FROM)).isTrue();
        assertThat(malformed(lines("OPTIONS sip:a@b SIP/2.0", "v: SIP/2.0/UDP h", "To: <sip:cut"))
                        .request())
                .extracting(SipMessage::fields)
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(1);
    }

    @Test
    @Rfc(number = 4475, section = "3.1.2.1")
    void answersARequestWhoseViaIsMalformed() {
        String broken = INVITE.replace("Content-Length: 5", "Content-Length: 6");

        assertThat(malformed(broken.replaceAll("(?m)^(Via|v): .*", "v: SIP/2.0/UDP h;;"))
                        .answerable())
                .isTrue();
    }

    @Test
    @Rfc(number = 3261, section = "18.2.2")
    void doesNotAnswerAnAckNorAResponseNorWhatHasNoVia() {
        String broken = INVITE.replace("Content-Length: 5", "Content-Length: 6");

        assertThat(malformed(broken.replace("INVITE", "ACK")).answerable()).isFalse();
        assertThat(malformed(broken.replaceAll("(?m)^(Via|v):", "X:")).answerable())
                .isFalse();
        assertThat(malformed(lines("SIP/2.0 200 OK", "Content-Length: 1", "", ""))
                        .answerable())
                .isFalse();
    }

    @Test
    void keepsToItsLimits() {
        MessageParser parser = new MessageParser(new ParserLimits(1000, 500, 100, 10));

        assertThat(reason(parser, "x".repeat(1001))).isEqualTo(Reason.MESSAGE_SIZE);
        assertThat(reason(parser, start() + "A: b\r\n".repeat(80) + "\r\n")).isEqualTo(Reason.FIELD_COUNT);
        assertThat(reason(parser, start() + ("A: " + "b".repeat(90) + "\r\n").repeat(6) + "\r\n"))
                .isEqualTo(Reason.HEADER_SIZE);
        assertThat(reason(parser, start() + "A: " + "b".repeat(99) + "\r\n\r\n"))
                .isEqualTo(Reason.LINE_SIZE);
        assertThat(reason(parser, "OPTIONS sip:" + "a".repeat(90) + " SIP/2.0\r\n\r\n"))
                .isEqualTo(Reason.LINE_SIZE);
        assertThat(Reason.LINE_SIZE.statusCode()).isEqualTo(513);
        assertThat(parser.malformed(Reason.LINE_SIZE)).isEqualTo(2);
        assertThat(parser.malformed(Reason.VERSION)).isZero();
    }

    private static String start() {
        return "OPTIONS sip:a@b SIP/2.0\r\n";
    }

    private static Reason reason(MessageParser parser, String text) {
        return switch (parser.parse(Text.encode(text))) {
            case Malformed bad -> bad.reason();
            case Parsed good -> throw new AssertionError(good.toString());
        };
    }

    @Test
    @Rfc(number = 4475, section = "3")
    void keepsUnknownMethodsAndFieldsByteForByte() {
        String text = lines(
                "!odd.Method~ unknown:thing SIP/2.0",
                "!odd.Field~ \t:  \u00fc \"\\\u0000\" ;;,, ",
                "via : SIP / 2.0 / UDP h",
                "",
                "\u0000\u0001binary\r\n");

        assertThat(text(message(text))).isEqualTo(text);
        assertThat(request(text).method().name()).isEqualTo("!odd.Method~");
    }

    @Test
    void readsASliceOfAnArray() {
        byte[] bytes = Text.encode("garbage" + INVITE + "garbage");
        ParseResult result = new MessageParser().parse(bytes, 7, bytes.length - 7);

        assertThat(result).isInstanceOf(Parsed.class);
        assertThat(text(((Parsed) result).message())).isEqualTo(INVITE);
    }
}
