package io.sidetone.sip.socket;

import static io.sidetone.sip.socket.Echo.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.FieldTemplate;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.Parsed;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.SendResult;
import io.sidetone.sip.transport.SentBy;
import io.sidetone.sip.transport.SocketSlot;
import io.sidetone.sip.transport.TransportLayer.Incoming;
import io.sidetone.sip.transport.TransportSettings;
import io.sidetone.sip.transport.Unsent;
import io.sidetone.sip.uri.Host;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Two elements talk to each other over each transport.
@Tag("wire")
class ExchangeTest {

    private final Echo near = new Echo(TransportSettings.DEFAULT);
    private final Echo far = new Echo(TransportSettings.DEFAULT);

    @AfterEach
    void close() {
        near.close();
        far.close();
    }

    static SipRequest options(String callId) {
        byte[] octets = Text.encode("""
                OPTIONS sip:far@example.com SIP/2.0
                Max-Forwards: 70
                From: <sip:near@example.com>;tag=1
                To: <sip:far@example.com>
                Call-ID: %s
                CSeq: 1 OPTIONS
                Content-Length: 0

                """.formatted(callId).replace("\n", "\r\n"));
        SipRequest request = (SipRequest) ((Parsed) new MessageParser().parse(octets)).message();
        return request.edit()
                .prepend(new FieldTemplate(HeaderName.VIA)
                        .text("SIP/2.0/")
                        .slot(SocketSlot.TRANSPORT)
                        .text(" ")
                        .slot(SocketSlot.SENT_BY)
                        .text(";branch=z9hG4bK" + callId + ";rport"))
                .build();
    }

    static NextHop hop(Listener to) {
        return hop(to.settings().transport(), to.local());
    }

    static NextHop hop(Transport transport, InetSocketAddress to) {
        return new NextHop(transport, to, Host.ofAddress(to.getAddress().getAddress()));
    }

    private Flow flow(NextHop hop) {
        return Objects.requireNonNull(near.transport.flow(hop));
    }

    @ParameterizedTest
    @CsvSource({"UDP,127.0.0.1", "UDP,::1", "TCP,127.0.0.1", "TCP,::1", "WS,127.0.0.1", "WS,::1"})
    @Rfc(number = 3261, section = "18")
    @Rfc(number = 7118, section = "4")
    void requestsAndResponsesFindTheirWay(Transport transport, String host) throws Exception {
        Listener from = near.listen(ListenerSettings.of(transport, Echo.address(host)));
        Listener to = far.listen(ListenerSettings.of(transport, Echo.address(host)));

        assertThat(near.transport
                        .send(options("a"), flow(hop(to)), Unsent.IGNORED)
                        .result())
                .isEqualTo(SendResult.SENT);

        SipRequest request = next(far.requests);
        Via via = Objects.requireNonNull(request.topVia());
        assertThat(via.isTransport(transport.name())).isTrue();
        assertThat(via.host())
                .isEqualTo(Host.ofAddress(from.local().getAddress().getAddress()));
        assertThat(via.port()).isEqualTo(from.local().getPort());
        assertThat(via.received()).isEqualTo(host);
        assertThat(via.rport()).isEqualTo(next(far.flows).remote().getPort());
        assertThat(next(near.replies).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"TCP", "WS"})
    void oneConnectionServesAll(Transport transport) throws Exception {
        near.listen(transport);
        Listener to = far.listen(transport);
        for (int i = 0; i < 10; i++) {
            near.transport.send(options("b" + i), flow(hop(to)), Unsent.IGNORED);
        }
        for (int i = 0; i < 10; i++) {
            next(far.requests);
            next(near.replies);
        }
        assertThat(near.transport.connections().opened()).isEqualTo(1);
        assertThat(far.transport.connections().accepted()).isEqualTo(1);
        assertThat(near.transport.connections().open()).isEqualTo(1);

        // The other way, over the same connection: the peer's address is that of the connection.
        Flow back = next(far.flows);
        far.transport.send(options("back"), back, Unsent.IGNORED);
        assertThat(next(near.requests).callId()).isEqualTo("back");
        assertThat(near.transport.connections().open()).isEqualTo(1);
    }

    @Test
    void whatCanNotBeSentIsTold() throws Exception {
        near.listen(Transport.TCP);
        Listener gone = far.listen(Transport.TCP);
        far.transport.close(gone);
        BlockingQueue<ClosingReason> unsent = new LinkedBlockingQueue<>();

        // Loopback refuses at once, perhaps before the message is handed over.
        SendResult result =
                near.transport.send(options("c"), flow(hop(gone)), unsent::add).result();
        if (result == SendResult.SENT) {
            assertThat(next(unsent)).isEqualTo(ClosingReason.CONNECT_FAILED);
        } else {
            assertThat(result).isEqualTo(SendResult.CLOSED);
        }
        assertThat(next(near.closings)).isEqualTo(ClosingReason.CONNECT_FAILED);
        assertThat(near.transport.connections().closed(ClosingReason.CONNECT_FAILED))
                .isEqualTo(1);
        assertThat(near.transport.connections().open()).isZero();
    }

    @Test
    @Rfc(number = 5626, section = "3.5.1")
    @Rfc(number = 5626, section = "4.4.1")
    void pingsAreAnswered() throws Exception {
        near.listen(Transport.TCP);
        Listener to = far.listen(Transport.TCP);
        near.transport.send(options("d"), flow(hop(to)), Unsent.IGNORED);
        next(near.replies);

        var connection = near.transport.connections().all().iterator().next();
        assertThat(connection.ping()).isEqualTo(SendResult.SENT);
        near.transport.send(options("e"), flow(hop(to)), Unsent.IGNORED);
        next(near.replies);
        assertThat(far.transport.incoming(Incoming.PING)).isEqualTo(1);
        assertThat(near.transport.incoming(Incoming.PONG)).isEqualTo(1);
    }

    @Test
    @Rfc(number = 3261, section = "18.1.1")
    void aConnectionFromASocketOnAllAddressesSaysWhereItComesFrom() throws Exception {
        Listener from = near.listen(ListenerSettings.of(Transport.TCP, Echo.address("0.0.0.0")));
        Listener to = far.listen(Transport.TCP);

        near.transport.send(options("w"), flow(hop(to)), Unsent.IGNORED);

        Via via = Objects.requireNonNull(next(far.requests).topVia());
        assertThat(via.host().text()).isEqualTo("127.0.0.1");
        assertThat(via.port()).isEqualTo(from.local().getPort());
    }

    @Test
    void aSocketOnAllAddressesAnswersFromTheOneThatWasAsked() throws Exception {
        Listener from = near.listen(ListenerSettings.of(Transport.UDP, Echo.address("0.0.0.0")));
        Listener to = far.listen(ListenerSettings.of(Transport.UDP, Echo.address("0.0.0.0")));
        InetSocketAddress second = new InetSocketAddress(
                InetAddress.ofLiteral("127.0.0.2"), to.local().getPort());

        near.transport.send(options("f"), flow(hop(Transport.UDP, second)), Unsent.IGNORED);

        Via via = Objects.requireNonNull(next(far.requests).topVia());
        assertThat(via.host().text()).isEqualTo("127.0.0.1");
        assertThat(via.port()).isEqualTo(from.local().getPort());
        assertThat(next(far.flows).local()).isEqualTo(second);
        assertThat(next(near.replies).statusCode()).isEqualTo(200);
    }

    @Test
    void theAdvertisedAddressIsWritten() throws Exception {
        SentBy outside = SentBy.of(Host.parse("sip.example.com"), 5070);
        near.listen(ListenerSettings.of(Transport.UDP, Echo.address("127.0.0.1"))
                .withAdvertised(outside)
                .withTags("outside"));
        Listener to = far.listen(Transport.UDP);

        List<Listener> bond = near.transport.listeners("outside");
        Flow flow = Objects.requireNonNull(near.transport.flow(hop(to), bond, null));
        near.transport.send(options("g"), flow, Unsent.IGNORED);

        assertThat(Objects.requireNonNull(next(far.requests).topVia()).toString())
                .contains("sip.example.com:5070");
        assertThat(next(near.replies).statusCode()).isEqualTo(200);
        assertThat(near.transport.listeners("inside")).isEmpty();
        assertThat(near.transport.flow(hop(to), List.of(), null)).isNull();
    }
}
