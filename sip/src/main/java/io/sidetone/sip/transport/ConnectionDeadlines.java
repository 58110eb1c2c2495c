package io.sidetone.sip.transport;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// When a connection did what, and what is overdue. All times are those of a clock's nanoseconds. Thread-safe.
///
/// Each time is written by one thread and read by the one that looks after all connections, once in a second:
/// that it may see one of them a moment late does no harm.
final class ConnectionDeadlines {

    private final ConnectionTimes times;
    private final boolean outgoing;

    /// When the present phase began.
    private volatile long phase;

    private volatile long lastRead;
    private volatile long lastWrite;
    private volatile boolean hadWhole;
    private volatile boolean inPart;
    private volatile long partSince;
    private volatile boolean paused;
    private final AtomicInteger awaitedPongs = new AtomicInteger();
    private volatile long pinged;

    /// Until when it may be idle.
    private volatile long keptUntil;

    ConnectionDeadlines(ConnectionTimes times, boolean outgoing, long now) {
        this.times = times;
        this.outgoing = outgoing;
        this.phase = now;
        this.lastRead = now;
        this.lastWrite = now;
        this.keptUntil = now;
    }

    /// It may be idle until then.
    void keep(long until) {
        keptUntil = until;
    }

    /// The next phase begins: the handshake, or the end.
    void next(long now) {
        phase = now;
    }

    void open(long now) {
        phase = now;
        lastRead = now;
        lastWrite = now;
        pinged = now;
    }

    /// We have stopped reading: what does not come meanwhile is not the peer's fault.
    void paused() {
        paused = true;
    }

    /// We read again, and the peer has its time again.
    void resumed(long now) {
        phase = now;
        lastRead = now;
        partSince = now;
        pinged = now;
        paused = false;
    }

    /// Something came.
    ///
    /// @param whole whether a message or keep-alive ended in it
    /// @param part whether the beginning of a message is left
    void read(long now, boolean whole, boolean part) {
        lastRead = now;
        hadWhole |= whole;
        if (part && (whole || !inPart)) {
            partSince = now;
        }
        inPart = part;
    }

    /// Something is to be written, and nothing was before.
    void writing(long now) {
        lastWrite = now;
    }

    void wrote(long now) {
        lastWrite = now;
    }

    void pinged(long now) {
        if (awaitedPongs.get() == 0) {
            pinged = now;
        }
        awaitedPongs.incrementAndGet();
    }

    /// The last ping could not be sent.
    void unpinged() {
        awaitedPongs.updateAndGet(count -> Math.max(0, count - 1));
    }

    /// The peer lives: this answers all pings before it.
    void ponged() {
        awaitedPongs.set(0);
    }

    @Nullable
    ClosingReason whileConnecting(long now) {
        return isOver(times.connect(), phase, now) ? ClosingReason.CONNECT_TIMEOUT : null;
    }

    @Nullable
    ClosingReason whileHandshake(long now) {
        return isOver(times.handshake(), phase, now) ? ClosingReason.HANDSHAKE_TIMEOUT : null;
    }

    /// @param writing whether something waits to be sent
    @Nullable
    ClosingReason whileOpen(long now, boolean writing) {
        if (writing && isOver(times.write(), lastWrite, now)) {
            return ClosingReason.SLOW_READER;
        }
        if (paused) {
            return null;
        }
        if (!hadWhole && !outgoing && isOver(times.firstMessage(), phase, now)) {
            return ClosingReason.FIRST_MESSAGE_TIMEOUT;
        }
        if (inPart && isOver(times.message(), partSince, now)) {
            return ClosingReason.SLOW_SENDER;
        }
        if (awaitedPongs.get() > 0 && isOver(times.pong(), pinged, now)) {
            return ClosingReason.NO_PONG;
        }
        boolean idle =
                isOver(times.idle(), lastRead, now) && isOver(times.idle(), lastWrite, now) && keptUntil - now <= 0;
        return idle ? ClosingReason.IDLE : null;
    }

    /// For how long nothing can be overdue, whatever begins from now on; in nanoseconds, 0 if something is under
    /// way.
    ///
    /// @param writing whether something waits to be sent
    long quiet(long now, boolean writing) {
        if (writing || paused || inPart || awaitedPongs.get() > 0) {
            return 0;
        }
        long quiet = Math.min(
                Math.min(times.message().toNanos(), times.write().toNanos()),
                times.pong().toNanos());
        quiet = Math.min(quiet, left(times.idle(), Math.max(lastRead, lastWrite), now));
        return hadWhole || outgoing ? quiet : Math.min(quiet, left(times.firstMessage(), phase, now));
    }

    private static long left(Duration limit, long from, long now) {
        return Math.max(0, limit.toNanos() - (now - from));
    }

    /// Whether what was closed has not ended though it had time to.
    boolean isStuck(long now) {
        return isOver(times.write(), phase, now);
    }

    private static boolean isOver(Duration limit, long from, long now) {
        return now - from > limit.toNanos();
    }
}
