package io.sidetone.modules.cfgutils;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Locks that scripts hold, by their names. Thread-safe.
///
/// A lock belongs to the run that took it, whatever thread it goes on in. One that is held for longer than
/// allowed is taken away: a script that forgets to release it does not stop the others for ever.
final class ScriptLocks {

    /// The most locks that are held at a time.
    static final int MOST = 100_000;

    private record Held(Object owner, long since) {}

    private final Map<String, Held> held = new HashMap<>();

    /// Takes a lock if it is free, or held for too long.
    ///
    /// @param owner who takes it
    /// @param now in nanoseconds
    /// @param longest how long one may be held, in nanoseconds
    /// @return false if another has it
    synchronized boolean take(String name, Object owner, long now, long longest) {
        @Nullable Held before = held.get(name);
        boolean free = before == null ? held.size() < MOST : now - before.since() > longest;
        if (free) {
            held.put(name, new Held(owner, now));
        }
        return free;
    }

    /// Waits until a lock is released, or for some time.
    @SuppressWarnings("WaitNotInLoop") // whoever waits looks again, in a loop of his own
    synchronized void await(long millis) throws InterruptedException {
        wait(millis);
    }

    /// Releases a lock.
    ///
    /// @return false if the owner does not have it
    @SuppressWarnings("ReferenceEquality") // the same run, not one that is equal
    synchronized boolean release(String name, Object owner) {
        Held before = held.get(name);
        if (before == null || before.owner() != owner) {
            return false;
        }
        held.remove(name);
        notifyAll();
        return true;
    }

    synchronized int size() {
        return held.size();
    }
}
