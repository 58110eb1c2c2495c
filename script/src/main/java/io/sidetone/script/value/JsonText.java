package io.sidetone.script.value;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes values in the form of JSON (RFC 8259). Thread-safe: all is computed from the arguments.
public final class JsonText {

    /// Deeper nesting is an error, so that a list which holds itself does no harm.
    public static final int DEPTH = 64;

    private JsonText() {}

    /// A value in the form of JSON.
    ///
    /// @throws ScriptError if it is nested too deep
    public static String of(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out, 0);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out, int depth) {
        if (depth > DEPTH) {
            throw new ScriptError("the value is nested deeper than " + DEPTH);
        }
        switch (value) {
            case null -> out.append("null");
            case String text -> string(text, out);
            case List<?> list -> {
                out.append('[');
                String separator = "";
                for (Object element : list) {
                    out.append(separator);
                    write(element, out, depth + 1);
                    separator = ",";
                }
                out.append(']');
            }
            case Map<?, ?> map -> {
                out.append('{');
                String separator = "";
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    out.append(separator);
                    string(Values.text(entry.getKey()), out);
                    out.append(':');
                    write(entry.getValue(), out, depth + 1);
                    separator = ",";
                }
                out.append('}');
            }
            default -> out.append(Values.text(value));
        }
    }

    private static void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
