package io.sidetone.sip.transaction;

import java.lang.System.Logger.Level;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The lock of a server transaction and of all that hangs on it: its response context, its branches. Thread-safe.
///
/// What is done under it is short and never waits. What is told to users waits until it is free, is told in
/// order, and never overlaps. So no script and no callback runs while it is held.
///
/// Who holds one takes no other: two that are taken in two orders would wait for each other for ever. Where
/// assertions are on, as in all tests, whoever tries fails at once.
public final class TransactionLock {

    private static final System.Logger LOG = System.getLogger(TransactionLock.class.getName());

    private static final boolean WATCHED = TransactionLock.class.desiredAssertionStatus();

    /// What a thread holds, where that is watched.
    private static final ScopedValue<TransactionLock> HELD = ScopedValue.newInstance();

    /// What is to be told next. Null most of the time.
    private @Nullable Told first;

    /// What is to be told last; means nothing if there is no first.
    private @Nullable Told last;

    /// Whether a thread tells what waits.
    private boolean delivering;

    /// Who holds it. Only the holder writes it, so a thread that reads itself here is the one.
    private @Nullable Thread holder;

    /// Whether what is told may block.
    private volatile boolean mayBlock;

    /// One that waits: there is rarely more than one, so a queue would be mostly empty.
    private static final class Told {

        private final Runnable event;
        private @Nullable Told next;

        Told(Runnable event) {
            this.event = event;
        }
    }

    /// From now on a user may block when he is told something. So nothing is told on the thread that has caused
    /// it, unless that is a virtual one; what comes meanwhile waits its turn, as ever, but the machines do not.
    public void allowBlocking() {
        mayBlock = true;
    }

    /// Does something under the lock, then tells what is to be told, unless another thread does so already or the
    /// caller holds the lock himself.
    public void run(Runnable step) {
        if (isHeld()) {
            step.run();
            return;
        }
        boolean tell = false;
        checkFirst();
        try {
            synchronized (this) {
                holder = Thread.currentThread();
                try {
                    hold(step);
                } finally {
                    holder = null;
                    // Even if the step failed: what it has to tell would wait for ever.
                    tell = !delivering && first != null;
                    delivering |= tell;
                }
            }
        } finally {
            if (tell) {
                tell();
            }
        }
    }

    private void tell() {
        if (mayBlock && !Thread.currentThread().isVirtual()) {
            Thread.ofVirtual().start(this::deliver);
        } else {
            deliver();
        }
    }

    /// Makes something under the lock, and tells nothing behind it: the next [#run] does. For what is to be told
    /// about an object that has yet to be made.
    public <T> T make(Supplier<T> maker) {
        checkFirst();
        synchronized (this) {
            holder = Thread.currentThread();
            try {
                return WATCHED ? ScopedValue.where(HELD, this).call(maker::get) : maker.get();
            } finally {
                holder = null;
            }
        }
    }

    /// Before it is waited for: then it would be too late.
    private static void checkFirst() {
        if (WATCHED && HELD.isBound()) {
            throw new AssertionError("Who holds a transaction lock must not take another");
        }
    }

    private void hold(Runnable step) {
        if (WATCHED) {
            ScopedValue.where(HELD, this).run(step);
        } else {
            step.run();
        }
    }

    /// Tells something when the lock is free. Only under the lock.
    public void later(Runnable event) {
        Told added = new Told(event);
        if (first == null || last == null) {
            first = added;
        } else {
            last.next = added;
        }
        last = added;
    }

    /// Whether the calling thread holds it.
    public boolean isHeld() {
        return Thread.currentThread().equals(holder);
    }

    private void deliver() {
        for (Runnable event = next(); event != null; event = next()) {
            try {
                event.run();
            } catch (RuntimeException | Error fault) {
                // A fault of ours or of the user's: what is told next must not be lost for it.
                LOG.log(Level.ERROR, "A user of a transaction failed", fault);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Told told = first;
        if (told == null) {
            last = null;
            delivering = false;
            return null;
        }
        first = told.next;
        return told.event;
    }
}
