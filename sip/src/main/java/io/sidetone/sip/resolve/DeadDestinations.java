package io.sidetone.sip.resolve;

import io.sidetone.sip.base.Clock;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Remembers for a time which destinations did not answer, so that they are tried last.
///
/// A destination is a transport with an address and a port, whatever domain it serves. No list gets shorter
/// by it: where all are dead, or the living have failed too, the dead are tried. The table is bounded: the
/// one that has been dead for longest gives way. Thread-safe.
public final class DeadDestinations {

    /// How long a destination is avoided if nothing else is said.
    public static final Duration DEFAULT_PAUSE = Duration.ofSeconds(60);

    /// How many are remembered if nothing else is said.
    public static final int DEFAULT_LIMIT = 10_000;

    private final Duration pause;
    private final int limit;
    private final Clock clock;
    private final Map<Destination, Long> deadUntil = new LinkedHashMap<>();
    private volatile boolean anyDead;

    private record Destination(Transport transport, InetSocketAddress address) {
        static Destination of(NextHop hop) {
            return new Destination(hop.transport(), hop.address());
        }
    }

    /// @param pause how long a destination is avoided
    /// @param limit how many are remembered, from 1
    public DeadDestinations(Duration pause, int limit, Clock clock) {
        if (limit < 1) {
            throw new IllegalArgumentException("A limit of " + limit + " destinations");
        }
        this.pause = pause;
        this.limit = limit;
        this.clock = clock;
    }

    /// Notes that a destination did not answer; from now on, if it was noted before.
    public synchronized void markDead(NextHop hop) {
        long now = clock.nanoTime();
        Destination destination = Destination.of(hop);
        deadUntil.remove(destination);
        makeRoom(now);
        deadUntil.put(destination, now + pause.toNanos());
        anyDead = true;
    }

    /// All pauses are of one length, so the entries stand in the order of their ends.
    private void makeRoom(long now) {
        Iterator<Long> oldestFirst = deadUntil.values().iterator();
        while (oldestFirst.hasNext() && (now - oldestFirst.next() >= 0 || deadUntil.size() >= limit)) {
            oldestFirst.remove();
        }
    }

    /// Notes that a destination has answered.
    public synchronized void revive(NextHop hop) {
        if (anyDead) {
            deadUntil.remove(Destination.of(hop));
            anyDead = !deadUntil.isEmpty();
        }
    }

    /// Whether a destination is avoided now.
    public synchronized boolean isDead(NextHop hop) {
        return isDead(hop, clock.nanoTime());
    }

    private boolean isDead(NextHop hop, long now) {
        Long until = deadUntil.get(Destination.of(hop));
        return until != null && now - until < 0;
    }

    /// The same hops, with those behind that are avoided now.
    public List<NextHop> arrange(List<NextHop> hops) {
        // Nearly always so, and then no reader meets another here.
        return anyDead && hops.size() > 1 ? deadLast(hops) : hops;
    }

    private synchronized List<NextHop> deadLast(List<NextHop> hops) {
        long now = clock.nanoTime();
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
        return deadUntil.size();
    }
}
