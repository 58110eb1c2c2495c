package io.sidetone.sip.digest;

import io.sidetone.sip.base.Rfc;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Remembers which counts of which nonces were used, so that each is accepted once.
///
/// Requests overtake each other, so a count below the highest is accepted as well, if it is less than [#WINDOW]
/// below it and new. The table is bounded: the nonce that has been in it for longest gives way, and from then on
/// no nonce as old as that one enters. So a full table never lets a replay through; it makes some clients answer
/// one challenge more.
///
/// It knows the uses of this process only: servers that share the key of their nonces do not share the counts.
/// Thread-safe.
@Rfc(number = 7616, section = "3.4")
public final class NonceCounts {

    /// How many nonces are remembered if nothing else is said; about 200 octets each.
    public static final int DEFAULT_LIMIT = 65_536;

    /// How far behind the highest count of its nonce a count may be.
    public static final int WINDOW = 64;

    private final int limit;
    private final Map<String, Window> windows = new LinkedHashMap<>();
    private long horizon = Long.MIN_VALUE;
    private long evictions;

    /// @param limit how many nonces are remembered, from 1
    public NonceCounts(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("A limit of " + limit + " nonces");
        }
        this.limit = limit;
    }

    /// Whether a count of a nonce was not used before; from now on it is.
    ///
    /// To be asked only for nonces that are fresh and whose proof is right: else anybody could fill the table.
    ///
    /// @param issuedAt when the nonce was made, in milliseconds since 1970
    /// @param newestExpired nonces made then or earlier are refused elsewhere and can be forgotten
    synchronized boolean accept(String nonce, long count, long issuedAt, long newestExpired) {
        Window window = windows.get(nonce);
        if (window != null) {
            return window.accept(count);
        }
        if (issuedAt <= horizon) {
            return false;
        }
        makeRoom(newestExpired);
        windows.put(nonce, new Window(count, issuedAt));
        return true;
    }

    private void makeRoom(long newestExpired) {
        Iterator<Window> oldestFirst = windows.values().iterator();
        while (oldestFirst.hasNext()) {
            Window oldest = oldestFirst.next();
            boolean expired = oldest.issuedAt <= newestExpired;
            if (!expired && windows.size() < limit) {
                return;
            }
            oldestFirst.remove();
            horizon = Math.max(horizon, oldest.issuedAt);
            if (!expired) {
                evictions++;
            }
        }
    }

    /// How many nonces are remembered now.
    public synchronized int size() {
        return windows.size();
    }

    /// How many nonces had to give way before they were too old. If it grows, the limit is too low for the
    /// traffic.
    public synchronized long evictions() {
        return evictions;
    }

    /// The highest count of a nonce and, bit by bit, which of those just below it were used.
    private static final class Window {

        private final long issuedAt;
        private long highest;
        private long used = 1;

        Window(long first, long issuedAt) {
            this.highest = first;
            this.issuedAt = issuedAt;
        }

        boolean accept(long count) {
            if (count > highest) {
                long ahead = count - highest;
                used = ahead < WINDOW ? used << ahead | 1 : 1;
                highest = count;
                return true;
            }
            long behind = highest - count;
            if (behind >= WINDOW || (used >>> behind & 1) != 0) {
                return false;
            }
            used |= 1L << behind;
            return true;
        }
    }
}
