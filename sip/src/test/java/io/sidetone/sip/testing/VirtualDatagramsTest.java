package io.sidetone.sip.testing;

import static io.sidetone.sip.testing.Recorder.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.Network;
import io.sidetone.sip.transport.SendResult;
import io.sidetone.sip.transport.SentBy;
import io.sidetone.sip.transport.SocketOptions;
import io.sidetone.sip.transport.Unsent;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualDatagramsTest {

    private static final int MANY = 10_000;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Simulation simulation = TestBed.simulated(1);
    private final VirtualNetwork network = simulation.network();

    private Recorder udp(String address, int port) throws IOException {
        return new Recorder(simulation, simulation.socket(Transport.UDP, address(address, port)));
    }

    private static SendResult send(Flow flow, String text) {
        return flow.send(Text.encode(text), Unsent.IGNORED);
    }

    @Test
    void aDatagramArrivesOnceAndCanBeAnswered() throws IOException {
        Recorder alice = udp("192.0.2.1", 5060);
        Recorder bob = udp("2001:db8::2", 5070);
        Recorder carol = udp("2001:db8::3", 0);

        assertThat(send(carol.to(bob), "hello")).isEqualTo(SendResult.SENT);
        assertThat(bob.came).isEmpty();
        simulation.run(SECOND);
        assertThat(bob.came).containsExactly("hello");
        Flow back = bob.flows.getFirst();
        assertThat(back.remote()).isEqualTo(carol.address());
        assertThat(back.local()).isEqualTo(bob.address());
        assertThat(back.identity()).isNull();
        send(back, "and back");
        back.close(ClosingReason.BY_US);
        simulation.run(SECOND);
        assertThat(carol.came).containsExactly("and back");
        assertThat(carol.flows).containsExactly(carol.to(bob)).doesNotContain(alice.to(bob));
        assertThat(carol.flows.getFirst())
                .hasSameHashCodeAs(carol.to(bob))
                .hasToString(carol.to(bob).toString());
        assertThat(alice.came).isEmpty();
    }

    @Test
    void freePortsAreFree() throws IOException {
        HashSet<InetSocketAddress> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            assertThat(seen.add(udp("192.0.2.1", 0).address())).isTrue();
        }
    }

    @Test
    void anAddressInUseIsRefusedUntilItIsClosed() throws IOException {
        Recorder first = udp("192.0.2.1", 5060);
        assertThatThrownBy(() -> udp("192.0.2.1", 5060))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("in use");
        new Recorder(simulation, simulation.socket(Transport.TCP, address("192.0.2.1", 5060)));
        assertThatThrownBy(() -> new Recorder(simulation, simulation.socket(Transport.WS, address("192.0.2.1", 5060))))
                .isInstanceOf(BindException.class);

        Flow flow = first.to(address("192.0.2.9", 5060));
        assertThat(flow.isOpen()).isTrue();
        first.listener.close();

        assertThat(flow.isOpen()).isFalse();
        assertThat(send(flow, "late")).isEqualTo(SendResult.CLOSED);
        assertThat(udp("192.0.2.1", 5060).address()).isEqualTo(first.address());
    }

    @Test
    void aHostHasItsOwnWildcardAddress() throws IOException {
        InetAddress outer = InetAddress.ofLiteral("192.0.2.1");
        InetAddress inner = InetAddress.ofLiteral("10.0.0.1");
        Network host = network.host(outer, inner);
        Network other = network.host(InetAddress.ofLiteral("192.0.2.2"));
        ListenerSettings all = simulation.socket(Transport.UDP, address("0.0.0.0", 5060));
        Recorder here = new Recorder(simulation, host, all);
        Recorder there = new Recorder(simulation, other, all);

        assertThat(here.listener.sentBy()).isNull();
        assertThat(host.source(InetAddress.ofLiteral("198.51.100.1"))).isEqualTo(outer);
        assertThat(host.source(InetAddress.ofLiteral("2001:db8::1"))).isNull();
        send(here.to(address("192.0.2.2", 5060)), "to the other");
        send(there.to(address("10.0.0.1", 5060)), "to the inner");
        simulation.run(SECOND);

        assertThat(there.came).containsExactly("to the other");
        assertThat(there.flows.getFirst().remote()).isEqualTo(address("192.0.2.1", 5060));
        assertThat(here.came).containsExactly("to the inner");
        assertThat(here.flows.getFirst().local()).isEqualTo(address("10.0.0.1", 5060));
        assertThat(here.flows.getFirst().sentBy()).isEqualTo(SentBy.of(address("10.0.0.1", 5060)));
        assertThatThrownBy(() ->
                        new Recorder(simulation, host, simulation.socket(Transport.UDP, address("192.0.2.2", 5062))))
                .isInstanceOf(BindException.class);
        assertThatThrownBy(() -> new Recorder(simulation, other, simulation.socket(Transport.UDP, address("::", 5060))))
                .isInstanceOf(BindException.class);
        assertThatThrownBy(network::host).isInstanceOf(IllegalArgumentException.class);
        other.close();
        assertThat(new Recorder(simulation, other, all).address()).isEqualTo(there.address());
    }

    @Test
    void theWildcardOfTheNetworkTakesWhatNobodyElseDoes() throws IOException {
        Recorder all = udp("::", 5060);
        Recorder one = udp("2001:db8::1", 5060);
        Recorder sender = udp("2001:db8::7", 0);

        send(sender.to(one), "for one");
        send(sender.to(address("2001:db8::9", 5060)), "for any");
        send(all.to(sender), "from all");
        send(sender.to(address("2001:db8::9", 5061)), "for none");
        simulation.run(SECOND);

        assertThat(one.came).containsExactly("for one");
        assertThat(all.came).containsExactly("for any");
        assertThat(sender.flows.getFirst().remote()).isEqualTo(address("::1", 5060));
        assertThat(network.ladder()).isEqualTo("""
                        0.001 UDP [2001:db8::7]:40000 -> [2001:db8::1]:5060 7 octets
                        0.001 UDP [2001:db8::7]:40000 -> [2001:db8::9]:5060 7 octets
                        0.001 UDP [::1]:5060 -> [2001:db8::7]:40000 8 octets
                        0.001 UDP [2001:db8::7]:40000 -> [2001:db8::9]:5061 8 octets (nobody takes it)
                        """);
    }

    @Test
    void whatIsTooLargeIsRefused() throws IOException {
        Recorder alice = udp("192.0.2.1", 0);
        Recorder bob = udp("192.0.2.2", 0);
        network.conditions(LinkConditions.GOOD.withLargestDatagram(5));

        assertThat(send(alice.to(bob), "123456")).isEqualTo(SendResult.TOO_LARGE);
        assertThat(send(alice.to(bob), "12345")).isEqualTo(SendResult.SENT);
    }

    @Test
    void aSilentAddressSwallowsWhatComesAndGoes() throws IOException {
        Recorder alice = udp("192.0.2.1", 0);
        Recorder bob = udp("192.0.2.2", 0);
        network.silence(bob.address().getAddress());
        send(alice.to(bob), "in");
        send(bob.to(alice), "out");
        simulation.run(SECOND);
        assertThat(alice.came).isEmpty();
        assertThat(bob.came).isEmpty();
        assertThat(network.trace()).extracting(WireEvent::kind).containsOnly(WireEvent.Kind.LOST);

        network.restore(bob.address().getAddress());
        send(alice.to(bob), "again");
        simulation.run(SECOND);
        assertThat(bob.came).containsExactly("again");
    }

    @Test
    void eachDirectionHasItsConditions() throws IOException {
        Recorder alice = udp("192.0.2.1", 0);
        Recorder bob = udp("192.0.2.2", 0);
        network.conditions(alice.address().getAddress(), bob.address().getAddress(), LinkConditions.GOOD.withLoss(1));
        send(alice.to(bob), "there");
        send(bob.to(alice), "back");
        simulation.run(SECOND);

        assertThat(bob.came).isEmpty();
        assertThat(alice.came).containsExactly("back");
    }

    @Test
    void aReceiverThatIsFullHasThemWaitAsFarAsThereIsRoom() throws IOException {
        Recorder alice = udp("192.0.2.1", 0);
        SocketOptions small = new SocketOptions(10, 1, 0, false);
        Recorder bob = new Recorder(
                simulation,
                simulation.socket(Transport.UDP, address("192.0.2.2", 0)).withOptions(small));
        bob.full = true;
        for (String text : List.of("1234", "5678", "9012", "34")) {
            send(alice.to(bob), text);
        }
        simulation.run(SECOND);
        assertThat(bob.came).isEmpty();

        bob.go();
        simulation.run(SECOND);
        assertThat(bob.came).containsExactly("1234", "5678", "34");
        send(alice.to(bob), "5");
        simulation.run(SECOND);
        assertThat(bob.came).endsWith("34", "5");
    }

    private List<String> sendMany(Simulation bed, LinkConditions conditions) throws IOException {
        Recorder alice = new Recorder(bed, bed.socket(Transport.UDP));
        Recorder bob = new Recorder(bed, bed.socket(Transport.UDP));
        bed.network().conditions(conditions);
        for (int i = 0; i < MANY; i++) {
            send(alice.to(bob), Integer.toString(i));
            bed.run(Duration.ofNanos(10_000));
        }
        bed.run(SECOND);
        return bob.came;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void withoutLossAllArriveOnceWhateverTheDelays(long seed) throws IOException {
        LinkConditions late = LinkConditions.GOOD.withDelay(Duration.ZERO, Duration.ofMillis(20));
        List<String> came = sendMany(TestBed.simulated(seed), late);

        List<String> sent = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            sent.add(Integer.toString(i));
        }
        assertThat(came).containsExactlyInAnyOrderElementsOf(sent).isNotEqualTo(sent);
        assertThat(sendMany(TestBed.simulated(seed), LinkConditions.GOOD)).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void lossAndDuplicationAreAsOftenAsTheyShould(long seed) throws IOException {
        LinkConditions bad = LinkConditions.GOOD.withLoss(0.2).withDuplication(0.1);
        List<String> came = sendMany(TestBed.simulated(seed), bad);

        // Four standard deviations of 10,000 tosses with 0.2, and of 8,000 with 0.1.
        int different = new HashSet<>(came).size();
        assertThat(MANY - different).isBetween(2000 - 160, 2000 + 160);
        assertThat(came.size() - different).isBetween(800 - 108, 800 + 108);
    }

    @Test
    void allOrNothingIsExact() throws IOException {
        assertThat(sendMany(TestBed.simulated(1), LinkConditions.GOOD.withLoss(1)))
                .isEmpty();
        assertThat(sendMany(TestBed.simulated(1), LinkConditions.GOOD.withDuplication(1)))
                .hasSize(2 * MANY);
    }

    @Test
    void conditionsAreChecked() {
        assertThatThrownBy(() -> LinkConditions.GOOD.withLoss(1.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LinkConditions.GOOD.withLoss(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LinkConditions.GOOD.withDuplication(-0.1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LinkConditions.GOOD.withDelay(SECOND, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LinkConditions.GOOD.withDelay(SECOND.negated(), SECOND))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LinkConditions.GOOD.withLargestDatagram(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTraceForgetsTheOldest() throws IOException {
        Recorder alice = udp("192.0.2.1", 0);
        Listener bob = udp("192.0.2.2", 0).listener;
        Flow flow = alice.to(bob.local());
        for (int i = 0; i <= VirtualNetwork.TRACE_LIMIT; i++) {
            send(flow, Integer.toString(i));
        }
        simulation.run(SECOND);

        List<WireEvent> trace = network.trace();
        assertThat(trace).hasSize(VirtualNetwork.TRACE_LIMIT);
        assertThat(Text.decode(trace.getFirst().octets(), 0, 1)).isEqualTo("1");
    }
}
