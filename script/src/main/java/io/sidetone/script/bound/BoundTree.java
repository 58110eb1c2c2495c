package io.sidetone.script.bound;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Ways through the bound tree. Thread-safe: all is computed from the arguments.
public final class BoundTree {

    private BoundTree() {}

    /// The expressions right below an expression, in the order in which they are written.
    public static List<BoundExpression> operands(BoundExpression expression) {
        return switch (expression) {
            case BoundExpression.Constant _, BoundExpression.Slot _, BoundExpression.ReturnCode _ -> List.of();
            case BoundExpression.HostVariable variable -> operands(variable);
            case BoundExpression.Member member -> List.of(member.object());
            case BoundExpression.Element element -> List.of(element.object(), element.index());
            case BoundExpression.RouteParameter parameter -> List.of(parameter.key());
            case BoundExpression.Returned returned -> List.of(returned.index());
            case BoundExpression.MatchGroup group -> List.of(group.group());
            case BoundExpression.Transformed transformed -> operands(transformed);
            case BoundExpression.Joined joined -> joined.parts();
            case BoundExpression.NewList list -> list.elements();
            case BoundExpression.NewMap map -> map.values();
            case BoundExpression.Unary unary -> List.of(unary.operand());
            case BoundExpression.Binary binary -> List.of(binary.left(), binary.right());
            case BoundExpression.And and -> List.of(and.left(), and.right());
            case BoundExpression.Or or -> List.of(or.left(), or.right());
            case BoundExpression.Not not -> List.of(not.operand());
            case BoundExpression.Test test -> List.of(test.operand());
            case BoundExpression.Match match -> List.of(match.subject(), match.pattern());
            case BoundExpression.InNetwork network -> List.of(network.subject());
            case BoundExpression.Call call -> operands(call);
            case BoundExpression.RouteCall call -> call.arguments();
            case BoundExpression.DynamicRouteCall call -> operands(call);
            case BoundExpression.Assignment assignment -> List.of(assignment.target(), assignment.value());
        };
    }

    private static List<BoundExpression> operands(BoundExpression.HostVariable variable) {
        List<BoundExpression> found = new ArrayList<>();
        add(found, variable.key());
        if (variable.index() instanceof BoundExpression.One one) {
            found.add(one.index());
        }
        return found;
    }

    private static List<BoundExpression> operands(BoundExpression.Transformed transformed) {
        List<BoundExpression> found = new ArrayList<>();
        found.add(transformed.subject());
        transformed.arguments().stream().filter(Objects::nonNull).forEach(found::add);
        return found;
    }

    private static List<BoundExpression> operands(BoundExpression.Call call) {
        List<BoundExpression> found = new ArrayList<>();
        for (BoundExpression.BoundArgument argument : call.arguments()) {
            switch (argument) {
                case BoundExpression.Given given -> found.add(given.value());
                case BoundExpression.Written written -> found.add(written.target());
                case null -> {}
            }
        }
        return found;
    }

    private static List<BoundExpression> operands(BoundExpression.DynamicRouteCall call) {
        List<BoundExpression> found = new ArrayList<>();
        found.add(call.name());
        found.addAll(call.arguments());
        return found;
    }

    /// The expressions right below a statement, in the order in which they are written.
    public static List<BoundExpression> expressions(BoundStatement statement) {
        List<BoundExpression> found = new ArrayList<>();
        switch (statement) {
            case BoundStatement.Block _, BoundStatement.Break _, BoundStatement.Exit _, BoundStatement.Drop _ -> {}
            case BoundStatement.Evaluate evaluate -> found.add(evaluate.expression());
            case BoundStatement.If choice -> found.add(choice.condition());
            case BoundStatement.While loop -> found.add(loop.condition());
            case BoundStatement.ForEach loop -> {
                found.add(loop.variable());
                found.add(loop.sequence());
            }
            case BoundStatement.Switch choice -> found.add(choice.subject());
            case BoundStatement.Return end -> {
                add(found, end.code());
                found.addAll(end.values());
            }
            case BoundStatement.Assert check -> found.add(check.condition());
            case BoundStatement.Async async -> found.add(async.call());
            case BoundStatement.Launch launch -> {
                found.add(launch.call());
                add(found, launch.parameter());
            }
        }
        return found;
    }

    /// The statements right below a statement.
    public static List<BoundStatement> statements(BoundStatement statement) {
        return switch (statement) {
            case BoundStatement.Block block -> block.statements();
            case BoundStatement.If choice ->
                choice.otherwise() == null ? List.of(choice.then()) : List.of(choice.then(), choice.otherwise());
            case BoundStatement.While loop -> List.of(loop.body());
            case BoundStatement.ForEach loop -> List.of(loop.body());
            case BoundStatement.Switch choice ->
                choice.cases().stream()
                        .flatMap(part -> part.statements().stream())
                        .toList();
            default -> List.of();
        };
    }

    /// Shows an expression and all that is below it, each before what it is made of.
    public static void visit(BoundExpression expression, Consumer<BoundExpression> visitor) {
        visitor.accept(expression);
        operands(expression).forEach(operand -> visit(operand, visitor));
    }

    /// Shows a statement and all that is below it, each before what it is made of.
    public static void visit(
            BoundStatement statement, Consumer<BoundStatement> statements, Consumer<BoundExpression> expressions) {
        statements.accept(statement);
        expressions(statement).forEach(expression -> visit(expression, expressions));
        statements(statement).forEach(part -> visit(part, statements, expressions));
    }

    private static void add(List<BoundExpression> found, @Nullable BoundExpression expression) {
        if (expression != null) {
            found.add(expression);
        }
    }
}
