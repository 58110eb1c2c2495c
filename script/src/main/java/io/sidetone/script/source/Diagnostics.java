package io.sidetone.script.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects what is wrong with one script, so that all of it is told at once. Confined to the thread that loads
/// it.
public final class Diagnostics {

    /// What is kept at most; the rest is only counted.
    public static final int LIMIT = 200;

    private final List<Diagnostic> found = new ArrayList<>();
    private int errors;
    private int left;

    /// Adds an error without advice.
    public void error(Span span, String message) {
        add(new Diagnostic(Severity.ERROR, span, message, null));
    }

    /// Adds an error and how to mend it, where that is known.
    public void error(Span span, String message, @Nullable String help) {
        add(new Diagnostic(Severity.ERROR, span, message, help));
    }

    /// Adds a warning and how to mend it, where that is known.
    public void warning(Span span, String message, @Nullable String help) {
        add(new Diagnostic(Severity.WARNING, span, message, help));
    }

    private void add(Diagnostic diagnostic) {
        if (diagnostic.severity() == Severity.ERROR) {
            errors++;
        }
        if (found.size() < LIMIT) {
            found.add(diagnostic);
        } else {
            left++;
        }
    }

    /// How many errors there are, those above the limit included.
    public int errors() {
        return errors;
    }

    /// Whether an error is told already of what begins there.
    public boolean hasErrorAt(int start) {
        return found.stream()
                .anyMatch(
                        each -> each.severity() == Severity.ERROR && each.span().start() == start);
    }

    /// How many were found above [#LIMIT].
    public int left() {
        return left;
    }

    /// All that was kept, in the order of the text.
    public List<Diagnostic> list() {
        return found.stream()
                .sorted(Comparator.comparingInt(diagnostic -> diagnostic.span().start()))
                .toList();
    }
}
