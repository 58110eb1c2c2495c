package io.sidetone.script.source;

/// A stretch of a [Source]: from the character at `start` up to the one before `end`. Immutable.
///
/// @param start the first character, counted from 0
/// @param end the first character behind it, at least `start`
public record Span(int start, int end) {

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("Not a stretch of text: " + start + " to " + end);
        }
    }

    /// From the start of this one to the end of another that comes later.
    public Span to(Span last) {
        return new Span(start, Math.max(end, last.end));
    }
}
