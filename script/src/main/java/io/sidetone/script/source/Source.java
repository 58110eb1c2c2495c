package io.sidetone.script.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /// A stretch of a line that stands for something else, which the author wrote.
    ///
    /// @param start its first character in the text
    /// @param end the character behind it
    /// @param column where that was written, counted from 1
    /// @param width how many characters it had
    /// @param line the written line, without its end
    record Rewritten(int start, int end, int column, int width, String line) {}

    private final String file;
    private final String text;
    private final int[] starts;
    private final List<Origin> origins;
    private final Dialect dialect;
    private final List<Rewritten> rewritten;

    /// @param file the one that all begins with; lines may have been included from others
    /// @param text the text
    /// @param origins where each of its lines was written; a text of n line breaks has n + 1 lines
    /// @param dialect what it is written in
    /// @throws IllegalArgumentException if the numbers of lines differ
    public Source(String file, String text, List<Origin> origins, Dialect dialect) {
        this(file, text, origins, dialect, List.of());
    }

    /// @param rewritten in their order
    Source(String file, String text, List<Origin> origins, Dialect dialect, List<Rewritten> rewritten) {
        this.file = file;
        this.rewritten = List.copyOf(rewritten);
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
        return of(file, text, Dialect.of(text));
    }

    /// A text that is one file as it is.
    static Source of(String file, String text, Dialect dialect) {
        List<Origin> origins = new ArrayList<>();
        int lines = starts(text).length;
        for (int line = 1; line <= lines; line++) {
            origins.add(new Origin(file, line));
        }
        return new Source(file, text, origins, dialect);
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
        return new Place(origin.file(), origin.line(), column(span.start(), line, false));
    }

    /// How many characters of its line a stretch has as it was written; no less than one.
    public int width(Span span) {
        int line = line(span.start());
        int length = span.end() - span.start();
        boolean within = rewrittenBefore(span.end(), line) != null && line(span.end()) == line;
        return Math.max(1, within ? column(span.end(), line, true) - column(span.start(), line, false) : length);
    }

    /// @param ends whether it is the end of a stretch, which takes in what it stands for
    private int column(int offset, int line, boolean ends) {
        Rewritten before = rewrittenBefore(ends ? offset - 1 : offset, line);
        if (before == null) {
            return offset - starts[line] + 1;
        }
        boolean inside = ends ? offset <= before.end() && before.end() > before.start() : offset < before.end();
        int behind = before.column() + before.width();
        return inside ? (ends ? behind : before.column()) : behind + offset - before.end();
    }

    /// The last stretch of a line that begins at an offset or before it, or null.
    private @Nullable Rewritten rewrittenBefore(int offset, int line) {
        int low = 0;
        int high = rewritten.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rewritten.get(middle).start() <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Rewritten before = low == 0 ? null : rewritten.get(low - 1);
        return before == null || before.start() < starts[line] ? null : before;
    }

    /// The line, without its end, in which a stretch begins, as it was written.
    public String lineOf(Span span) {
        int line = line(span.start());
        int next = line + 1 < starts.length ? starts[line + 1] - 1 : text.length();
        Rewritten last = rewrittenBefore(next, line);
        if (last != null) {
            return last.line().stripTrailing();
        }
        int end = line + 1 < starts.length ? starts[line + 1] - 1 : text.length();
        return text.substring(starts[line], end).stripTrailing();
    }

    /// Where each line was written.
    List<Origin> origins() {
        return origins;
    }

    private int line(int offset) {
        int found = Arrays.binarySearch(starts, Math.min(offset, text.length()));
        return found >= 0 ? found : -found - 2;
    }
}
