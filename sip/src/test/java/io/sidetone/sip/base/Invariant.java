package io.sidetone.sip.base;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Says what must hold for every input of a fuzz target. Plain on purpose: it is asked millions of times a
/// minute. Thread-safe: only functions.
public final class Invariant {

    private Invariant() {}

    /// Fails unless the rule holds for the subject.
    public static void holds(boolean holds, String rule, @Nullable Object subject) {
        if (!holds) {
            throw new AssertionError(rule + ": " + subject);
        }
    }

    /// Fails unless both are equal and agree in their hash.
    public static void equal(@Nullable Object actual, @Nullable Object expected, String rule) {
        if (!Objects.equals(actual, expected) || Objects.hashCode(actual) != Objects.hashCode(expected)) {
            throw new AssertionError(rule + ": " + actual + " is not " + expected);
        }
    }
}
