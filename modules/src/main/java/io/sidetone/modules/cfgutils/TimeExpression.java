package io.sidetone.modules.cfgutils;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Times that recur, joined by `&` (and), `/` (or, with a blank before it: names of zones have it too), `!` (not)
/// and parentheses. Confined to the thread that asks.
final class TimeExpression {

    /// How deep parentheses may go.
    private static final int DEEPEST = 16;

    private final String text;
    private final Instant time;
    private int at;
    private int depth;

    TimeExpression(String text, Instant time) {
        this.text = text;
        this.time = time;
    }

    /// Whether the time is one of them.
    ///
    /// @throws IllegalArgumentException if the text cannot be read
    boolean isTrue() {
        boolean result = or();
        if (at < text.length()) {
            throw new IllegalArgumentException("more than a time");
        }
        return result;
    }

    private boolean or() {
        boolean result = and();
        while (take('/')) {
            result |= and();
        }
        return result;
    }

    private boolean and() {
        boolean result = not();
        while (take('&')) {
            result &= not();
        }
        return result;
    }

    private boolean not() {
        if (take('!')) {
            if (++depth > DEEPEST) {
                throw new IllegalArgumentException("too deep");
            }
            boolean result = !not();
            depth--;
            return result;
        }
        if (take('(')) {
            if (++depth > DEEPEST) {
                throw new IllegalArgumentException("too deep");
            }
            boolean result = or();
            depth--;
            if (!take(')')) {
                throw new IllegalArgumentException("a parenthesis is open");
            }
            return result;
        }
        return TimeRecurrence.parse(unit()).contains(time);
    }

    private boolean take(char wanted) {
        int skipped = at;
        while (skipped < text.length() && Character.isWhitespace(text.charAt(skipped))) {
            skipped++;
        }
        at = skipped;
        boolean found = at < text.length() && text.charAt(at) == wanted;
        at += found ? 1 : 0;
        return found;
    }

    /// One recurrence, up to what cannot belong to it.
    private List<String> unit() {
        int start = at;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean or = c == '/' && Character.isWhitespace(text.charAt(Math.max(0, at - 1)));
            if (c == '&' || c == '!' || c == '(' || c == ')' || or) {
                break;
            }
            at++;
        }
        List<String> fields = new ArrayList<>();
        for (String field : text.substring(start, at).split("\\|", -1)) {
            fields.add(field.strip());
        }
        return fields;
    }
}
