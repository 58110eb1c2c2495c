package io.sidetone.script.parse;

import io.sidetone.script.source.Span;
import java.util.function.IntUnaryOperator;

/// Characters that hold variables, and where each of them stands in the source. Immutable.
///
/// @param text the characters
/// @param offsets from the index of a character, or of the end, to its place in the source; never falling
record Stretch(String text, IntUnaryOperator offsets) {

    /// What stands in the source as it is.
    static Stretch at(String text, int start) {
        return new Stretch(text, index -> start + index);
    }

    Span span(int from, int to) {
        int start = offsets.applyAsInt(from);
        return new Span(start, Math.max(start, offsets.applyAsInt(to)));
    }
}
