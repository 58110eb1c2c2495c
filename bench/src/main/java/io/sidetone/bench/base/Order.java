package io.sidetone.bench.base;

import java.util.Locale;

/// What the driver can do; `driver.c` says more. Immutable.
public enum Order {
    /// Datagrams, so many in a second.
    PACE,
    /// Datagrams, so many of them unanswered.
    DATAGRAMS,
    /// Messages over a TCP connection, so many of them unanswered.
    STREAM,
    /// So many connections, with nothing to do after a first ping.
    HOLD;

    /// As the driver calls it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
