package io.sidetone.sip.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.strand.Strand;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Unsent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {

    private final Simulation simulation = TestBed.simulated(7);
    private final Clock clock = simulation.clock();
    private final List<String> log = new ArrayList<>();
    private final long start = clock.nanoTime();

    private void log(String what) {
        log.add(what + " at " + (clock.nanoTime() - start) / 1_000_000 + " on "
                + Thread.currentThread().equals(main));
    }

    private final Thread main = Thread.currentThread();

    @Test
    void timePassesOnlyWhileItRuns() {
        Strand strand = simulation.pool().strand(1);
        simulation.wheel().start(Duration.ofMillis(500), strand, () -> log("timer"));
        simulation.pool().execute(strand, () -> log("task"));
        assertThat(log).isEmpty();

        simulation.run(Duration.ZERO);
        assertThat(log).containsExactly("task at 0 on true");
        simulation.run(Duration.ofMillis(509));
        assertThat(log).hasSize(1);
        simulation.run(Duration.ofMillis(1));
        assertThat(log).endsWith("timer at 510 on true");
        simulation.run(Duration.ofNanos(1));
        assertThat(clock.nanoTime() - start).isEqualTo(510_000_001);
    }

    @Test
    void workThatMakesMoreWorkIsDoneAtItsTime() {
        Strand strand = simulation.pool().strand(1);
        Strand other = simulation.pool().strand(2);
        simulation.wheel().start(Duration.ofMillis(15), strand, () -> {
            log("first");
            simulation.pool().execute(other, () -> {
                log("second");
                simulation.wheel().start(Duration.ZERO, strand, () -> log("third"));
            });
        });
        simulation.run(Duration.ofSeconds(1));

        assertThat(log).containsExactly("first at 20 on true", "second at 20 on true", "third at 30 on true");
    }

    @Test
    void itStopsAtOnceWhenAConditionIsTrue() {
        Strand strand = simulation.pool().strand(1);
        simulation.wheel().start(Duration.ofSeconds(3), strand, () -> log("timer"));

        assertThat(simulation.await(() -> !log.isEmpty(), Duration.ofSeconds(2)))
                .isFalse();
        assertThat(clock.nanoTime() - start).isEqualTo(2_000_000_000L);
        assertThat(simulation.await(() -> !log.isEmpty(), Duration.ofSeconds(2)))
                .isTrue();
        assertThat(log).containsExactly("timer at 3010 on true");
        assertThat(clock.nanoTime() - start).isEqualTo(3_010_000_000L);
    }

    @Test
    void aDayWithFewEventsTakesLittle() {
        Strand strand = simulation.pool().strand(1);
        Runnable again = new Runnable() {
            @Override
            public void run() {
                log("tick");
                simulation.wheel().start(Duration.ofHours(1), strand, this);
            }
        };
        simulation.pool().execute(strand, again);
        long before = Clock.system().nanoTime();
        simulation.run(Duration.ofHours(12).plusSeconds(1));
        long took = Clock.system().nanoTime() - before;

        assertThat(log).hasSize(13);
        // An hour is to take far less than a second, on any machine.
        assertThat(Duration.ofNanos(took)).isLessThan(Duration.ofSeconds(12));
    }

    @Test
    void theEndTellsThoseThatWaitAndRunsNoTimer() throws IOException {
        Recorder alice = new Recorder(simulation, simulation.socket(Transport.TCP));
        Flow flow = alice.to(alice);
        simulation.run(Duration.ofSeconds(1));
        simulation.wheel().start(Duration.ZERO, simulation.pool().strand(1), () -> log("timer"));
        simulation.close();

        assertThat(flow.isOpen()).isFalse();
        assertThat(alice.closed).hasSize(2);
        assertThat(log).isEmpty();
    }

    /// Two elements that send at random, answer at random, connect and close, over a bad network.
    private static List<String> bustle(long seed, Transport transport) throws IOException {
        Simulation bed = TestBed.simulated(seed);
        bed.network()
                .conditions(LinkConditions.GOOD
                        .withLoss(0.1)
                        .withDuplication(0.1)
                        .withDelay(Duration.ofMillis(1), Duration.ofMillis(90)));
        ScriptedPeer alice = new ScriptedPeer(bed, transport);
        ScriptedPeer bob = new ScriptedPeer(bed, transport);
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            Flow flow = random.nextInt(10) == 0 ? alice.connect(bob.address()) : alice.flow(bob.address());
            alice.send("""
                    MESSAGE sip:{remote} SIP/2.0
                    Via: SIP/2.0/{transport} {local};branch={branch}
                    Content-Length: {length}

                    """ + "x".repeat(random.nextInt(500)), flow);
            bed.wheel().start(Duration.ofMillis(random.nextInt(50)), bed.pool().strand(i), () -> {
                bob.connections().forEach(connection -> connection.send(new byte[] {'\r', '\n'}, Unsent.IGNORED));
            });
            if (random.nextInt(20) == 0) {
                bed.network().cut(flow);
            }
            bed.run(Duration.ofMillis(random.nextInt(40)));
        }
        bed.run(Duration.ofSeconds(1));
        List<String> trace = new ArrayList<>();
        bed.network()
                .trace()
                .forEach(event -> trace.add(
                        event.time() + " " + event + " " + Text.decode(event.octets(), 0, event.octets().length)));
        bob.received().forEach(message -> trace.add(message.field("Via") + " " + message.bodyLength()));
        return trace;
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void withOneSeedTheSameHappens(Transport transport) throws IOException {
        List<String> first = bustle(1, transport);

        assertThat(first).hasSizeGreaterThan(100).isEqualTo(bustle(1, transport));
        assertThat(first).isNotEqualTo(bustle(2, transport));
    }
}
