package io.sidetone.dist.house;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One test of a report. Immutable.
///
/// @param tier its tier
/// @param name class and method
/// @param seconds how long it took
/// @param outcome how it ended
/// @param message why it failed or was skipped; null if it passed
record TestCase(
        Tier tier,
        String name,
        double seconds,
        Outcome outcome,
        @Nullable String message) {

    private static final Pattern NEEDS = Pattern.compile("(?:.*: )?needs (\\S+)", Pattern.DOTALL);

    /// How a test ended.
    enum Outcome {
        PASSED,
        FAILED,
        SKIPPED
    }

    /// What a skipped test said it needs (a program, or a folder by its path), null if it said nothing of the
    /// kind.
    @Nullable
    String need() {
        Matcher needs = NEEDS.matcher(message == null ? "" : message.strip());
        return outcome == Outcome.SKIPPED && needs.matches() ? needs.group(1) : null;
    }

    boolean passed() {
        return outcome == Outcome.PASSED;
    }

    /// Nothing is skipped silently: a test may only be skipped because something it needs is not there.
    boolean failed() {
        return !passed() && !skipped();
    }

    boolean skipped() {
        return need() != null;
    }

    /// For the list of the slowest.
    String timed() {
        return String.format(Locale.ROOT, "%.1f s  %s", seconds, name);
    }
}
