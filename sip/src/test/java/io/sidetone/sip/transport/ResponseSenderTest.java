package io.sidetone.sip.transport;

import static io.sidetone.sip.transport.Addressing.at;
import static io.sidetone.sip.transport.Addressing.hop;
import static io.sidetone.sip.transport.Element.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.resolve.Lookup;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Resolution;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResponseSenderTest {

    private static final Resolution NOTHING = new Resolution.Failed(Resolution.Reason.NOT_FOUND, "nothing");

    private final Element element = new Element(TransportSettings.DEFAULT);
    private final FakeListener udp = element.listen(Transport.UDP, "192.0.2.1:5060");
    private final FakeListener udp6 = element.listen(Transport.UDP, "2001:db8::1:5060");
    private final FakeListener tcp = element.listen(Transport.TCP, "192.0.2.1:5060");
    private final FakeListener tls = element.listen(Transport.TLS, "192.0.2.1:5061");
    private final FakeListener ws = element.listen(Transport.WS, "192.0.2.1:80");
    private final List<Via> asked = new ArrayList<>();
    private final BlockingQueue<ClosingReason> unsent = new LinkedBlockingQueue<>();
    private Lookup lookup = new Lookup.Ready(NOTHING);
    private final ResponseSender sender = new ResponseSender(element.layer, via -> {
        asked.add(via);
        return lookup;
    });

    @AfterEach
    void close() {
        element.close();
    }

    private SendResult send(String via, @Nullable Flow origin) {
        return sender.send(Text.encode("response"), Sip.via(via), origin, unsent::add);
    }

    private static Connection connection(FakeListener listener, FakeWire wire) {
        Connection connection = Objects.requireNonNull(listener.accept(wire, "198.51.100.7:40000"));
        connection.established(null);
        return connection;
    }

    private static Lookup found(NextHop... hops) {
        return new Lookup.Ready(new Resolution.Found(List.of(hops)));
    }

    private static List<Object> addresses(List<Connection> connections) {
        return connections.stream().map(each -> (Object) each.remote()).toList();
    }

    @Test
    @Rfc(number = 3581, section = "4")
    void aDatagramGoesBackFromTheAddressThatTheRequestCameTo() {
        Flow origin = new FakeFlow(udp, at("192.0.2.55:5060"), at("198.51.100.7:40000"));

        assertThat(send("UDP 10.0.0.1:5070;received=198.51.100.7;rport=40000", origin))
                .isEqualTo(SendResult.SENT);
        assertThat(send("UDP 10.0.0.1:5070;received=198.51.100.7", origin)).isEqualTo(SendResult.SENT);

        assertThat(udp.datagrams)
                .containsExactly(
                        new FakeListener.Sent(at("192.0.2.55:5060"), at("198.51.100.7:40000"), "response"),
                        new FakeListener.Sent(at("192.0.2.55:5060"), at("198.51.100.7:5070"), "response"));
        assertThat(element.layer.sent(SendResult.SENT)).isEqualTo(2);
    }

    @Test
    @Rfc(number = 3261, section = "18.2.2")
    void aDatagramToAnotherFamilyGoesFromASocketOfThat() {
        Flow origin = new FakeFlow(udp, udp.local(), at("198.51.100.7:40000"));

        assertThat(send("UDP 10.0.0.1;maddr=2001:db8::7;received=198.51.100.7", origin))
                .isEqualTo(SendResult.SENT);

        assertThat(udp.datagrams).isEmpty();
        assertThat(udp6.datagrams)
                .containsExactly(new FakeListener.Sent(udp6.local(), at("2001:db8::7:5060"), "response"));
    }

    @Test
    void aRequestThatCameAsADatagramIsAnsweredByOneWhateverItsViaSays() {
        Flow origin = new FakeFlow(udp, udp.local(), at("198.51.100.7:40000"));

        assertThat(send("TCP 10.0.0.1:5070;received=198.51.100.7;rport=40000", origin))
                .isEqualTo(SendResult.SENT);
        assertThat(send("SCTP 10.0.0.1:5070;received=198.51.100.7;rport=40000", origin))
                .isEqualTo(SendResult.SENT);

        assertThat(udp.datagrams).hasSize(2).allMatch(sent -> sent.to().equals(origin.remote()));
        assertThat(tcp.opened).isEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "18.2.2")
    void theConnectionOfTheRequestComesFirst() {
        FakeWire wire = new FakeWire();
        Connection origin = connection(tcp, wire);

        assertThat(send("TCP far.example.com:5070;received=198.51.100.7", origin))
                .isEqualTo(SendResult.SENT);

        assertThat(wire.sent()).containsExactly("response");
        assertThat(tcp.opened).isEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "18.2.2")
    void whoHasNotKeptTheConnectionFindsItByTheVia() {
        FakeWire first = new FakeWire();
        FakeWire second = new FakeWire();
        FakeWire third = new FakeWire();
        connection(tcp, first);
        connection(tls, second);
        connection(ws, third);
        String source = ";received=198.51.100.7;rport=40000";

        assertThat(send("TCP far.example.com:5070" + source, null)).isEqualTo(SendResult.SENT);
        assertThat(send("TLS far.example.com:5070" + source, null)).isEqualTo(SendResult.SENT);
        assertThat(send("WS df7jal23ls0d.invalid" + source, null)).isEqualTo(SendResult.SENT);

        assertThat(List.of(first, second, third)).allMatch(wire -> wire.sent().size() == 1);
        assertThat(element.layer.connections().opened()).isZero();
    }

    @Test
    @Rfc(number = 3261, section = "18.2.2")
    @Rfc(number = 3263, section = "5")
    void aConnectionThatIsGoneIsMadeAnewAndThenTheHostIsLookedUp() {
        FakeWire wire = new FakeWire();
        Connection origin = connection(tcp, wire);
        wire.way(FakeWire.Way.HOLD);
        lookup = found(hop(Transport.TCP, "203.0.113.1:5062"), hop(Transport.TCP, "203.0.113.2:5062"));
        assertThat(send("TCP far.example.com:5070;received=198.51.100.7;rport=40000", origin))
                .isEqualTo(SendResult.SENT);

        wire.release(false);
        assertThat(addresses(tcp.opened)).containsExactly(at("198.51.100.7:5070"));
        tcp.opened.get(0).ended(ClosingReason.CONNECT_FAILED);
        assertThat(addresses(tcp.opened).getLast()).isEqualTo(at("203.0.113.1:5062"));
        tcp.opened.get(1).ended(ClosingReason.CONNECT_FAILED);
        assertThat(addresses(tcp.opened).getLast()).isEqualTo(at("203.0.113.2:5062"));
        assertThat(unsent).isEmpty();
        tcp.opened.get(2).ended(ClosingReason.CONNECT_TIMEOUT);

        assertThat(unsent).containsExactly(ClosingReason.CONNECT_TIMEOUT);
        assertThat(tcp.opened).hasSize(3);
        assertThat(asked).hasSize(1);
    }

    @Test
    @Rfc(number = 3263, section = "5")
    void whatIsGoneWhenItIsSentTakesTheSameWay() {
        Connection origin = connection(tcp, new FakeWire());
        origin.ended(ClosingReason.BY_PEER);
        String via = "TCP far.example.com:5070;received=198.51.100.7";

        assertThat(send(via, origin)).isEqualTo(SendResult.SENT);
        tcp.opened.getFirst().established(null);
        assertThat(tcp.wires.getFirst().sent()).containsExactly("response");

        tcp.opened.getFirst().ended(ClosingReason.BY_PEER);
        assertThat(send(via, null)).isEqualTo(SendResult.SENT);
        tcp.opened.getLast().ended(ClosingReason.CONNECT_FAILED);
        assertThat(unsent).containsExactly(ClosingReason.CONNECT_FAILED);
        assertThat(asked).hasSize(1);
    }

    @Test
    void anAddressIsLookedUpOnlyIfItIsAnother() {
        assertThat(send("TCP 198.51.100.7:5070", null)).isEqualTo(SendResult.SENT);
        tcp.opened.getLast().ended(ClosingReason.CONNECT_FAILED);
        assertThat(asked).isEmpty();
        assertThat(unsent).hasSize(1);

        lookup = found(hop(Transport.TCP, "203.0.113.1:5070"));
        assertThat(send("TCP 203.0.113.1:5070;received=198.51.100.7", null)).isEqualTo(SendResult.SENT);
        tcp.opened.getLast().ended(ClosingReason.CONNECT_FAILED);
        assertThat(addresses(tcp.opened).getLast()).isEqualTo(at("203.0.113.1:5070"));
        assertThat(unsent).hasSize(1);
    }

    @Test
    void withoutASocketForTheAddressTheHostIsLookedUp() {
        lookup = found(hop(Transport.TCP, "203.0.113.1:5070"));

        assertThat(send("TCP far.example.com;received=2001:db8::7", null)).isEqualTo(SendResult.SENT);

        assertThat(addresses(tcp.opened)).containsExactly(at("203.0.113.1:5070"));
    }

    @Test
    void whatCanNotBeSentAtAllIsSaidAndNotTold() {
        assertThat(send("UDP far.example.com", null)).isEqualTo(SendResult.UNREACHABLE);
        assertThat(send("SCTP far.example.com", null)).isEqualTo(SendResult.UNREACHABLE);
        assertThat(send("TCP far.example.com;received=2001:db8::7", null)).isEqualTo(SendResult.UNREACHABLE);
        element.layer.close(udp);
        assertThat(send("UDP 198.51.100.7", new FakeFlow(udp, udp.local(), at("198.51.100.7:5060"))))
                .isEqualTo(SendResult.CLOSED);

        assertThat(unsent).isEmpty();
    }

    @Test
    void aPeerThatDoesNotReadGetsNoSecondConnection() {
        FakeWire wire = new FakeWire();
        Connection origin = connection(tcp, wire);
        wire.way(FakeWire.Way.HOLD);
        origin.send(new byte[1 << 20], Unsent.IGNORED);

        assertThat(send("TCP far.example.com;received=198.51.100.7", origin)).isEqualTo(SendResult.NO_ROOM);

        assertThat(tcp.opened).isEmpty();
        assertThat(unsent).isEmpty();
    }

    @Test
    @Rfc(number = 7118, section = "5")
    void aWebSocketClientIsNotConnectedTo() {
        FakeWire wire = new FakeWire();
        Connection origin = connection(ws, wire);
        String via = "WS df7jal23ls0d.invalid;received=198.51.100.7;rport=40000";
        wire.way(FakeWire.Way.HOLD);
        assertThat(send(via, origin)).isEqualTo(SendResult.SENT);

        wire.release(false);
        assertThat(unsent).containsExactly(ClosingReason.BROKEN);
        assertThat(send(via, origin)).isEqualTo(SendResult.CLOSED);
        assertThat(send("WS df7jal23ls0d.invalid", null)).isEqualTo(SendResult.CLOSED);

        assertThat(unsent).hasSize(1);
        assertThat(asked).isEmpty();
        assertThat(ws.opened).isEmpty();
    }

    @Test
    void whatHasYetToBeLookedUpIsSentOrToldLater() {
        CompletableFuture<Resolution> later = new CompletableFuture<>();
        lookup = new Lookup.Pending(later);
        assertThat(send("UDP far.example.com", null)).isEqualTo(SendResult.SENT);
        assertThat(send("UDP far.example.com", null)).isEqualTo(SendResult.SENT);
        assertThat(unsent).isEmpty();

        later.complete(NOTHING);
        assertThat(next(unsent)).isEqualTo(ClosingReason.CONNECT_FAILED);
        assertThat(next(unsent)).isEqualTo(ClosingReason.CONNECT_FAILED);

        lookup = new Lookup.Pending(CompletableFuture.completedFuture(
                new Resolution.Found(List.of(hop(Transport.UDP, "203.0.113.1:5070")))));
        assertThat(send("UDP far.example.com", null)).isEqualTo(SendResult.SENT);
        // Waits for the workers.
        element.pool.close();
        assertThat(udp.datagrams)
                .containsExactly(new FakeListener.Sent(udp.local(), at("203.0.113.1:5070"), "response"));
        assertThat(unsent).isEmpty();
    }

    @Test
    void nobodyIsToldByTheCallThatSends() {
        lookup = new Lookup.Pending(CompletableFuture.completedFuture(NOTHING));
        BlockingQueue<Thread> telling = new LinkedBlockingQueue<>();

        SendResult result = sender.send(
                Text.encode("response"),
                Sip.via("UDP far.example.com"),
                null,
                _ -> telling.add(Thread.currentThread()));

        assertThat(result).isEqualTo(SendResult.SENT);
        assertThat(next(telling)).isNotSameAs(Thread.currentThread());
        assertThat(telling).isEmpty();
    }
}
