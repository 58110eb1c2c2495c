package io.sidetone.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.Credentials;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.Malformed.Reason;
import io.sidetone.sip.message.SharedTorture.Case;
import io.sidetone.sip.message.SharedTorture.Subject;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The messages of RFC 4475, each with its verdict and with what is to be read in it.
class Rfc4475Test {

    private final SharedTorture shared = new SharedTorture();

    Rfc4475Test() throws IOException {}

    @TestFactory
    @Rfc(number = 4475, section = "3.1.1")
    Stream<DynamicTest> readsValidMessages() {
        return shared.tests(valid());
    }

    @TestFactory
    @Rfc(number = 4475, section = "3.1.2")
    @Rfc(number = 4475, section = "3.1.2.1")
    Stream<DynamicTest> refusesInvalidMessages() {
        return shared.tests(invalid());
    }

    @TestFactory
    @Rfc(number = 4475, section = "3.2")
    @Rfc(number = 4475, section = "3.3")
    @Rfc(number = 4475, section = "3.4")
    Stream<DynamicTest> readsWhatOtherLayersDecideBy() {
        return shared.tests(others());
    }

    @Test
    void leavesNoMessageOut() throws IOException {
        shared.sayIfAbsent();
        List<Case> all = new ArrayList<>(valid());
        all.addAll(invalid());
        all.addAll(others());
        assertThat(SharedTorture.names(all)).containsExactlyInAnyOrderElementsOf(shared.names("4475"));
        assertThat(shared.strangers()).isEmpty();
    }

    private static List<Case> valid() {
        return List.of(
                new Case("wsinv", Rfc4475Test::assertSpacesAndFoldsAreRead),
                new Case("intmeth", Rfc4475Test::assertOddCharactersAreRead),
                new Case("esc01", Rfc4475Test::assertEscapesAreRead),
                new Case("escnull", torture -> {
                    assertThat(addressOfRecord(torture.message().to())).isEqualTo("null-\0-null");
                    assertThat(contacts(torture))
                            .extracting(Rfc4475Test::addressOfRecord)
                            .containsExactly("\0", "\0\0");
                }),
                new Case("esc02", torture -> {
                    assertThat(torture.request().method()).isNotEqualTo(Method.REGISTER);
                    assertThat(torture.request().method().name()).isEqualTo("RE%47IST%45R");
                    assertThat(contacts(torture))
                            .extracting(contact -> ((SipUri) contact.uri()).user())
                            .containsExactly("alias1", "alias3");
                    assertThat(address(torture.message().to()).displayName()).isEqualTo("%Z%45");
                }),
                new Case("lwsdisp", torture -> {
                    assertThat(address(torture.message().from()).displayName()).isEqualTo("caller");
                    assertThat(address(torture.message().from()).tag()).isEqualTo("323");
                }),
                new Case("longreq", torture -> {
                    assertThat(torture.message().all(Headers.VIA)).hasSize(34);
                    assertThat(torture.message().callId()).hasSizeGreaterThan(100);
                    assertThat(torture.message().bodyLength()).isEqualTo(150);
                }),
                new Case("dblreq", torture -> {
                    assertThat(torture.request().method()).isEqualTo(Method.REGISTER);
                    assertThat(torture.message().bodyLength()).isZero();
                    assertThat(Samples.text(torture.message()))
                            .endsWith("\r\n\r\n")
                            .doesNotContain("INVITE");
                }),
                new Case("semiuri", torture -> {
                    assertThat(uri(torture).user()).isEqualTo("user;par=u@example.net");
                    assertThat(uri(torture).parameters().isEmpty()).isTrue();
                }),
                new Case(
                        "transports",
                        torture -> assertThat(torture.message().all(Headers.VIA))
                                .extracting(Via::transport)
                                .containsExactly("UDP", "SCTP", "TLS", "UNKNOWN", "TCP")),
                new Case("mpart01", torture -> {
                    assertThat(torture.message().bodyLength()).isEqualTo(553);
                    assertThat(torture.message().body()).contains(0).endsWith('-', '-', '\r', '\n');
                    assertThat(first(torture, Headers.CONTENT_TYPE).boundary()).isEqualTo("7a9cbec02ceef655");
                }),
                new Case("unreason", torture -> {
                    assertThat(torture.response().statusCode()).isEqualTo(200);
                    assertThat(torture.response().phrase()).startsWith("= 2**3").contains("\u043d\u043e");
                }),
                new Case("noreason", torture -> {
                    assertThat(torture.response().isProvisional()).isTrue();
                    assertThat(torture.response().phrase()).isEmpty();
                }));
    }

    private static void assertSpacesAndFoldsAreRead(Subject torture) {
        SipMessage message = torture.message();
        assertThat(address(message.to()).tag()).isEqualTo("1918181833n");
        assertThat(address(message.from()).displayName()).isEqualTo("J Rosenberg \\\"");
        assertThat(address(message.from()).tag()).isEqualTo("98asjd8");
        assertThat(first(torture, Headers.MAX_FORWARDS)).isEqualTo(68);
        assertThat(message.cseq()).hasToString("9 INVITE");
        assertThat(message.all(Headers.VIA))
                .extracting(Via::text)
                .containsExactly(
                        "SIP/2.0/UDP 192.0.2.2;branch=390skdjuw",
                        "SIP/2.0/TCP spindle.example.com;branch=z9hG4bK9ikj8",
                        "SIP/2.0/UDP 192.168.255.111;branch=z9hG4bK30239");
        assertThat(message.all(Headers.VIA)).extracting(Via::hasMagicCookie).containsExactly(false, true, true);
        assertThat(first(torture, Headers.SUBJECT)).isEmpty();
        assertThat(field(torture, "NewFangledHeader").value()).isEqualTo("newfangled value continued newfangled value");
        assertThat(field(torture, "UnknownHeaderWithUnusualValue").value()).isEqualTo(";;,,;;,;");
        assertThat(((SipUri) first(torture, Headers.ROUTE).uri()).hasParameter("lr"))
                .isTrue();
        NameAddress contact = contacts(torture).getFirst();
        assertThat(contact.displayName()).isEqualTo("Quoted string \"\"");
        assertThat(contact.parameters().get("newparam")).isEqualTo("newvalue");
        assertThat(contact.parameters().contains("secondparam")).isTrue();
        assertThat(contact.q()).isEqualTo(330);
        assertThat(message.bodyLength()).isEqualTo(150);
        assertThat(uri(torture).hasParameter("unknownparam")).isTrue();
    }

    private static void assertOddCharactersAreRead(Subject torture) {
        SipMessage message = torture.message();
        assertThat(torture.request().method().name())
                .startsWith("!interesting-Method")
                .endsWith("%indeed'~");
        assertThat(address(message.to()).displayName()).isEqualTo("BEL:\u0007 NUL:\u0000 DEL:\u007f");
        assertThat(address(message.from()).displayName()).startsWith("token1~` token2'+_");
        assertThat(address(message.from()).tag()).isEqualTo("_token~1'+`*%!-.");
        assertThat(address(message.from()).parameters().get("fromParam''~+*_!.-%"))
                .startsWith("\u0440\u0430");
        assertThat(message.callId()).contains("@").endsWith("][?}{");
        assertThat(first(torture, Headers.MAX_FORWARDS)).isEqualTo(255);
        assertThat(field(torture, "extensionHeader-!.%*+_`'~").value()).hasSize(4);
        assertThat(uri(torture).user()).startsWith("1_unusual.URI~(to-be!sure)");
        assertThat(uri(torture).password()).endsWith("(doesn't-it)");
    }

    private static void assertEscapesAreRead(Subject torture) {
        assertThat(uri(torture).user()).isEqualTo("sips:user@example.com");
        assertThat(address(torture.message().to()).uri().matches(anUri("sip:user@example.com")))
                .isTrue();
        assertThat(addressOfRecord(torture.message().from())).isEqualTo("I have spaces");
        Uri contact = contacts(torture).getFirst().uri();
        assertThat(contact.matches(anUri("sip:caller@host5.example.net;lr;name=value%2541")))
                .isTrue();
        assertThat(contact.matches(anUri("sip:caller@host5.example.net;lr;name=valueA")))
                .isFalse();
    }

    // LONG: a table, one row for each message.
    private static List<Case> invalid() {
        return List.of(
                new Case(
                        "badinv01",
                        torture -> assertThat(torture.message().first(Headers.CONTACT))
                                .isNull()),
                new Case("clerr", torture -> torture.assertClosesStream(false)),
                new Case("ncl", torture -> torture.assertClosesStream(true)),
                new Case("scalar02", torture -> {
                    assertThat(torture.message().cseq()).isNull();
                    assertThat(torture.message().first(Headers.MAX_FORWARDS)).isNull();
                    assertThat(torture.message().first(Headers.EXPIRES)).isNull();
                    assertThat(contacts(torture).getFirst().expires()).isEqualTo(3600);
                }),
                new Case("scalarlg", torture -> {
                    assertThat(torture.message().cseq()).isNull();
                    assertThat(torture.message().first(Headers.RETRY_AFTER)).isNull();
                    assertThat(torture.message().first(Headers.WARNING)).isNull();
                }),
                new Case(
                        "quotbal", torture -> assertThat(torture.message().to()).isNull()),
                new Case(
                        "ltgtruri",
                        torture -> assertThat(torture.request().uriText()).startsWith("<")),
                new Case("lwsruri", torture -> assertAnsweredAs(torture, "lwsruri.")),
                new Case("lwsstart", torture -> assertAnsweredAs(torture, "lwsstart.")),
                new Case("trws", torture -> assertAnsweredAs(torture, "trws.")),
                new Case("escruri", torture -> {
                    assertThat(uri(torture).withoutHeaders().text()).isEqualTo("sip:user@example.com");
                    assertThat(torture.message().has(HeaderName.ROUTE)).isFalse();
                }),
                new Case("baddate", torture -> {
                    assertThat(torture.message().first(Headers.DATE)).isNull();
                    assertThat(field(torture, "Date").value()).endsWith("EST");
                }),
                new Case("regbadct", torture -> {
                    assertThat(torture.message().first(Headers.CONTACT)).isNull();
                    assertThat(MessageCheck.fields(torture.message(), List.of(Headers.CONTACT)))
                            .extracting(Malformed::reason, Malformed::answerable)
                            .containsExactly(Reason.FIELD_VALUE, true);
                }),
                new Case(
                        "badaspec",
                        torture -> assertThat(torture.message().to()).isNull()),
                new Case(
                        "baddn",
                        torture -> assertThat(torture.answered().from()).isNull()),
                new Case(
                        "baddn-terminated",
                        torture -> assertThat(torture.message().from()).isNull()),
                new Case("badvers", torture -> {
                    assertAnsweredAs(torture, "badvers.");
                    assertThat(first(torture.answered(), Headers.VIA).protocolVersion())
                            .isEqualTo("7.0");
                }),
                new Case(
                        "mismatch01",
                        torture -> assertThat(torture.message().cseq()).hasToString("8 INVITE")),
                new Case(
                        "mismatch02",
                        torture -> assertThat(torture.request().method().name()).isEqualTo("NEWMETHOD")),
                new Case(
                        "bigcode",
                        torture -> assertThat(torture.result())
                                .isInstanceOfSatisfying(
                                        Malformed.class,
                                        bad -> assertThat(bad.answerable()).isFalse())));
    }

    private static List<Case> others() {
        List<Case> cases = new ArrayList<>(layers());
        cases.addAll(registrations());
        return cases;
    }

    private static List<Case> layers() {
        return List.of(
                new Case("badbranch", torture -> {
                    assertThat(first(torture, Headers.VIA).branch()).isEqualTo(Via.MAGIC_COOKIE);
                    assertThat(first(torture, Headers.VIA).hasMagicCookie()).isFalse();
                }),
                new Case(
                        "insuf",
                        torture -> assertThat(torture.message().callId()).isNull()),
                new Case(
                        "unkscm",
                        torture -> assertThat(torture.request().uri().scheme()).isEqualTo("nobodyknowsthisscheme")),
                new Case(
                        "novelsc",
                        torture -> assertThat(torture.request().uri().scheme()).isEqualTo("soap.beep")),
                new Case("bext01", torture -> {
                    assertThat(torture.message().all(Headers.REQUIRE))
                            .containsExactly("nothingSupportsThis", "nothingSupportsThisEither");
                    assertThat(torture.message().all(Headers.PROXY_REQUIRE))
                            .containsExactly("noProxiesSupportThis", "norDoAnyProxiesSupportThis");
                }),
                new Case("invut", torture -> {
                    assertThat(first(torture, Headers.CONTENT_TYPE).is("application", "unknownformat"))
                            .isTrue();
                    assertThat(torture.message().bodyLength()).isEqualTo(40);
                }),
                new Case("multi01", torture -> {
                    assertThat(torture.message().all(Headers.CSEQ)).hasSize(2);
                    assertThat(torture.message().all(Headers.MAX_FORWARDS)).containsExactly(70, 5);
                }),
                new Case("mcl01", torture -> torture.assertClosesStream(true)),
                new Case(
                        "bcast",
                        torture -> assertThat(torture.message()
                                        .all(Headers.VIA)
                                        .get(1)
                                        .host()
                                        .text())
                                .isEqualTo("255.255.255.255")),
                new Case(
                        "zeromf",
                        torture ->
                                assertThat(first(torture, Headers.MAX_FORWARDS)).isZero()),
                new Case(
                        "sdp01",
                        torture -> assertThat(torture.message().all(Headers.ACCEPT))
                                .noneMatch(range -> range.includes(MediaType.SDP))),
                new Case("inv2543", torture -> {
                    assertThat(first(torture, Headers.VIA).branch()).isNull();
                    assertThat(address(torture.message().from()).tag()).isNull();
                    assertThat(torture.message().has(HeaderName.MAX_FORWARDS)).isFalse();
                    assertThat(Text.decode(
                                    torture.message().body(),
                                    0,
                                    torture.message().bodyLength()))
                            .startsWith("v=0")
                            .endsWith("RTP/AVP 0\r\n");
                    torture.assertClosesStream(true);
                }));
    }

    private static List<Case> registrations() {
        return List.of(
                new Case("unksm2", torture -> {
                    assertThat(address(torture.message().to()).uri().scheme()).isEqualTo("isbn");
                    assertThat(address(torture.message().from()).uri().scheme()).isEqualTo("http");
                    assertThat(contacts(torture).getFirst().uri().scheme()).isEqualTo("name");
                }),
                new Case("regaut01", torture -> {
                    Credentials credentials = first(torture, Headers.AUTHORIZATION);
                    assertThat(credentials.scheme()).isEqualTo("NoOneKnowsThisScheme");
                    assertThat(credentials.isDigest()).isFalse();
                }),
                new Case("cparam01", torture -> {
                    NameAddress contact = contacts(torture).getFirst();
                    assertThat(contact.parameters().names()).containsExactly("unknownparam");
                    assertThat(((SipUri) contact.uri()).parameters().isEmpty()).isTrue();
                }),
                new Case("cparam02", torture -> {
                    NameAddress contact = contacts(torture).getFirst();
                    assertThat(contact.parameters().isEmpty()).isTrue();
                    assertThat(((SipUri) contact.uri()).parameters().names()).containsExactly("unknownparam");
                }),
                new Case("regescrt", torture -> {
                    SipUri contact = (SipUri) contacts(torture).getFirst().uri();
                    assertThat(contact.headers().names()).containsExactly("Route");
                    assertThat(torture.message().has(HeaderName.ROUTE)).isFalse();
                }));
    }

    private static void assertAnsweredAs(Subject torture, String callId) {
        assertThat(torture.answered().callId()).startsWith(callId);
        SipResponse answer =
                SipResponse.answer(torture.answered(), 400, "Bad Request").build();
        assertThat(Verdict.of(answer.toByteArray())).isEqualTo("well-formed");
    }

    private static <T> T first(Subject torture, HeaderType<T> type) {
        return first(torture.message(), type);
    }

    private static <T> T first(SipMessage message, HeaderType<T> type) {
        T value = message.first(type);
        assertThat(value).isNotNull();
        return value;
    }

    private static HeaderField field(Subject torture, String name) {
        HeaderField field = torture.message().field(name);
        assertThat(field).isNotNull();
        return field;
    }

    private static List<NameAddress> contacts(Subject torture) {
        return torture.message().all(Headers.CONTACT).stream()
                .map(Contact::address)
                .toList();
    }

    private static NameAddress address(NameAddress address) {
        assertThat(address).isNotNull();
        return address;
    }

    private static SipUri uri(Subject torture) {
        return (SipUri) torture.request().uri();
    }

    private static Uri anUri(String text) {
        try {
            return Uri.parse(text);
        } catch (SyntaxException error) {
            throw new AssertionError(error);
        }
    }

    private static String addressOfRecord(NameAddress address) {
        return String.valueOf(
                ((SipUri) address(address).uri()).addressOfRecord().user());
    }
}
