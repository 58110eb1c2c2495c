package io.sidetone.dist.house;

import java.util.Locale;

/// The tiers of the tests, which are JUnit tags, with the time that each may take on two cores.
public enum Tier {
    /// No tag: offline, no root, no ports.
    CORE(300),
    /// Real sockets on this machine.
    WIRE(300),
    /// Other programs: SIPp, browsers, databases.
    PEERS(600),
    /// Soaks, fuzzing, thousands of seeds: only by hand, for as long as it takes.
    LONG(Integer.MAX_VALUE);

    private final int budgetSeconds;

    Tier(int budgetSeconds) {
        this.budgetSeconds = budgetSeconds;
    }

    /// The time that all tests of the tier together may take, in seconds.
    public int budgetSeconds() {
        return budgetSeconds;
    }

    /// The folder under `surefire-reports` that its reports are in, which is also its tag.
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
