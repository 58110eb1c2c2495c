package io.sidetone.script.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The whole text of a script after including and preprocessing, which still knows where each line was written.
/// Immutable.
///
/// Line breaks are `\n`; a `\r` before one belongs to the line.
public final class Source {

    /// Where one line was written.
    ///
    /// @param file the file as it was named
    /// @param line counted from 1
    public record Origin(String file, int line) {}

    private final String file;
    private final String text;
    private final int[] starts;
    private final List<Origin> origins;
    private final Dialect dialect;

    /// @param file the one that all begins with; lines may have been included from others
    /// @param text the text
    /// @param origins where each of its lines was written; a text of n line breaks has n + 1 lines
    /// @param dialect what it is written in
    /// @throws IllegalArgumentException if the numbers of lines differ
    public Source(String file, String text, List<Origin> origins, Dialect dialect) {
        this.file = file;
        this.dialect = dialect;
        this.text = text;
        this.starts = starts(text);
        this.origins = List.copyOf(origins);
        if (starts.length != origins.size()) {
            throw new IllegalArgumentException(starts.length + " lines and " + origins.size() + " origins");
        }
    }

    /// A text that is one file as it is, in the dialect that it says itself.
    public static Source of(String file, String text) {
        List<Origin> origins = new ArrayList<>();
        int lines = starts(text).length;
        for (int line = 1; line <= lines; line++) {
            origins.add(new Origin(file, line));
        }
        return new Source(file, text, origins, Dialect.of(text));
    }

    private static int[] starts(String text) {
        int[] starts = new int[(int) text.chars().filter(c -> c == '\n').count() + 1];
        int line = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            starts[line++] = at + 1;
        }
        return starts;
    }

    /// The file that all begins with.
    public String file() {
        return file;
    }

    /// What it is written in.
    public Dialect dialect() {
        return dialect;
    }

    /// The text.
    public String text() {
        return text;
    }

    /// The characters of a stretch.
    public String text(Span span) {
        return text.substring(span.start(), span.end());
    }

    /// Where the first character of a stretch was written.
    public Place place(Span span) {
        int line = line(span.start());
        Origin origin = origins.get(line);
        return new Place(origin.file(), origin.line(), span.start() - starts[line] + 1);
    }

    /// The line, without its end, in which a stretch begins.
    public String lineOf(Span span) {
        int line = line(span.start());
        int end = line + 1 < starts.length ? starts[line + 1] - 1 : text.length();
        return text.substring(starts[line], end).stripTrailing();
    }

    private int line(int offset) {
        int found = Arrays.binarySearch(starts, Math.min(offset, text.length()));
        return found >= 0 ? found : -found - 2;
    }
}
