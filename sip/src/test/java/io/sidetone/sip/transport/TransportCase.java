package io.sidetone.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.message.Malformed;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.uri.Host;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a transport layer does with a peer, whatever they stand on and talk by.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TransportCase {

    private static final String REQUEST = """
            METHOD sip:bob@{remote} SIP/2.0
            Via: SIP/2.0/{transport} {local};branch={branch};rport
            From: <sip:alice@{local}>;tag=1
            To: <sip:bob@{remote}>
            Call-ID: 1
            CSeq: 1 METHOD
            Content-Length: {length}
            """;

    /// Answers all requests and keeps what comes.
    private final class Element implements TransportUser {

        private final List<SipMessage> came = new CopyOnWriteArrayList<>();
        private final List<Malformed> malformed = new CopyOnWriteArrayList<>();
        private final List<ClosingReason> closed = new CopyOnWriteArrayList<>();

        @Override
        public void received(SipMessage message, Flow flow) {
            came.add(message);
            if (message instanceof SipRequest request) {
                SipResponse answer = SipResponse.answer(request, 200, "OK")
                        .withContentLength()
                        .build();
                layer.send(answer, flow, Unsent.IGNORED);
            }
            bed.changed();
        }

        @Override
        public void malformed(Malformed bad, Flow flow) {
            malformed.add(bad);
            bed.changed();
        }

        @Override
        public void closed(Flow flow, ClosingReason reason) {
            closed.add(reason);
            bed.changed();
        }
    }

    private TestBed bed;
    private Element element;
    private TransportLayer layer;

    /// A new bed.
    abstract TestBed bed();

    /// The transports that it has.
    abstract List<Transport> transports();

    List<Transport> streams() {
        return transports().stream()
                .filter(transport -> transport != Transport.UDP)
                .toList();
    }

    @BeforeEach
    void open() {
        bed = bed();
        element = new Element();
        layer = new TransportLayer(
                bed.network(), bed.pool(), bed.wheel(), bed.clock(), TransportSettings.DEFAULT, element);
    }

    @AfterEach
    void close() {
        layer.close();
        bed.close();
    }

    private boolean await(BooleanSupplier condition) {
        return bed.await(condition, ScriptedPeer.LIMIT);
    }

    private InetSocketAddress listen(Transport transport) throws IOException {
        return layer.listen(bed.socket(transport)).local();
    }

    private static String request(String method) {
        return REQUEST.replace("METHOD", method);
    }

    private Flow flow(Transport transport, InetSocketAddress to) {
        Host domain = Host.ofAddress(to.getAddress().getAddress());
        return Objects.requireNonNull(layer.flow(new NextHop(transport, to, domain)));
    }

    @ParameterizedTest
    @MethodSource("transports")
    void requestsAreAnswered(Transport transport) throws IOException {
        InetSocketAddress there = listen(transport);
        ScriptedPeer alice = new ScriptedPeer(bed, transport);
        for (int i = 0; i < 20; i++) {
            alice.send(request("MESSAGE") + "\n" + "x".repeat(i * 50), there);
            SipResponse response = alice.expectResponse(200);
            assertThat(response.topVia()).isNotNull();
        }

        assertThat(layer.incoming(TransportLayer.Incoming.REQUEST)).isEqualTo(20);
        // What was sent is counted when it has left, which may be after it has arrived.
        assertThat(await(() -> layer.sent(SendResult.SENT) == 20)).isTrue();
        assertThat(layer.connections().open()).isEqualTo(transport == Transport.UDP ? 0 : 1);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void itSendsToPeersAndHearsTheirAnswer(Transport transport) throws IOException {
        listen(transport);
        ScriptedPeer bob = new ScriptedPeer(bed, transport);
        ScriptedPeer alice = new ScriptedPeer(bed, transport);
        alice.send(request("OPTIONS"), bob.address());
        SipRequest model = bob.expectRequest("OPTIONS");
        layer.send(model, flow(transport, bob.address()), Unsent.IGNORED);
        layer.send(model, flow(transport, bob.address()), Unsent.IGNORED);

        bob.answer(bob.expectRequest("OPTIONS"), 486, "Busy Here");
        bob.expectRequest("OPTIONS");

        assertThat(await(() -> !element.came.isEmpty())).isTrue();
        assertThat(((SipResponse) element.came.getFirst()).statusCode()).isEqualTo(486);
        assertThat(layer.connections().opened()).isEqualTo(transport == Transport.UDP ? 0 : 1);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void largeMessagesKeepEachOctet(Transport transport) throws IOException {
        InetSocketAddress there = listen(transport);
        ScriptedPeer alice = new ScriptedPeer(bed, transport);
        String body = "0123456789".repeat(3000);
        alice.send(request("MESSAGE") + "\n" + body, there);
        alice.expectResponse(200);

        byte[] octets = element.came.getFirst().body();
        assertThat(Text.decode(octets, 0, octets.length)).isEqualTo(body);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void endsAreToldToBothSides(Transport transport) throws IOException {
        InetSocketAddress there = listen(transport);
        ScriptedPeer alice = new ScriptedPeer(bed, transport);
        Flow first = alice.connect(there);
        alice.send(request("MESSAGE"), first);
        alice.expectResponse(200);
        first.close(ClosingReason.BY_US);
        assertThat(await(() -> !element.closed.isEmpty())).isTrue();

        Flow second = alice.connect(there);
        alice.send(request("MESSAGE"), second);
        alice.expectResponse(200);
        layer.connections().all().forEach(connection -> connection.close(ClosingReason.BY_US));

        assertThat(alice.expectClosed(second)).isEqualTo(ClosingReason.BY_PEER);
        assertThat(await(() -> element.closed.size() == 2)).isTrue();
        assertThat(element.closed).containsExactly(ClosingReason.BY_PEER, ClosingReason.BY_US);
        assertThat(layer.connections().open()).isZero();
    }

    @ParameterizedTest
    @MethodSource("transports")
    void octetsThatAreNoMessageAreTold(Transport transport) throws IOException {
        InetSocketAddress there = listen(transport);
        ScriptedPeer alice = new ScriptedPeer(bed, transport);
        alice.send(Text.encode("no message at all\r\n\r\n"), alice.flow(there));

        assertThat(await(() -> !element.malformed.isEmpty())).isTrue();
        assertThat(element.malformed.getFirst().answerable()).isFalse();
        assertThat(element.came).isEmpty();
    }
}
