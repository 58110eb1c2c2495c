package io.sidetone.sip.ua;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.testing.LinkConditions;
import io.sidetone.sip.testing.Simulation;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.transaction.TransactionLayer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A few calls between two user agents over a network of any kind: early media that is acknowledged, changes of
/// the session that cross, calls given up at any moment. All of it is decided by one seed.
final class CallSimulation implements AutoCloseable {

    /// What came of calls. Immutable.
    record Totals(int calls, int established, int changes, int changed, int messages) {

        static final Totals NONE = new Totals(0, 0, 0, 0, 0);

        Totals plus(Totals other) {
            return new Totals(
                    calls + other.calls,
                    established + other.established,
                    changes + other.changes,
                    changed + other.changed,
                    messages + other.messages);
        }

        @Override
        public String toString() {
            return "%d calls, %d of them established; %d changes asked for, %d made; %d messages"
                    .formatted(calls, established, changes, changed, messages);
        }
    }

    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final int LONGEST_CALL = 20_000;

    private final Simulation bed;
    private final Random random;
    private final Agents agents;
    private final UserAgent alice;
    private final UserAgent bob;
    private final List<Side> sides = new ArrayList<>();
    private final List<CompletableFuture<SipResponse>> changes = new ArrayList<>();
    private final long idle;
    private int placed;
    private int begun;

    CallSimulation(long seed) {
        this.bed = TestBed.simulated(seed);
        this.random = new Random(seed);
        this.agents = new Agents(bed);
        this.alice = agents.agent("alice", UserAgentHandler.NONE);
        this.bob = agents.agent("bob", new UserAgentHandler() {
            @Override
            public CallHandler incoming(Call call) {
                return called(call);
            }
        });
        this.idle = bed.wheel().waiting();
        double loss = random.nextInt(3) == 0 ? 0 : random.nextInt(12) == 0 ? 0.5 : random.nextDouble() / 5;
        bed.network()
                .conditions(LinkConditions.GOOD
                        .withLoss(loss)
                        .withDuplication(random.nextBoolean() ? 0 : random.nextDouble() / 5)
                        .withDelay(Duration.ofMillis(1), Duration.ofMillis(1 + random.nextInt(400))));
        placed = 1 + random.nextInt(2);
        for (int i = 0; i < placed; i++) {
            later(1000, this::place);
        }
    }

    /// Does something at a moment of chance.
    private void later(int millis, Runnable what) {
        bed.wheel().start(Duration.ofMillis(random.nextInt(millis)), bed.pool().strand(1), what);
    }

    private boolean chance(int oneOf) {
        return random.nextInt(oneOf) == 0;
    }

    private void place() {
        Side side = new Side();
        sides.add(side);
        begun++;
        side.call = alice.call(Agents.at(bob), chance(4) ? null : Agents.OFFER, side);
        if (chance(3)) {
            later(3000, side::hangUp);
        }
        later(LONGEST_CALL, side::hangUp);
    }

    private CallHandler called(Call call) {
        Side side = new Side();
        sides.add(side);
        side.call = call;
        if (chance(2)) {
            call.ring();
        }
        boolean offered = call.remoteSession() != null;
        Body early = offered && chance(2) ? Agents.ANSWER : null;
        if (early != null) {
            call.progress(183, "Session Progress", early);
        }
        switch (random.nextInt(5)) {
            case 0 -> later(5000, () -> side.unlessOver(() -> call.refuse(486, "Busy Here")));
            case 1 -> later(90_000, side::hangUp);
            default -> later(3000, () -> side.unlessOver(() -> call.answer(early == null ? Agents.ANSWER : null)));
        }
        later(LONGEST_CALL, side::hangUp);
        return side;
    }

    /// Lets everything happen, and checks what is left.
    Totals run() {
        boolean over = bed.runUntil(() -> begun == placed && isOver(), LIMIT);
        assertThat(over).as(this::toString).isTrue();
        assertThat(changes).as("all are told what became of their changes").allMatch(CompletableFuture::isDone);
        for (Side side : sides) {
            assertThat(side.told).as("a call ends once").containsOnlyOnce("ended");
            assertThat(side.established).isLessThanOrEqualTo(1);
            assertThat(side.told).as("nothing is told behind the end").endsWith("ended");
        }
        int made = 0;
        for (CompletableFuture<SipResponse> change : changes) {
            made += change.isCompletedExceptionally() || !change.join().isSuccess() ? 0 : 1;
        }
        int established = 0;
        for (Side side : sides) {
            established += side.established > 0 && side.caller() ? 1 : 0;
        }
        return new Totals(
                begun, established, changes.size(), made, bed.network().trace().size());
    }

    private boolean isOver() {
        boolean transactions = false;
        for (TransactionLayer layer : agents.layers) {
            transactions |= layer.servers() + layer.clients() > 0;
        }
        return !transactions
                && alice.calls() + bob.calls() + alice.dialogCount() + bob.dialogCount() == 0
                && bed.wheel().waiting() == idle;
    }

    @Override
    public void close() {
        agents.close();
    }

    @Override
    public String toString() {
        return "calls " + alice.calls() + " " + bob.calls() + ", dialogs " + alice.dialogCount() + " "
                + bob.dialogCount() + ", timers " + (bed.wheel().waiting() - idle) + "\n"
                + bed.network().ladder();
    }

    /// One side of a call.
    private final class Side implements CallHandler {

        private @Nullable Call call;
        private int established;
        private int ends;
        private final List<String> told = new ArrayList<>();

        boolean caller() {
            return call != null && call.isOutgoing();
        }

        void unlessOver(Runnable what) {
            if (ends == 0) {
                what.run();
            }
        }

        void hangUp() {
            Call mine = call;
            if (mine != null && ends == 0) {
                mine.hangUp();
            }
        }

        @Override
        public void progress(Call from, SipResponse response) {
            told.add("progress");
            if (chance(3)) {
                change(from);
            }
        }

        @Override
        public void established(Call from) {
            told.add("established");
            established++;
            int number = random.nextInt(4);
            for (int i = 0; i < number; i++) {
                // Often at one moment with the other side's.
                later(1 + random.nextInt(1500), () -> unlessOver(() -> change(from)));
            }
        }

        private void change(Call from) {
            Body offer = chance(4) ? null : chance(2) ? Agents.OTHER : Agents.OFFER;
            changes.add(chance(2) || from.state() == Call.State.INVITED ? from.update(offer) : from.reInvite(offer));
        }

        @Override
        public void offered(Call from, Offer offer) {
            told.add("offered");
            if (chance(5)) {
                offer.refuse(488, "Not Acceptable Here");
            } else {
                offer.accept(Agents.ANSWER);
            }
        }

        @Override
        public void answered(Call from) {
            told.add("answered");
        }

        @Override
        public void ended(Call from, CallEnd end) {
            told.add("ended");
            ends++;
        }
    }
}
