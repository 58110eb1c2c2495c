package io.sidetone.dist.house;

import static org.assertj.core.api.Assertions.fail;

import java.util.List;

/// Holds a rule against a tree. Thread-safe: only functions.
public final class Keeping {

    private Keeping() {}

    /// Fails with every offence on lines of its own.
    public static void assertKept(Check check, Reactor reactor) {
        List<String> offences = check.offences(reactor);
        if (!offences.isEmpty()) {
            fail("A rule of the house is broken (why it is one: docs/decisions/0003-house-tests.md).\n\n"
                    + String.join("\n\n", offences) + "\n");
        }
    }
}
