package io.sidetone.sip.message;

import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Edits the text of a message as somebody would with a text editor: what [MessageBuilder] does has to come out
/// the same. Knows lines, colons and commas, and nothing of values.
final class NaiveEditor {

    private final String startLine;

    /// Each with its folds and its line end.
    private final List<String> lines = new ArrayList<>();

    private String body;
    private boolean bodyChanged;

    /// @param head the start line and the header with the empty line behind it
    NaiveEditor(String head, String body) {
        String[] all = head.split("(?<=\r\n)(?![ \t])", -1);
        this.startLine = all[0];
        for (int i = 1; !all[i].equals("\r\n"); i++) {
            lines.add(all[i]);
        }
        this.body = body;
    }

    void append(String name, String value) {
        lines.add(name + ": " + value + "\r\n");
    }

    void prepend(String name, String value) {
        lines.add(Math.max(0, first(name)), name + ": " + value + "\r\n");
    }

    void set(String name, String value) {
        int first = first(name);
        if (first < 0) {
            append(name, value);
            return;
        }
        List<String> others = new ArrayList<>(lines.subList(first + 1, lines.size()));
        others.removeIf(named(name));
        lines.subList(first, lines.size()).clear();
        append(name, value);
        lines.addAll(others);
    }

    void remove(String name) {
        lines.removeIf(named(name));
    }

    void setFirst(String name, String value) {
        int first = first(name);
        if (first < 0) {
            append(name, value);
            return;
        }
        String line = lines.get(first);
        int from = valueStart(line);
        lines.set(first, line.substring(0, from) + value + line.substring(elementEnd(line, from)));
    }

    void setText(String name, String text) {
        int first = first(name);
        if (first < 0) {
            append(name, text);
            return;
        }
        String line = lines.get(first);
        int from = valueStart(line);
        int to = from + line.substring(from).stripTrailing().length();
        lines.set(first, line.substring(0, from) + text + line.substring(to));
    }

    void removeFirst(String name) {
        int first = first(name);
        if (first < 0) {
            return;
        }
        String line = lines.get(first);
        int from = valueStart(line);
        int comma = line.indexOf(',', elementEnd(line, from));
        if (comma < 0) {
            lines.remove(first);
        } else {
            lines.set(first, line.substring(0, from) + line.substring(comma + 1).stripLeading());
        }
    }

    void body(String contentType, String content) {
        set("Content-Type", contentType);
        body = content;
        bodyChanged = true;
    }

    void withoutBody() {
        remove("Content-Type");
        body = "";
        bodyChanged = true;
    }

    /// The whole text, the length of a new body put right.
    String head() {
        if (bodyChanged) {
            set("Content-Length", Integer.toString(body.length()));
        }
        return startLine + String.join("", lines) + "\r\n";
    }

    String body() {
        return body;
    }

    private int first(String name) {
        for (int i = 0; i < lines.size(); i++) {
            if (named(name).test(lines.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static Predicate<String> named(String name) {
        HeaderName known = HeaderName.of(name);
        return line -> {
            String spelled = line.substring(0, line.indexOf(':')).strip();
            return known == null ? Text.equalsIgnoreCase(spelled, name) : HeaderName.of(spelled) == known;
        };
    }

    private static int valueStart(String line) {
        int behindColon = line.indexOf(':') + 1;
        String value = line.substring(behindColon);
        return behindColon
                + (value.isBlank() ? 0 : value.length() - value.stripLeading().length());
    }

    /// Where the first element of a list ends, the white space behind it not included.
    private static int elementEnd(String line, int from) {
        int end = from;
        boolean quoted = false;
        boolean bracketed = false;
        while (end < line.length() && (quoted || bracketed || line.charAt(end) != ',')) {
            char c = line.charAt(end);
            end += quoted && c == '\\' ? 2 : 1;
            quoted ^= c == '"' && !bracketed;
            bracketed = !quoted && (c == '<' || (bracketed && c != '>'));
        }
        return from + line.substring(from, end).stripTrailing().length();
    }
}
