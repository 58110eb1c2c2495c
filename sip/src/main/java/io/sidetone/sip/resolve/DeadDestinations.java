package io.sidetone.sip.resolve;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.RetryAfter;
import io.sidetone.sip.message.SipResponse;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Remembers for a time which destinations did not answer, or want to be left alone, so that they are tried last.
///
/// A destination is a transport with an address and a port, whatever domain it serves. No list gets shorter
/// by it: where all are dead, or the living have failed too, the dead are tried. The table is bounded: the
/// one whose time ends first gives way. Thread-safe.
@Rfc(number = 3263, section = "4.3")
public final class DeadDestinations {

    /// How long a destination is avoided that did not answer, if nothing else is said.
    public static final Duration DEFAULT_PAUSE = Duration.ofSeconds(60);

    /// How long a destination is avoided at most, whatever it asks for.
    public static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    /// How many are remembered if nothing else is said.
    public static final int DEFAULT_LIMIT = 10_000;

    private final Duration pause;
    private final int limit;
    private final Clock clock;
    private final long origin;

    /// What follows is guarded by the lock of this.
    private final Map<Destination, Pause> pauses = new HashMap<>();

    private final NavigableSet<Pause> byEnd =
            new TreeSet<>(Comparator.comparingLong(Pause::end).thenComparingLong(Pause::number));
    private long lastNumber;
    private volatile boolean anyDead;

    private record Destination(Transport transport, InetSocketAddress address) {
        static Destination of(NextHop hop) {
            return new Destination(hop.transport(), hop.address());
        }
    }

    /// @param end in nanoseconds since this was made
    /// @param number tells those apart that end at once
    /// @param wanted whether the destination itself has asked for it
    private record Pause(Destination destination, long end, long number, boolean wanted) {}

    /// @param pause how long a destination is avoided that did not answer
    /// @param limit how many are remembered, from 1
    public DeadDestinations(Duration pause, int limit, Clock clock) {
        if (limit < 1) {
            throw new IllegalArgumentException("A limit of " + limit + " destinations");
        }
        this.pause = pause;
        this.limit = limit;
        this.clock = clock;
        this.origin = clock.nanoTime();
    }

    /// Notes that a destination did not answer; from now on, if it was noted before. A longer pause that it has
    /// asked for stays as it is.
    public synchronized void markDead(NextHop hop) {
        long end = now() + pause.toNanos();
        Destination destination = Destination.of(hop);
        Pause known = pauses.get(destination);
        if (known == null || !known.wanted() || known.end() < end) {
            put(destination, end, false);
        }
    }

    /// Notes what a destination has answered: it is there, unless it says that it can not go on. Who says for how
    /// long is tried last for so long.
    @Rfc(number = 3261, section = "21.5.4")
    @Rfc(number = 3263, section = "4.3")
    public void answered(NextHop hop, SipResponse response) {
        RetryAfter later = response.statusCode() == 503 ? response.first(Headers.RETRY_AFTER) : null;
        if (later != null) {
            retryAfter(hop, Duration.ofSeconds(later.seconds()));
        } else if (response.statusCode() != 503 && anyDead) {
            // Nearly never so: those who answer do not wait for each other here.
            revive(hop);
        }
    }

    /// Notes that a destination wants to be left alone: that it answers others does not end that.
    ///
    /// @param time from now, whatever it has said before; what is longer than [#LONGEST_PAUSE] is cut
    synchronized void retryAfter(NextHop hop, Duration time) {
        Duration bounded = time.compareTo(LONGEST_PAUSE) < 0 ? time : LONGEST_PAUSE;
        put(Destination.of(hop), now() + bounded.toNanos(), true);
    }

    private long now() {
        return clock.nanoTime() - origin;
    }

    private void put(Destination destination, long end, boolean wanted) {
        remove(pauses.get(destination));
        long now = now();
        while (!byEnd.isEmpty() && (byEnd.first().end() <= now || byEnd.size() >= limit)) {
            remove(byEnd.first());
        }
        if (end > now) {
            Pause added = new Pause(destination, end, lastNumber++, wanted);
            pauses.put(destination, added);
            byEnd.add(added);
        }
        anyDead = !pauses.isEmpty();
    }

    private void remove(@Nullable Pause known) {
        if (known != null) {
            pauses.remove(known.destination());
            byEnd.remove(known);
        }
    }

    /// Notes that a destination has answered. If it has asked for a pause it is left alone all the same.
    synchronized void revive(NextHop hop) {
        Pause known = pauses.get(Destination.of(hop));
        if (known != null && !known.wanted()) {
            remove(known);
            anyDead = !pauses.isEmpty();
        }
    }

    /// Whether a destination is avoided now.
    public synchronized boolean isDead(NextHop hop) {
        return isDead(hop, now());
    }

    private boolean isDead(NextHop hop, long now) {
        Pause known = pauses.get(Destination.of(hop));
        return known != null && now < known.end();
    }

    /// The same hops, with those behind that are avoided now.
    public List<NextHop> arrange(List<NextHop> hops) {
        // Nearly always so, and then no reader meets another here.
        return anyDead && hops.size() > 1 ? deadLast(hops) : hops;
    }

    private synchronized List<NextHop> deadLast(List<NextHop> hops) {
        long now = now();
        List<NextHop> arranged = new ArrayList<>(hops.size());
        List<NextHop> dead = new ArrayList<>();
        for (NextHop hop : hops) {
            (isDead(hop, now) ? dead : arranged).add(hop);
        }
        arranged.addAll(dead);
        return arranged;
    }

    /// How many are remembered now, those included whose time is over.
    public synchronized int size() {
        return pauses.size();
    }
}
