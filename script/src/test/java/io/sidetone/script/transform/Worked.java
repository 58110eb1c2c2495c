package io.sidetone.script.transform;

import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.ParameterKind;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Computes `value{name,argument}{name}`, as documentation writes it: the value in the form of JSON, the
/// arguments as in scripts, but without variables. Immutable.
///
/// @param table the transformations that there are
public record Worked(List<TransformationDefinition> table, Dialect dialect) {

    public Worked {
        table = List.copyOf(table);
    }

    /// What stands behind ` -> ` in an example.
    public static @Nullable Object expected(String example) {
        return JsonReader.read(example.substring(arrow(example) + 4));
    }

    /// What stands before it, computed.
    public @Nullable Object computed(String example) {
        String expression = example.substring(0, arrow(example));
        int start = opening(expression);
        Object value = JsonReader.read(expression.substring(0, start));
        while (start < expression.length()) {
            int end = closing(expression, start);
            value = transformed(value, expression.substring(start + 1, end));
            start = end + 1;
        }
        return value;
    }

    private static int arrow(String example) {
        int arrow = example.lastIndexOf(" -> ");
        if (arrow < 0) {
            throw new IllegalArgumentException("No ' -> ': " + example);
        }
        return arrow;
    }

    /// Where the first brace stands that is not in a literal.
    private static int opening(String expression) {
        boolean quoted = false;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '{' && !quoted && (i > 0)) {
                return i;
            }
        }
        throw new IllegalArgumentException("No transformation: " + expression);
    }

    private static int closing(String expression, int start) {
        int depth = 0;
        for (int i = start; i < expression.length(); i++) {
            switch (expression.charAt(i)) {
                case '\\' -> i++;
                case '{' -> depth++;
                case '}' -> {
                    if (--depth == 0) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        throw new IllegalArgumentException("No closing brace: " + expression);
    }

    private @Nullable Object transformed(@Nullable Object value, String text) {
        List<String> parts = new ArrayList<>(List.of(text.split(",", -1)));
        TransformationDefinition definition = definition(parts, parts.removeFirst());
        List<Parameter> parameters = definition.parameters();
        while (parts.size() > parameters.size() && !parameters.isEmpty()) {
            String last = parts.removeLast();
            parts.add(parts.removeLast() + "," + last);
        }
        @Nullable Object[] arguments = new @Nullable Object[parameters.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = i < parts.size() ? argument(parameters.get(i), parts.get(i)) : null;
        }
        return definition.operation().apply(value, arguments);
    }

    /// Blanks around an argument do not count, unless there is nothing else; braces behind a backslash are
    /// braces.
    private static @Nullable Object argument(Parameter parameter, String written) {
        String text = written.isBlank() && parameter.kind() == ParameterKind.STRING ? written : written.strip();
        return text.isEmpty() && parameter.optional()
                ? null
                : parameter.convert(text.replace("\\{", "{").replace("\\}", "}"));
    }

    private TransformationDefinition definition(List<String> arguments, String written) {
        String name = written.strip();
        String[] segments = name.split("\\.", -1);
        if (segments.length == 3 && segments[1].matches("-?[0-9]+")) {
            arguments.add(segments[1]);
            name = segments[0] + ".*." + segments[2];
        }
        for (TransformationDefinition definition : table) {
            if (definition.dialects().contains(dialect) && definition.names().contains(name)) {
                return definition;
            }
        }
        throw new IllegalArgumentException("No transformation of that name: " + name);
    }
}
