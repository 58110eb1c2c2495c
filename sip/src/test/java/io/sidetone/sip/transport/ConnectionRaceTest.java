package io.sidetone.sip.transport;

import static io.sidetone.sip.transport.Addressing.hop;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ManualClock;
import io.sidetone.sip.text.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Many threads at once, again and again: whatever comes before what, nothing is lost and nothing told twice.
class ConnectionRaceTest {

    private static final int SENDERS = 4;
    private static final int EACH = 20;
    private static final int ROUNDS = 500;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Connections table = new Connections(
            new MessageParser(), new ConnectionLimits(100, 100, 400), ConnectionTimes.DEFAULT, new ManualClock());
    private final RecordingReceiver receiver = new RecordingReceiver();
    private final FakeListener listener =
            new FakeListener(FakeListener.settings(Transport.TCP, "192.0.2.1:5060"), receiver, table);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /// What became of the messages of one round.
    private static final class Fates {
        private final Set<String> accepted = new HashSet<>();
        private final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
        private final AtomicInteger refused = new AtomicInteger();

        void send(Connection connection, String text) {
            SendResult result = connection.send(Text.encode(text), _ -> told.add(text));
            if (result == SendResult.SENT) {
                synchronized (this) {
                    accepted.add(text);
                }
            } else {
                refused.incrementAndGet();
            }
        }
    }

    @Test
    @Rfc(number = 3261, section = "18.4")
    void eachMessageIsWrittenToldOrRefusedOnce() throws Exception {
        int told = 0;
        int written = 0;
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            FakeWire wire = new FakeWire();
            Connection connection = table.connect(
                    listener,
                    wire,
                    hop(Transport.TCP, "198.51.100.7:5060"),
                    listener.local().getAddress(),
                    null,
                    receiver);
            Fates fates = new Fates();
            run(tasks(round, connection, wire, fates));
            connection.ended(ClosingReason.BY_PEER);
            wire.release(false);

            Set<String> ends = new HashSet<>(wire.sent());
            assertThat(ends).as("round %d: written once", round).hasSameSizeAs(wire.sent());
            int before = ends.size();
            ends.addAll(fates.told);
            assertThat(ends).as("round %d: told once, if not written", round).hasSize(before + fates.told.size());
            assertThat(ends).as("round %d: accepted, and nothing else", round).isEqualTo(fates.accepted);
            assertInOrder(wire.sent());
            told += fates.told.size();
            written += before;
            refused += fates.refused.get();
        }
        assertThat(List.of(told, written, refused)).allMatch(count -> count > 0);
        assertThat(table.open()).isZero();
        assertThat(table.isEmpty()).isTrue();
        assertThat(receiver.closed).hasSize(ROUNDS);
    }

    private static List<Runnable> tasks(int round, Connection connection, FakeWire wire, Fates fates) {
        Random random = new Random(round);
        List<Runnable> tasks = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            String name = "s" + sender + " ";
            tasks.add(() -> {
                for (int i = 0; i < EACH; i++) {
                    fates.send(connection, name + i);
                }
            });
        }
        tasks.add(() -> connection.established(null));
        switch (random.nextInt(4)) {
            case 0 -> tasks.add(() -> connection.close(ClosingReason.BY_US));
            case 1 -> tasks.add(() -> connection.ended(ClosingReason.BROKEN));
            case 2 -> tasks.add(() -> wire.way(FakeWire.Way.REFUSE));
            default -> wire.way(FakeWire.Way.HOLD);
        }
        if (random.nextBoolean()) {
            tasks.add(() -> wire.release(true));
        }
        return tasks;
    }

    /// Whatever one thread sends keeps its order.
    private static void assertInOrder(List<String> sent) {
        for (int sender = 0; sender < SENDERS; sender++) {
            String name = "s" + sender + " ";
            List<Integer> numbers = sent.stream()
                    .filter(text -> text.startsWith(name))
                    .map(text -> Integer.valueOf(text.substring(name.length())))
                    .toList();
            assertThat(numbers).isSorted();
        }
    }

    @Test
    void theCountsAreRightWhateverComesFirst() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Connection connection =
                    Objects.requireNonNull(listener.accept(new FakeWire(), "198.51.100.7:" + (1000 + round)));
            run(List.of(
                    () -> connection.established(Proven.of("server")),
                    () -> table.alias(connection, 5060),
                    () -> connection.close(ClosingReason.BY_US),
                    () -> connection.ended(ClosingReason.BY_PEER),
                    table::sweep));
        }
        assertThat(table.open()).isZero();
        assertThat(table.isEmpty()).isTrue();
        assertThat(receiver.closed).hasSize(ROUNDS);
    }

    /// Runs all tasks at once and waits for them.
    private void run(List<Runnable> tasks) throws Exception {
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        List<Future<?>> futures = new ArrayList<>();
        for (Runnable task : tasks) {
            futures.add(threads.submit(() -> {
                start.await(10, TimeUnit.SECONDS);
                task.run();
                return null;
            }));
        }
        for (Future<?> future : futures) {
            future.get(10, TimeUnit.SECONDS);
        }
    }
}
