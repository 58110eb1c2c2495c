package io.sidetone.sip.event;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.testing.Golden;
import io.sidetone.sip.testing.TransitionTable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// The machines do what the figures of the RFCs say, and no more. The files stand beside this class.
class MachineTest {

    @Test
    @Rfc(number = 6665, section = "4.1.2")
    void theSubscriber() throws IOException {
        subscriber("subscriber", () -> new Subscriber(600, Subscriber.DEFAULT_TIMER_N));
        subscriber("subscriber-refreshing", () -> {
            Subscriber subscriber = new Subscriber(600, Subscriber.DEFAULT_TIMER_N);
            Subscriber.Effects none = TransitionTable.recorder(Subscriber.Effects.class, new ArrayList<>());
            subscriber.receive(Subscriber.Event.START, none);
            subscriber.receive(Subscriber.Event.NOTIFY_ACTIVE, 600, none);
            subscriber.receive(Subscriber.Event.TIMER_REFRESH, none);
            return subscriber;
        });
    }

    private static void subscriber(String name, Supplier<Subscriber> fresh) throws IOException {
        TransitionTable<Subscriber, Subscriber.Event, Subscriber.Effects> table = new TransitionTable<>(
                Subscriber.Event.class,
                Subscriber.Effects.class,
                (machine, event, effects) -> machine.receive(event, span(event), effects),
                Subscriber::state);
        Golden.check(MachineTest.class, name + ".transitions", table.of(fresh));
    }

    private static long span(Subscriber.Event event) {
        return switch (event) {
            case TOO_BRIEF -> 900;
            case ACCEPTED, ACCEPTED_SILENTLY -> 500;
            case NOTIFY_ACTIVE, NOTIFY_PENDING -> 480;
            default -> Subscriber.UNSAID;
        };
    }

    @Test
    @Rfc(number = 6665, section = "4.2.2")
    void theNotifier() throws IOException {
        notifier("notifier", () -> new Notifier(Duration.ZERO));
        notifier("notifier-held", () -> {
            Notifier notifier = new Notifier(Duration.ZERO);
            Notifier.Effects none = TransitionTable.recorder(Notifier.Effects.class, new ArrayList<>());
            notifier.receive(Notifier.Event.HOLD, 600, none);
            return notifier;
        });
        notifier("notifier-resting", () -> {
            Notifier notifier = new Notifier(Duration.ofSeconds(5));
            Notifier.Effects none = TransitionTable.recorder(Notifier.Effects.class, new ArrayList<>());
            notifier.receive(Notifier.Event.ACCEPT, 600, none);
            notifier.receive(Notifier.Event.NOTIFY_ACCEPTED, none);
            return notifier;
        });
    }

    private static void notifier(String name, Supplier<Notifier> fresh) throws IOException {
        TransitionTable<Notifier, Notifier.Event, Notifier.Effects> table = new TransitionTable<>(
                Notifier.Event.class,
                Notifier.Effects.class,
                (machine, event, effects) -> machine.receive(event, span(event), effects),
                Notifier::state);
        Golden.check(MachineTest.class, name + ".transitions", table.of(fresh));
    }

    private static long span(Notifier.Event event) {
        return switch (event) {
            case ACCEPT, HOLD, REFRESH -> 600;
            case NOTIFY_POSTPONED -> 10;
            default -> Notifier.UNSAID;
        };
    }

    @Test
    @Rfc(number = 6665, section = "4.2.2")
    void thePaceOfANotifier() throws IOException {
        TransitionTable<NotifyPace, NotifyPace.Event, Notifier.Effects> table = new TransitionTable<>(
                NotifyPace.Event.class,
                Notifier.Effects.class,
                (machine, event, effects) -> machine.receive(event, Duration.ofSeconds(10), effects),
                NotifyPace::state);
        Golden.check(
                MachineTest.class, "notify-pace.transitions", table.of(() -> new NotifyPace(Duration.ofSeconds(5))));
    }

    @Test
    @Rfc(number = 3903, section = "4")
    void thePublisher() throws IOException {
        TransitionTable<Publisher, Publisher.Input, Publisher.Effects> table = new TransitionTable<>(
                Publisher.Input.class,
                Publisher.Effects.class,
                (machine, input, effects) -> machine.receive(input, span(input), effects),
                Publisher::state);
        Golden.check(MachineTest.class, "publisher.transitions", table.of(() -> new Publisher(600)));
    }

    private static long span(Publisher.Input input) {
        return switch (input) {
            case TOO_BRIEF -> 900;
            case ACCEPTED -> 500;
            default -> Publisher.UNSAID;
        };
    }

    @Test
    @Rfc(number = 3903, section = "6")
    void thePublication() throws IOException {
        EventState published = new EventState("application/pidf+xml", new byte[0]);
        TransitionTable<Publication, Publication.Event, Publication.Effects> table = new TransitionTable<>(
                Publication.Event.class,
                Publication.Effects.class,
                (machine, event, effects) -> machine.receive(event, published, 600, effects),
                Publication::state);
        Golden.check(MachineTest.class, "publication.transitions", table.of(() -> new Publication("tag")));
    }
}
