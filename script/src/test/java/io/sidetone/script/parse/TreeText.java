package io.sidetone.script.parse;

import io.sidetone.script.ast.BinaryOperator;
import io.sidetone.script.ast.Declaration;
import io.sidetone.script.ast.Expression;
import io.sidetone.script.ast.Script;
import io.sidetone.script.ast.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes syntax trees as nested lists, one list a line unless it is short.
final class TreeText {

    private static final int WIDEST = 90;

    /// A list whose head is a word, or a word alone.
    private record Node(String head, List<Node> parts) {
        static Node of(String head, @Nullable Node... parts) {
            return new Node(head, Arrays.stream(parts).filter(Objects::nonNull).toList());
        }

        static Node of(String head, List<Node> parts) {
            return new Node(head, parts);
        }

        String line() {
            StringBuilder out = new StringBuilder("(").append(head);
            parts.forEach(part -> out.append(' ').append(part.line()));
            return parts.isEmpty() ? head : out.append(')').toString();
        }

        void write(StringBuilder out, String indent) {
            String line = line();
            if (parts.isEmpty() || indent.length() + line.length() <= WIDEST) {
                out.append(indent).append(line);
                return;
            }
            out.append(indent).append('(').append(head);
            for (Node part : parts) {
                out.append('\n');
                part.write(out, indent + "  ");
            }
            out.append(')');
        }
    }

    private TreeText() {}

    static String of(Script script) {
        StringBuilder out = new StringBuilder();
        for (Declaration declaration : script.declarations()) {
            declaration(declaration).write(out, "");
            out.append('\n');
        }
        return out.toString();
    }

    static String of(Expression expression) {
        StringBuilder out = new StringBuilder();
        expression(expression).write(out, "");
        return out.toString();
    }

    private static Node quoted(String text) {
        String escaped = text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        StringBuilder out = new StringBuilder("\"");
        escaped.codePoints()
                .forEach(c -> out.append(Character.isISOControl(c) ? "\\u%04x".formatted(c) : Character.toString(c)));
        return Node.of(out.append('"').toString());
    }

    private static Node declaration(Declaration declaration) {
        return switch (declaration) {
            case Declaration.Setting setting -> {
                List<Node> parts = new ArrayList<>(List.of(Node.of(setting.name())));
                if (setting.value() != null) {
                    parts.add(expression(setting.value()));
                }
                setting.words().forEach(word -> parts.add(Node.of("word", quoted(word.text()))));
                yield Node.of("set", parts);
            }
            case Declaration.CustomVariable custom ->
                Node.of(
                        "custom",
                        quoted(custom.group()),
                        custom.instance() == null
                                ? null
                                : Node.of(custom.instance().toString()),
                        quoted(custom.name()),
                        expression(custom.value()),
                        custom.description() == null ? null : quoted(custom.description()));
            case Declaration.LoadModule module -> Node.of("load", quoted(module.path()));
            case Declaration.ModuleParameter parameter ->
                Node.of(
                        "modparam",
                        quoted(String.join("|", parameter.modules())),
                        quoted(parameter.name()),
                        expression(parameter.value()));
            case Declaration.RouteBlock block -> {
                List<Node> parts = new ArrayList<>();
                if (block.name() != null) {
                    parts.add(Node.of("name", quoted(block.name())));
                }
                if (block.option() != null) {
                    parts.add(Node.of("option", quoted(block.option())));
                }
                parts.add(statement(block.body()));
                yield Node.of(block.kind().toString().toLowerCase(java.util.Locale.ROOT), parts);
            }
        };
    }

    private static List<Node> statements(List<Statement> statements) {
        return statements.stream().map(TreeText::statement).toList();
    }

    private static Node statement(Statement statement) {
        return switch (statement) {
            case Statement.Block block ->
                block.statements().isEmpty() ? Node.of("{}") : Node.of("do", statements(block.statements()));
            case Statement.Evaluate evaluate -> expression(evaluate.expression());
            case Statement.If branch ->
                Node.of(
                        "if",
                        expression(branch.condition()),
                        statement(branch.then()),
                        branch.otherwise() == null ? null : statement(branch.otherwise()));
            case Statement.While loop -> Node.of("while", expression(loop.condition()), statement(loop.body()));
            case Statement.ForEach loop ->
                Node.of("for", expression(loop.variable()), expression(loop.sequence()), statement(loop.body()));
            case Statement.Switch choice -> {
                List<Node> parts = new ArrayList<>(List.of(expression(choice.subject())));
                choice.cases().forEach(part -> parts.add(part(part)));
                yield Node.of("switch", parts);
            }
            case Statement.Break _ -> Node.of("break");
            case Statement.Exit _ -> Node.of("exit");
            case Statement.Drop _ -> Node.of("drop");
            case Statement.Return end -> {
                List<Node> parts = new ArrayList<>();
                parts.add(end.code() == null ? Node.of("1") : expression(end.code()));
                end.values().forEach(value -> parts.add(expression(value)));
                yield Node.of("return", parts);
            }
            case Statement.Assert check ->
                Node.of(
                        "assert",
                        expression(check.condition()),
                        check.message() == null ? null : quoted(check.message()));
            case Statement.Async async ->
                Node.of(
                        "async",
                        expression(async.call()),
                        quoted(async.route().name()),
                        async.timeout() == null ? null : Node.of(async.timeout().toString()));
            case Statement.Launch launch ->
                Node.of(
                        "launch",
                        expression(launch.call()),
                        launch.route() == null ? null : quoted(launch.route().name()),
                        launch.parameter() == null ? null : expression(launch.parameter()));
        };
    }

    private static Node part(Statement.Case part) {
        List<Node> parts = new ArrayList<>();
        switch (part.label()) {
            case null -> {}
            case Statement.Constant constant -> parts.add(expression(constant.value()));
            case Statement.Matching matching -> parts.add(Node.of("matching", quoted(matching.expression())));
        }
        parts.addAll(statements(part.statements()));
        return Node.of(part.label() == null ? "default" : "case", parts);
    }

    private static List<Node> expressions(List<? extends @Nullable Expression> expressions) {
        return expressions.stream()
                .map(each -> each == null ? Node.of("-") : expression(each))
                .toList();
    }

    private static Node list(String head, String name, List<? extends @Nullable Expression> rest) {
        List<Node> parts = new ArrayList<>();
        parts.add(Node.of(name));
        parts.addAll(expressions(rest));
        return Node.of(head, parts);
    }

    private static Node expression(Expression expression) {
        return switch (expression) {
            case Expression.NullLiteral _ -> Node.of("null");
            case Expression.BooleanLiteral literal -> Node.of(Boolean.toString(literal.value()));
            case Expression.IntegerLiteral literal -> Node.of(Long.toString(literal.value()));
            case Expression.DecimalLiteral literal -> Node.of(literal.value().toPlainString());
            case Expression.StringLiteral literal -> quoted(literal.value());
            case Expression.Interpolated text ->
                Node.of("text", expressions(text.format().parts()));
            case Expression.AddressLiteral address -> Node.of("address", Node.of(address.text()));
            case Expression.ListLiteral list ->
                list.elements().isEmpty() ? Node.of("(list)") : Node.of("list", expressions(list.elements()));
            case Expression.MapLiteral map -> map(map);
            case Expression.Variable variable -> variable(variable);
            case Expression.Transformed transformed -> {
                List<Node> parts = new ArrayList<>(List.of(expression(transformed.value())));
                transformed.transformations().forEach(each -> parts.add(transformation(each)));
                yield Node.of("transformed", parts);
            }
            case Expression.Member member -> Node.of(".", expression(member.object()), Node.of(member.name()));
            case Expression.Element element ->
                Node.of("element", expression(element.object()), expression(element.index()));
            case Expression.Unary unary ->
                Node.of(unary.operator().name().toLowerCase(java.util.Locale.ROOT), expression(unary.operand()));
            case Expression.Binary binary ->
                Node.of(symbol(binary.operator()), expression(binary.left()), expression(binary.right()));
            case Expression.And and -> Node.of("and", expression(and.left()), expression(and.right()));
            case Expression.Or or -> Node.of("or", expression(or.left()), expression(or.right()));
            case Expression.Not not -> Node.of("not", expression(not.operand()));
            case Expression.Choice choice ->
                Node.of(
                        "choice",
                        expression(choice.condition()),
                        expression(choice.then()),
                        expression(choice.otherwise()));
            case Expression.Test test -> Node.of("test", expression(test.operand()));
            case Expression.Match match ->
                Node.of(match.negated() ? "!~" : "=~", expression(match.subject()), expression(match.pattern()));
            case Expression.Call call -> list("call", call.function(), call.arguments());
            case Expression.RouteCall call -> {
                List<Node> parts = new ArrayList<>(List.of(expression(call.name())));
                parts.addAll(expressions(call.arguments()));
                yield Node.of("route", parts);
            }
            case Expression.Assignment assignment ->
                Node.of(
                        assignment.operator().symbol(),
                        expression(assignment.target()),
                        expression(assignment.value()));
        };
    }

    /// Those of which there are several that look the same have a mark.
    private static String symbol(BinaryOperator operator) {
        return operator.name().startsWith("TYPED") ? "typed" + operator.symbol() : operator.symbol();
    }

    private static Node map(Expression.MapLiteral map) {
        List<Node> entries = new ArrayList<>();
        map.entries().forEach(entry -> entries.add(Node.of(quoted(entry.key()).head(), expression(entry.value()))));
        return entries.isEmpty() ? Node.of("(map)") : Node.of("map", entries);
    }

    private static Node variable(Expression.Variable variable) {
        List<Node> parts = new ArrayList<>();
        if (variable.context() != null) {
            parts.add(Node.of("<" + variable.context() + ">"));
        }
        if (variable.key() != null) {
            parts.addAll(expressions(variable.key().parts()));
        }
        switch (variable.index()) {
            case Expression.NoIndex _ -> {}
            case Expression.AllValues _ -> parts.add(Node.of("[*]"));
            case Expression.At(Expression index) -> parts.add(Node.of("index", expression(index)));
        }
        variable.transformations().forEach(each -> parts.add(transformation(each)));
        return Node.of("$" + variable.name(), parts);
    }

    private static Node transformation(Expression.Transformation transformation) {
        List<Node> arguments = new ArrayList<>();
        for (Expression.Format argument : transformation.arguments()) {
            List<Expression> parts = argument.parts();
            arguments.add(
                    parts.isEmpty()
                            ? quoted("")
                            : parts.size() == 1 ? expression(parts.getFirst()) : Node.of("format", expressions(parts)));
        }
        return Node.of("{" + transformation.name() + "}", arguments);
    }
}
