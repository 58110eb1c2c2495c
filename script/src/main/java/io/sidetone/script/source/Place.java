package io.sidetone.script.source;

/// Where a character stands as the author sees it: in the file that was written, before any including or
/// preprocessing. Immutable.
///
/// @param file the file as it was named
/// @param line counted from 1
/// @param column counted from 1, in characters
public record Place(String file, int line, int column) {

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
