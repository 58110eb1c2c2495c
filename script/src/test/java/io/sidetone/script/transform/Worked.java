package io.sidetone.script.transform;

import io.sidetone.script.ast.Expression;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.parse.Formats;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.source.Source;
import io.sidetone.script.source.Span;
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
        for (Expression.Transformation transformation : transformations(expression.substring(start))) {
            value = transformed(value, transformation);
        }
        return value;
    }

    private static List<Expression.Transformation> transformations(String text) {
        String variable = "$(x" + text + ")";
        Source source = Source.of("example", '"' + variable + '"');
        Diagnostics diagnostics = new Diagnostics();
        Span span = new Span(0, source.text().length());
        List<Expression> parts = Formats.of(source, new Expression.StringLiteral(span, variable, true), diagnostics)
                .parts();
        if (diagnostics.errors() > 0 || parts.size() != 1 || !(parts.getFirst() instanceof Expression.Variable whole)) {
            throw new IllegalArgumentException(text + ": " + diagnostics.list());
        }
        return whole.transformations();
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

    private @Nullable Object transformed(@Nullable Object value, Expression.Transformation transformation) {
        List<String> given = new ArrayList<>();
        for (Expression.Format argument : transformation.arguments()) {
            given.add(
                    argument.parts().isEmpty()
                            ? ""
                            : ((Expression.StringLiteral) argument.parts().getFirst()).value());
        }
        TransformationDefinition definition = definition(given, transformation.name());
        List<Parameter> parameters = definition.parameters();
        if (given.size() > parameters.size()) {
            throw new IllegalArgumentException("Too many arguments: " + transformation);
        }
        @Nullable Object[] arguments = new @Nullable Object[parameters.size()];
        for (int i = 0; i < arguments.length; i++) {
            Parameter parameter = parameters.get(i);
            boolean absent =
                    i >= given.size() || (parameter.optional() && given.get(i).isEmpty());
            arguments[i] = absent ? null : parameter.convert(given.get(i));
        }
        return definition.operation().apply(value, arguments);
    }

    /// The meaning of a name; a number in it becomes the last argument.
    private TransformationDefinition definition(List<String> arguments, String written) {
        String name = written;
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
