package io.sidetone.script.check;

import io.sidetone.script.source.Suggestion;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/// Finds the name that was probably meant. Thread-safe: all is computed from the arguments.
final class Suggestions {

    private Suggestions() {}

    /// The nearest of some names, of equally near ones the first by the alphabet; empty if none is near.
    static Optional<String> nearest(String name, Collection<String> known) {
        return Optional.ofNullable(Suggestion.nearest(name, new TreeSet<>(known)));
    }
}
