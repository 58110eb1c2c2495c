package io.sidetone.sip.transport;

import static io.sidetone.sip.transport.Addressing.at;
import static io.sidetone.sip.transport.Addressing.hop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transport.FlowTokens.Target;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlowTokensTest {

    private final Element element = new Element(TransportSettings.DEFAULT);
    private final FakeListener udp = element.listen(Transport.UDP, "192.0.2.1:5060");
    private final FakeListener udp6 = element.listen(Transport.UDP, "2001:db8::1:5060");
    private final FakeListener tcp = element.listen(Transport.TCP, "192.0.2.1:5060");
    private final FlowTokens tokens = new FlowTokens(element.layer, Text.encode("twenty octets at least"));

    @AfterEach
    void close() {
        element.close();
    }

    private Connection connection(String from) {
        Connection connection = Objects.requireNonNull(tcp.accept(new FakeWire(), from));
        connection.established(null);
        return connection;
    }

    private void assertForged(String token) {
        assertThat(tokens.target(token)).as(token).isEqualTo(new Target.Forged());
    }

    @Test
    @Rfc(number = 5626, section = "5.2")
    void leadsBackToTheFlow() {
        for (Flow flow : List.of(
                new FakeFlow(udp, udp.local(), at("198.51.100.7:40000")),
                new FakeFlow(udp6, udp6.local(), at("2001:db8::7:65535")),
                connection("198.51.100.7:40000"),
                connection("2001:db8::7:40000"))) {
            String token = tokens.token(flow);

            assertThat(token).matches("[A-Za-z0-9_-]{43,75}").isEqualTo(tokens.token(flow));
            assertThat(tokens.target(token)).isEqualTo(new Target.Live(flow));
        }
    }

    @Test
    @Rfc(number = 5626, section = "5.3")
    void saysThatAFlowIsGone() {
        Connection ended = connection("198.51.100.7:40000");
        Connection closed = connection("198.51.100.7:40001");
        List<Flow> flows = List.of(
                ended,
                closed,
                new FakeFlow(udp, udp.local(), at("198.51.100.7:40000")),
                new FakeFlow(udp, udp.local(), at("198.51.100.7:0")));
        List<String> all = flows.stream().map(tokens::token).toList();

        ended.ended(ClosingReason.BY_PEER);
        // Another connection between the same addresses is another flow.
        connection("198.51.100.7:40000");
        closed.close(ClosingReason.BY_US);
        element.layer.close(udp);

        assertThat(all).allSatisfy(token -> assertThat(tokens.target(token)).isEqualTo(new Target.Gone()));
    }

    @Test
    void aSocketOnAllAddressesOfTheFamilyHasTheFlowsOfEach() {
        FakeListener all4 = element.listen(Transport.UDP, "0.0.0.0:5070");
        FakeListener all6 = element.listen(Transport.UDP, "::0:5070");
        Flow four = new FakeFlow(all4, at("192.0.2.9:5070"), at("198.51.100.7:40000"));
        Flow six = new FakeFlow(all6, at("2001:db8::9:5070"), at("2001:db8::7:40000"));

        assertThat(tokens.target(tokens.token(four))).isEqualTo(new Target.Live(four));
        assertThat(tokens.target(tokens.token(six))).isEqualTo(new Target.Live(six));
    }

    @Test
    @Rfc(number = 5626, section = "5.2")
    void everyFlippedBitIsAForgery() {
        for (Flow flow : List.of(
                udp.open(hop(Transport.UDP, "198.51.100.7:40000")),
                udp6.open(hop(Transport.UDP, "2001:db8::7:40000")),
                connection("198.51.100.7:40000"))) {
            byte[] token = Text.encode(tokens.token(flow));
            for (int bit = 0; bit < 8 * token.length; bit++) {
                byte[] forged = token.clone();
                forged[bit >> 3] ^= (byte) (1 << (bit & 7));
                assertForged(Text.decode(forged, 0, forged.length));
            }
        }
    }

    @Test
    void whatIsCutOffEmptyOrHugeIsAForgery() {
        String token = tokens.token(connection("198.51.100.7:40000"));
        for (int length = 0; length < token.length(); length++) {
            assertForged(token.substring(0, length));
            assertForged(token.substring(length + 1));
        }
        assertForged(token + "=");
        assertForged(token + "A");
        assertForged(token + "AAAA");
        assertForged(" " + token);
        assertForged("A".repeat(1_000_000));
        assertForged("ä€\0");
    }

    @Test
    void whateverSomebodyMakesUpIsAForgery() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(80);
            while (text.length() < length) {
                text.append("ABCabc019-_=+/ \r".charAt(random.nextInt(16)));
            }
            assertForged(text.toString());
        }
    }

    @Test
    void anotherSecretMakesOtherTokens() {
        FlowTokens other = new FlowTokens(element.layer, Text.encode("another secret of ours"));
        Flow flow = connection("198.51.100.7:40000");

        assertThat(other.token(flow)).isNotEqualTo(tokens.token(flow));
        assertForged(other.token(flow));
        assertThatThrownBy(() -> new FlowTokens(element.layer, new byte[19]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
