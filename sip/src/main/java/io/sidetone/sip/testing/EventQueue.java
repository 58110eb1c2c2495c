package io.sidetone.sip.testing;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// What is to happen when: in the order of time and, at one time, in the order it was put in. Thread-safe.
final class EventQueue {

    private record Event(long time, long number, Runnable task) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::number));

    private long last;

    synchronized void add(long time, Runnable task) {
        events.add(new Event(time, last++, task));
    }

    /// When the next one is to happen; the largest number if there is none.
    synchronized long next() {
        Event event = events.peek();
        return event == null ? Long.MAX_VALUE : event.time();
    }

    /// Takes out the next one; null if its time has not come.
    synchronized @Nullable Runnable poll(long now) {
        Event event = events.peek();
        if (event == null || event.time() > now) {
            return null;
        }
        events.remove();
        return event.task();
    }
}
