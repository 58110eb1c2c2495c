package io.sidetone.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.testing.VirtualNetwork;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a transaction keeps that is over and waits for repetitions.
class LingeringTest {

    private static final int COUNT = 100;

    /// The guide for one of them, in octets.
    private static final int MOST = 1000;

    /// For one of which nobody hears any more, with the queue that it stands in.
    private static final int MOST_UNHEARD = 800;

    private final Stand stand = Stand.simulated();
    private final InetSocketAddress there = stand.listen(Transport.UDP);
    private final ScriptedPeer peer = stand.peer(Transport.UDP);

    @AfterEach
    void close() {
        stand.close();
    }

    private HeapWalk walk() {
        return new HeapWalk(
                stand.layer,
                object ->
                        object instanceof Stand || object instanceof VirtualNetwork || object instanceof ScriptedPeer);
    }

    private void assertSmall(HeapWalk before) {
        HeapWalk after = walk();
        assertThat(after.all())
                .filteredOn(found -> found.object() instanceof SipMessage || found.object() instanceof HeaderField)
                .isEmpty();
        assertThat((after.octets() - before.octets()) / COUNT).isBetween(100L, (long) MOST);
    }

    @ParameterizedTest
    @CsvSource({"INVITE, 200", "INVITE, 486", "MESSAGE, 200", "MESSAGE, 408"})
    void aServerKeepsNoMessage(String method, int code) {
        stand.answerWith(100, code);
        HeapWalk before = walk();
        for (int i = 0; i < COUNT; i++) {
            peer.send(
                    Stand.request(method, "z9hG4bK-7d" + i * 1_000_000).replace("Call-ID: call", "Call-ID: call" + i),
                    there);
        }
        stand.run(2);
        assertThat(stand.layer.servers()).isEqualTo(COUNT);
        assertSmall(before);
        stand.assertEmpty();
    }

    @ParameterizedTest
    @CsvSource({"INVITE, 200", "INVITE, 486", "MESSAGE, 200"})
    void aClientKeepsNoMessage(String method, int code) {
        HeapWalk before = walk();
        for (int i = 0; i < COUNT; i++) {
            stand.send(method, stand.flow(Transport.UDP, peer.address()));
            stand.run(2);
            peer.answer((SipRequest) peer.received().get(i + (code == 486 ? i : 0)), code, "Answer");
            stand.run(2);
        }
        assertThat(stand.layer.clients()).isEqualTo(COUNT);
        assertSmall(before);
        stand.assertEmpty();
    }

    @ParameterizedTest
    @CsvSource({"INVITE, 1", "MESSAGE, 2"})
    @Rfc(number = 3261, section = "17.2.2")
    @Rfc(number = 6026, section = "7.1")
    void aServerOfWhichNobodyHearsAnyMoreAnswersRepetitions(String method, int answers) {
        stand.answerWith(200);
        HeapWalk before = walk();
        String request = Stand.request(method, "z9hG4bK-1");
        peer.send(request, there);
        stand.run(2);

        stand.begun.getFirst().linger();
        stand.begun.clear();
        stand.claims.clear();
        assertThat(walk().octets() - before.octets()).isLessThan(MOST_UNHEARD);
        peer.send(request, there);
        peer.send(
                request.replace(method + " sip:", "CANCEL sip:").replace("CSeq: 1 " + method, "CSeq: 1 CANCEL"), there);
        stand.run(2);

        assertThat(peer.received()).hasSizeGreaterThanOrEqualTo(answers);
        assertThat(peer.received().stream()
                        .filter(message -> message.cseq().method().name().equals(method)))
                .hasSize(answers);
        assertThat(stand.layer.counted(TransactionLayer.Counted.RETRANSMISSION)).isEqualTo(1);
        assertThat(walk().all())
                .filteredOn(found -> found.object() instanceof LingeringServer)
                .hasSize(1);
        stand.run(31_900);
        assertThat(stand.layer.servers()).isPositive();
        stand.assertEmpty();
    }

    @ParameterizedTest
    @CsvSource({"INVITE, 32000", "MESSAGE, 5000"})
    @Rfc(number = 3261, section = "17.1.2.2")
    @Rfc(number = 6026, section = "7.2")
    void aClientOfWhichNobodyHearsAnyMoreAbsorbsRepetitions(String method, int millis) {
        List<SipResponse> late = new ArrayList<>();
        ClientTransaction client = stand.send(method, stand.flow(Transport.UDP, peer.address()));
        stand.run(2);
        SipRequest sent = (SipRequest) peer.received().getFirst();
        peer.answer(sent, 200, "OK");
        stand.run(2);
        assertThat(stand.responses).hasSize(1);

        client.linger(late::add);
        peer.answer(sent, 200, "OK");
        stand.run(millis - 10);

        assertThat(stand.responses).hasSize(1);
        assertThat(late).hasSize(method.equals("INVITE") ? 1 : 0);
        assertThat(stand.layer.counted(TransactionLayer.Counted.STRAY_RESPONSE)).isZero();
        assertThat(stand.layer.clients()).isOne();
        stand.run(20);
        assertThat(stand.layer.clients()).isZero();
    }
}
