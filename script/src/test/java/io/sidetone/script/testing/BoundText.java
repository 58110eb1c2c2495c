package io.sidetone.script.testing;

import io.sidetone.script.bound.BoundExpression;
import io.sidetone.script.bound.BoundRoute;
import io.sidetone.script.bound.BoundScript;
import io.sidetone.script.bound.BoundStatement;
import io.sidetone.script.bound.CallGraph;
import io.sidetone.script.bound.Children;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Bound trees as text, for golden files: constants as they were converted, variables with their types.
public final class BoundText {

    private final BoundScript script;
    private final StringBuilder out = new StringBuilder();

    private BoundText(BoundScript script) {
        this.script = script;
    }

    /// A whole script.
    public static String of(BoundScript script) {
        BoundText text = new BoundText(script);
        script.settings().forEach(setting -> text.line(0, setting.name() + " = " + Values.text(setting.value())));
        for (BoundScript.Module module : script.modules()) {
            text.line(
                    0,
                    "module " + module.definition().name()
                            + module.settings().stream()
                                    .map(setting -> " " + setting.name() + "=" + Values.text(setting.value()))
                                    .collect(Collectors.joining()));
        }
        CallGraph graph = CallGraph.of(script.routes());
        for (int number = 0; number < script.routes().size(); number++) {
            BoundRoute route = script.routes().get(number);
            String option = route.option() == null ? "" : " " + route.option();
            text.line(0, route.title() + option + (graph.waiting().in(number) ? " may wait" : ""));
            text.statements(1, route.body().statements());
        }
        return text.out.toString();
    }

    private void line(int depth, String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
    }

    private void statements(int depth, List<BoundStatement> statements) {
        statements.forEach(statement -> statement(depth, statement));
    }

    private void statement(int depth, BoundStatement statement) {
        String parts = Children.expressions(statement).stream().map(this::text).collect(Collectors.joining(" "));
        String name = statement.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        switch (statement) {
            case BoundStatement.Block block -> statements(depth, block.statements());
            case BoundStatement.Evaluate _ -> line(depth, parts);
            case BoundStatement.Switch choice -> {
                line(depth, "switch " + parts);
                for (BoundStatement.Case one : choice.cases()) {
                    line(depth + 1, one.isDefault() ? "default" : "case " + value(one.label()));
                    statements(depth + 2, one.statements());
                }
            }
            case BoundStatement.If choice -> {
                line(depth, "if " + parts);
                statement(depth + 1, choice.then());
                if (choice.otherwise() != null) {
                    line(depth, "else");
                    statement(depth + 1, choice.otherwise());
                }
            }
            case BoundStatement.Async async -> {
                String timeout = async.timeout() == null ? "" : " within " + async.timeout();
                line(depth, "async " + parts + " -> " + route(async.route()) + timeout);
            }
            case BoundStatement.Launch launch -> {
                String parameter = launch.parameter() == null ? "" : " " + text(launch.parameter());
                String reports = launch.route() < 0 ? "" : " -> " + route(launch.route());
                line(depth, "launch " + text(launch.call()) + parameter + reports);
            }
            default -> {
                line(depth, (name + " " + parts).strip());
                statements(depth + 1, Children.statements(statement));
            }
        }
    }

    private String route(int number) {
        return script.routes().get(number).title();
    }

    private String text(BoundExpression expression) {
        return switch (expression) {
            case BoundExpression.Constant constant -> value(constant.value());
            case BoundExpression.Slot slot -> "$var(" + slot.name() + ")" + type(slot.type());
            case BoundExpression.HostVariable variable -> variable(variable);
            case BoundExpression.Member member -> text(member.object()) + "." + member.name();
            case BoundExpression.Element element -> text(element.object()) + "[" + text(element.index()) + "]";
            case BoundExpression.Call call -> {
                String arguments = call.arguments().stream()
                        .map(argument -> switch (argument) {
                            case null -> "-";
                            case BoundExpression.Given given -> text(given.value());
                            case BoundExpression.Written written -> "&" + text(written.target());
                        })
                        .collect(Collectors.joining(", "));
                yield call.function().name() + "(" + arguments + ")";
            }
            case BoundExpression.RouteCall call -> route(call.route()) + all(call.arguments());
            case BoundExpression.Transformed transformed ->
                text(transformed.subject()) + "{" + transformed.definition().name()
                        + transformed.arguments().stream()
                                .map(argument -> argument == null ? ",-" : "," + text(argument))
                                .collect(Collectors.joining())
                        + "}";
            case BoundExpression.Binary binary ->
                "(" + text(binary.left()) + " " + binary.operator().symbol() + " " + text(binary.right()) + ")"
                        + type(binary.type());
            case BoundExpression.Assignment assignment -> {
                String combining = assignment.combining() == null
                        ? ""
                        : assignment.combining().symbol();
                yield text(assignment.target()) + " " + (assignment.replaces() ? ":" : combining) + "= "
                        + text(assignment.value());
            }
            case BoundExpression.InNetwork network ->
                text(network.subject()) + (network.negated() ? " not" : "") + " in " + network.network();
            case BoundExpression.Match match ->
                text(match.subject()) + (match.negated() ? " !~ " : " =~ ") + text(match.pattern());
            case BoundExpression.NewMap map -> "map" + map.keys() + all(map.values());
            default -> expression.getClass().getSimpleName().toLowerCase(Locale.ROOT) + all(Children.of(expression));
        };
    }

    private String variable(BoundExpression.HostVariable variable) {
        String key = variable.key() == null ? "" : "(" + text(variable.key()) + ")";
        String index = switch (variable.index()) {
            case BoundExpression.Whole _ -> "";
            case BoundExpression.All _ -> "[*]";
            case BoundExpression.One one -> "[" + text(one.index()) + "]";
        };
        return "$" + (variable.context() == null ? "" : "<context>")
                + variable.definition().name() + key + index + type(variable.type());
    }

    private String all(List<BoundExpression> expressions) {
        return expressions.stream().map(this::text).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String type(Type type) {
        return type == Type.ANY ? "" : ":" + type.name().toLowerCase(Locale.ROOT);
    }

    private static String value(@Nullable Object value) {
        return switch (value) {
            case Pattern pattern -> "/" + pattern.pattern() + "/";
            case String text -> "\"" + text + "\"";
            case null -> "null";
            default -> Values.text(value);
        };
    }
}
