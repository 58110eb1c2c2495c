package io.sidetone.modules.json;

import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `name/key[index]`: a document and the way to a part of it. Immutable.
///
/// @param name of the document
/// @param steps a String for a key, a Long for an index, [Step#APPEND] for a place behind the last element
record JsonPath(String name, List<Object> steps) {

    /// The most steps of a path.
    private static final int DEEPEST = 64;

    /// What is no key and no index.
    enum Step {
        APPEND
    }

    static JsonPath parse(@Nullable Object key) {
        String text = Values.text(key);
        int end = next(text, 0);
        List<Object> steps = new ArrayList<>();
        int at = end;
        while (at < text.length() && steps.size() <= DEEPEST) {
            if (text.charAt(at) == '/') {
                int stop = next(text, at + 1);
                steps.add(text.substring(at + 1, stop));
                at = stop;
                continue;
            }
            int close = text.indexOf(']', at);
            if (close < 0 || text.charAt(at) != '[') {
                throw new ScriptError("the path '" + text + "' lacks a ']'");
            }
            steps.add(index(text.substring(at + 1, close)));
            at = close + 1;
        }
        if (end == 0 || steps.size() > DEEPEST) {
            throw new ScriptError("a path begins with the name of a document and has up to " + DEEPEST + " steps");
        }
        return new JsonPath(text.substring(0, end), steps);
    }

    private static int next(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '/' && text.charAt(at) != '[') {
            at++;
        }
        return at;
    }

    private static Object index(String digits) {
        if (digits.isEmpty()) {
            return Step.APPEND;
        }
        Long index = Values.integer(digits);
        if (index == null) {
            throw new ScriptError("'" + digits + "' is no index");
        }
        return index;
    }

    /// What a step leads to; null if there is nothing.
    static @Nullable Object follow(@Nullable Object from, Object step) {
        return switch (from) {
            case Map<?, ?> map when step instanceof String -> map.get(step);
            case List<?> list
            when step instanceof Long index -> {
                long at = index < 0 ? list.size() + index : index;
                yield at < 0 || at >= list.size() ? null : list.get((int) at);
            }
            case null, default -> null;
        };
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(name);
        for (Object step : steps) {
            out.append(step instanceof String key ? "/" + key : step == Step.APPEND ? "[]" : "[" + step + "]");
        }
        return out.toString();
    }
}
