package io.sidetone.script.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts the text of a script together, of which each piece knows where it was written. Confined to the thread that
/// reads the script.
final class SourceBuilder {

    private final StringBuilder text = new StringBuilder();
    private final List<Source.Origin> origins = new ArrayList<>();
    private final List<Source.Rewritten> rewritten = new ArrayList<>();
    private final List<Diagnostic> found = new ArrayList<>();
    private boolean open;
    private String written = "";

    /// How many characters there are.
    int length() {
        return text.length();
    }

    /// Says where what comes next was written. A line that is begun goes on, unless that is elsewhere.
    ///
    /// @param line the written line, without its end
    /// @param column where in it, counted from 1
    void at(Source.Origin origin, String line, int column) {
        if (open && origins.getLast().equals(origin)) {
            return;
        }
        if (open) {
            end();
        }
        origins.add(origin);
        open = true;
        written = line;
        if (column > 1) {
            rewritten.add(new Source.Rewritten(text.length(), text.length(), 1, column - 1, line));
        }
    }

    /// Adds what was written so, within one line.
    void copy(String piece) {
        text.append(piece);
    }

    /// Adds what stands for something else.
    ///
    /// @param column where that was written, counted from 1
    /// @param width how many characters it has
    void replace(String piece, int column, int width) {
        int start = text.length();
        text.append(piece);
        rewritten.add(new Source.Rewritten(start, text.length(), column, width, written));
    }

    /// Ends the line.
    void end() {
        text.append('\n');
        open = false;
    }

    /// Whether a line has been begun.
    boolean isOpen() {
        return open;
    }

    void error(Span span, String message, @Nullable String help) {
        found.add(new Diagnostic(Severity.ERROR, span, message, help));
    }

    void warning(Span span, String message, @Nullable String help) {
        found.add(new Diagnostic(Severity.WARNING, span, message, help));
    }

    List<Diagnostic> found() {
        return found;
    }

    /// The source.
    ///
    /// @param root the file that all begins with
    /// @param dialect what it is written in
    Source source(String root, Dialect dialect) {
        List<Source.Origin> all = new ArrayList<>(origins);
        Source.Origin last = origins.isEmpty() ? new Source.Origin(root, 0) : origins.getLast();
        all.add(new Source.Origin(last.file(), last.line() + 1));
        return new Source(root, text.toString(), all, dialect, rewritten);
    }
}
