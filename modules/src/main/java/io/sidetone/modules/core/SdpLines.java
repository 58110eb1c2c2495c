package io.sidetone.modules.core;

import io.sidetone.script.value.ScriptError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lines of a session description, to be read and edited one by one. Whether all of it is well-formed does
/// not matter. Confined to the thread that uses it.
final class SdpLines {

    /// Where lines are looked for: from a line to before another one.
    ///
    /// @param from the first line
    /// @param to behind the last line
    record Range(int from, int to) {}

    /// A token of a line.
    ///
    /// @param from where it begins in the line
    /// @param to where it ends
    private record Token(int from, int to) {}

    private final List<String> lines = new ArrayList<>();

    SdpLines(String text) {
        int start = 0;
        while (start < text.length()) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed;
            int stop = end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
            lines.add(text.substring(start, stop));
            start = end + 1;
        }
    }

    /// All lines, each with its end.
    String text() {
        return lines.isEmpty() ? "" : String.join("\r\n", lines) + "\r\n";
    }

    int size() {
        return lines.size();
    }

    String line(int number) {
        return lines.get(number);
    }

    Range all() {
        return new Range(0, lines.size());
    }

    /// What stands before the first stream.
    Range session() {
        return new Range(0, next(0));
    }

    /// A stream, by the kind of media it begins with; null if there is none.
    @Nullable
    Range stream(SdpPath.Step step) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (isMedia(lines.get(i)) && step.fits(lines.get(i).substring(2))) {
                places.add(i);
            }
        }
        int place = step.among(places);
        return place < 0 ? null : new Range(place, next(place + 1));
    }

    /// The next line from there that begins a stream, or the end.
    private int next(int from) {
        int at = from;
        while (at < lines.size() && !isMedia(lines.get(at))) {
            at++;
        }
        return at;
    }

    private static boolean isMedia(String line) {
        return line.regionMatches(true, 0, "m=", 0, 2);
    }

    /// A line in a range; -1 if there is none.
    ///
    /// @param token what must be in it; null if nothing
    int find(Range range, SdpPath.Step step, SdpPath.@Nullable Step token) {
        List<Integer> places = new ArrayList<>();
        for (int i = range.from(); i < range.to(); i++) {
            if (step.fits(lines.get(i)) && (token == null || token(lines.get(i), token) != null)) {
                places.add(i);
            }
        }
        return step.among(places);
    }

    /// A token of a line as text; null if there is none.
    @Nullable
    String token(int number, SdpPath.Step step) {
        String line = lines.get(number);
        Token token = token(line, step);
        return token == null ? null : line.substring(token.from, token.to);
    }

    /// Blanks and semicolons stand between tokens.
    private static @Nullable Token token(String line, SdpPath.Step step) {
        List<Token> found = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= line.length(); i++) {
            char c = i < line.length() ? line.charAt(i) : ' ';
            if (c != ' ' && c != '\t' && c != ';') {
                continue;
            }
            if (i > start && step.fits(line.substring(start, i))) {
                places.add(found.size());
                found.add(new Token(start, i));
            }
            start = i + 1;
        }
        int place = step.among(places);
        return place < 0 ? null : found.get(place);
    }

    /// Puts another token in the place of one; its prefix stays. Null takes it away.
    void token(int number, SdpPath.Step line, SdpPath.Step step, @Nullable String value) {
        String text = lines.get(number);
        Token token = token(text, step);
        if (token == null) {
            throw new ScriptError("there is no such token in '" + Written.shown(text) + "'");
        }
        boolean first = token.from == 0 && step.prefix().isEmpty();
        String kept = first ? line.prefix() : step.prefix();
        int from = token.from;
        int to = token.to;
        if (value == null) {
            // The blank or semicolon before it goes as well.
            from = Math.max(0, from - 1);
        }
        String replaced = value == null ? "" : kept + value;
        lines.set(number, text.substring(0, from) + replaced + text.substring(to));
    }

    void set(int number, String line) {
        lines.set(number, line);
    }

    void insert(int number, String line) {
        lines.add(number, line);
    }

    void remove(int number) {
        lines.remove(number);
    }
}
