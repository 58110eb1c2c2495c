package io.sidetone.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.SharedTorture.Case;
import io.sidetone.sip.message.SharedTorture.Subject;
import io.sidetone.sip.sdp.Connection;
import io.sidetone.sip.sdp.SdpSection;
import io.sidetone.sip.sdp.SessionDescription;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.Host;
import io.sidetone.sip.uri.SipUri;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The messages of RFC 5118, each with its verdict and with what is to be read in it.
class Rfc5118Test {

    private final SharedTorture shared = new SharedTorture();

    Rfc5118Test() throws IOException {}

    @TestFactory
    @Rfc(number = 5118, section = "4")
    Stream<DynamicTest> readsAddresses() {
        return shared.tests(addresses());
    }

    @TestFactory
    @Rfc(number = 5118, section = "4")
    Stream<DynamicTest> readsAddressesInSessionDescriptions() {
        return shared.tests(descriptions());
    }

    @Test
    void leavesNoMessageOut() throws IOException {
        shared.sayIfAbsent();
        assertThat(Stream.concat(addresses().stream(), descriptions().stream()).map(Case::name))
                .containsExactlyInAnyOrderElementsOf(shared.names("5118"));
        assertThat(shared.strangers()).isEmpty();
    }

    private static List<Case> addresses() {
        return List.of(
                new Case("ipv6-good", torture -> {
                    assertThat(uri(torture).host()).isEqualTo(host("[2001:db8::10]"));
                    assertThat(top(torture).host()).isEqualTo(host("[2001:db8::9:1]"));
                    assertThat(contact(torture).host()).isEqualTo(host("[2001:db8::1]"));
                }),
                new Case(
                        "ipv6-bad",
                        torture -> assertThat(torture.request().uriText()).doesNotContain("[")),
                new Case("port-ambiguous", torture -> {
                    assertThat(uri(torture).host()).isEqualTo(host("[2001:db8::10:5070]"));
                    assertThat(uri(torture).port()).isEqualTo(-1);
                    assertThat(uri(torture).portOrDefault()).isEqualTo(5060);
                }),
                new Case("port-unambiguous", torture -> {
                    assertThat(uri(torture).host()).isEqualTo(host("[2001:db8::10]"));
                    assertThat(uri(torture).port()).isEqualTo(5070);
                }),
                new Case("via-received-param-with-delim", Rfc5118Test::assertReceivedWithoutBrackets),
                new Case("via-received-param-no-delim", Rfc5118Test::assertReceivedWithoutBrackets),
                new Case("mult-ip-in-header", torture -> {
                    List<Via> hops = torture.message().all(Headers.VIA);
                    assertThat(hops)
                            .extracting(Via::host)
                            .containsExactly(host("[2001:db8::9:1]"), host("192.0.2.1"), host("[2001:db8::9:255]"));
                    assertThat(hops).extracting(Via::port).containsExactly(6050, Via.NO_PORT, Via.NO_PORT);
                    assertThat(hops.getLast().received()).isEqualTo("192.0.2.200");
                }),
                new Case("ipv6-bug-abnf-3-colons", Rfc5118Test::assertTwoColons),
                new Case("ipv6-correct-abnf-2-colons", Rfc5118Test::assertTwoColons));
    }

    private static List<Case> descriptions() {
        return List.of(
                new Case("ipv6-in-sdp", torture -> {
                    assertThat(address(description(torture))).isEqualTo("2001:db8::20");
                    assertThat(description(torture).media()).hasSize(2);
                }),
                new Case(
                        "mult-ip-in-sdp",
                        torture -> assertThat(description(torture).media())
                                .extracting(Rfc5118Test::address)
                                .containsExactly("192.0.2.1", "2001:db8::1")),
                new Case("ipv4-mapped-ipv6", torture -> {
                    assertThat(top(torture).host()).isEqualTo(host("[::ffff:192.0.2.10]"));
                    assertThat(contact(torture).host()).isEqualTo(host("[::FFFF:C000:202]"));
                    assertThat(address(description(torture))).isEqualTo("::ffff:192.0.2.2");
                    assertThat(description(torture).media()).hasSize(2);
                }),
                new Case(
                        "declared-length/ipv4-mapped-ipv6",
                        torture -> assertThat(torture.message().bodyLength()).isEqualTo(236)),
                new Case("declared-length/ipv6-in-sdp", torture -> torture.assertClosesStream(false)),
                new Case(
                        "declared-length/mult-ip-in-sdp",
                        torture -> assertThat(torture.message().bodyLength()).isEqualTo(181)));
    }

    private static void assertReceivedWithoutBrackets(Subject torture) {
        assertThat(top(torture).received()).isEqualTo("2001:db8::9:255");
        assertThat(top(torture).text()).contains(";received=2001:db8::9:255;");
    }

    private static void assertTwoColons(Subject torture) {
        assertThat(uri(torture).host()).isEqualTo(host("[2001:db8::192.0.2.1]"));
        assertThat(uri(torture).host().text()).isEqualTo("[2001:db8::192.0.2.1]");
    }

    private static Host host(String text) {
        try {
            return Host.parse(text);
        } catch (SyntaxException error) {
            throw new AssertionError(error);
        }
    }

    private static SipUri uri(Subject torture) {
        return (SipUri) torture.request().uri();
    }

    private static Via top(Subject torture) {
        Via via = torture.message().topVia();
        assertThat(via).isNotNull();
        return via;
    }

    private static SipUri contact(Subject torture) {
        NameAddress address = torture.message().all(Headers.CONTACT).getFirst().address();
        assertThat(address).isNotNull();
        return (SipUri) address.uri();
    }

    private static SessionDescription description(Subject torture) {
        byte[] body = torture.message().body();
        try {
            return SessionDescription.parse(body, 0, body.length);
        } catch (SyntaxException error) {
            throw new AssertionError(error);
        }
    }

    private static String address(SdpSection<?> section) {
        try {
            Connection connection = section.connection();
            assertThat(connection).isNotNull();
            return connection.address();
        } catch (SyntaxException error) {
            throw new AssertionError(error);
        }
    }
}
