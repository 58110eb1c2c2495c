package io.sidetone.sip.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.message.FieldTemplate;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.message.Slot;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.SendResult;
import io.sidetone.sip.transport.SocketSlot;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptedPeerTest {

    private static final String OPTIONS = """
            OPTIONS sip:bob@{remote} SIP/2.0
            Via: SIP/2.0/{transport} {local};branch={branch};rport
            From: <sip:alice@{local}>;tag=1
            To: <sip:bob@{remote}>
            Call-ID: 1
            CSeq: 1 OPTIONS
            Content-Length: {length}
            """;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Simulation simulation = TestBed.simulated(1);

    private ScriptedPeer peer(Transport transport) throws IOException {
        return new ScriptedPeer(simulation, transport);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aRequestIsAnsweredOnItsFlow(Transport transport) throws IOException {
        ScriptedPeer alice = peer(transport);
        ScriptedPeer bob = peer(transport);
        alice.send(OPTIONS + "\nbody\n", bob.address());
        SipRequest request = bob.expectRequest("OPTIONS");
        assertThat(request.bodyLength()).isEqualTo(6);
        assertThat(request.uriText())
                .isEqualTo("sip:bob@127.0.0.1:" + bob.address().getPort());

        SipResponse answer = bob.answer(request, 200, "OK");
        SipResponse response = alice.expectResponse(200);

        assertThat(response.toByteArray()).isEqualTo(answer.toByteArray());
        assertThat(response.field("To"))
                .hasToString("To: <sip:bob@127.0.0.1:" + bob.address().getPort() + ">;tag=t"
                        + bob.address().getPort());
        Flow flow = alice.flowOf(response);
        assertThat(response.field("Via"))
                .asString()
                .endsWith(";rport=" + flow.local().getPort() + ";received=127.0.0.1");
        assertThat(flow).isEqualTo(alice.flow(bob.address()));
        assertThat(bob.answer(request, 100, "Trying").to()).isEqualTo(request.to());
        alice.expectResponse(100);
        alice.expectNothing(SECOND);
        assertThat(bob.received()).hasSize(1);
        assertThat(bob.sent()).hasSize(2);
        assertThat(alice.sent()).singleElement().asString().contains("Content-Length: 6\r\n\r\nbody\r\n");
    }

    @Test
    void eachMessageHasABranchOfItsOwn() throws IOException {
        ScriptedPeer alice = peer(Transport.UDP);
        alice.send(OPTIONS, alice.address());
        alice.send(OPTIONS, alice.address());

        assertThat(alice.sent().get(0)).contains("branch=z9hG4bK40000-1;");
        assertThat(alice.sent().get(1)).contains("branch=z9hG4bK40000-2;");
    }

    @Test
    void aMessageMayHaveSlots() throws IOException {
        ScriptedPeer alice = peer(Transport.TCP);
        ScriptedPeer bob = peer(Transport.TCP);
        alice.send(OPTIONS, bob.address());
        SipRequest request = bob.expectRequest("OPTIONS");
        ScriptedPeer carol = peer(Transport.TCP);
        SipMessage forwarded = request.edit()
                .prepend(new FieldTemplate(HeaderName.VIA)
                        .text("SIP/2.0/")
                        .slot(SocketSlot.TRANSPORT)
                        .text(" ")
                        .slot(SocketSlot.SENT_BY))
                .build();
        bob.send(forwarded, carol.address());

        assertThat(carol.expect(SipRequest.class::isInstance, SECOND).field("Via"))
                .asString()
                .startsWith("Via: SIP/2.0/TCP 127.0.0.1:");
        Slot unknown = () -> "x";
        SipMessage nobody = request.edit()
                .prepend(new FieldTemplate(HeaderName.VIA).slot(unknown))
                .build();
        assertThatThrownBy(() -> bob.send(nobody, carol.address())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNotExpectedStaysForLater() throws IOException {
        ScriptedPeer alice = peer(Transport.UDP);
        ScriptedPeer bob = peer(Transport.UDP);
        alice.send(OPTIONS, bob.address());
        alice.send(OPTIONS.replace("OPTIONS", "MESSAGE"), bob.address());

        bob.expectRequest("MESSAGE");
        bob.expectRequest("OPTIONS");
        bob.expectNothing(SECOND);
        assertThat(bob.received()).hasSize(2);
        SipMessage own = bob.received().getFirst();
        assertThat(bob.flowOf(own).remote()).isEqualTo(alice.address());
        assertThatThrownBy(() -> alice.flowOf(own)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFailureShowsWhatCame() throws IOException {
        ScriptedPeer alice = peer(Transport.TCP);
        ScriptedPeer bob = peer(Transport.TCP);
        assertThatThrownBy(() -> bob.expectRequest("INVITE"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("TCP 127.0.0.1:40001: INVITE did not come within PT10S.\nIt got nothing.");

        Flow flow = alice.flow(bob.address());
        alice.send(OPTIONS, flow);
        alice.send(Text.encode("garbage\r\n\r\n"), flow);
        simulation.run(SECOND);

        assertThatThrownBy(() -> bob.expect(_ -> false, SECOND))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the message did not come within PT1S.\nIt got\nOPTIONS sip:bob@")
                .hasMessageContaining("Content-Length: 0\n\n")
                .hasMessageContaining("It got no SIP: ")
                .hasMessageContaining(" no SIP\n");
        assertThatThrownBy(() -> bob.expectResponse(200)).hasMessageContaining("200 did not come");
        assertThatThrownBy(() -> bob.expectNothing(Duration.ZERO))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("OPTIONS sip:bob@");
        assertThat(bob.malformed()).hasSize(1);
    }

    @Test
    void connectionsAreDialledAndClosed() throws IOException {
        ScriptedPeer alice = peer(Transport.WS);
        ScriptedPeer bob = peer(Transport.WS);
        Flow first = alice.connect(bob.address());
        Flow second = alice.connect(bob.address());
        assertThat(second).isNotEqualTo(first);
        simulation.run(SECOND);
        assertThat(bob.connections()).hasSize(2);
        assertThatThrownBy(() -> alice.expectClosed(first)).isInstanceOf(AssertionError.class);

        first.close(ClosingReason.BY_US);
        assertThat(alice.expectClosed(first)).isEqualTo(ClosingReason.BY_US);
        bob.close();
        assertThat(alice.expectClosed(second)).isEqualTo(ClosingReason.BY_PEER);
        assertThat(alice.send(OPTIONS, second)).isEqualTo(SendResult.CLOSED);
        assertThat(alice.expectClosed(alice.connect(bob.address()))).isEqualTo(ClosingReason.CONNECT_FAILED);
    }
}
