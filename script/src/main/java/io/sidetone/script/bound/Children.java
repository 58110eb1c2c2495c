package io.sidetone.script.bound;

import io.sidetone.script.bound.BoundExpression.And;
import io.sidetone.script.bound.BoundExpression.Assignment;
import io.sidetone.script.bound.BoundExpression.Binary;
import io.sidetone.script.bound.BoundExpression.Call;
import io.sidetone.script.bound.BoundExpression.Choice;
import io.sidetone.script.bound.BoundExpression.Constant;
import io.sidetone.script.bound.BoundExpression.DynamicRouteCall;
import io.sidetone.script.bound.BoundExpression.Element;
import io.sidetone.script.bound.BoundExpression.Given;
import io.sidetone.script.bound.BoundExpression.HostVariable;
import io.sidetone.script.bound.BoundExpression.InNetwork;
import io.sidetone.script.bound.BoundExpression.Joined;
import io.sidetone.script.bound.BoundExpression.Match;
import io.sidetone.script.bound.BoundExpression.MatchGroup;
import io.sidetone.script.bound.BoundExpression.Member;
import io.sidetone.script.bound.BoundExpression.NewList;
import io.sidetone.script.bound.BoundExpression.NewMap;
import io.sidetone.script.bound.BoundExpression.Not;
import io.sidetone.script.bound.BoundExpression.One;
import io.sidetone.script.bound.BoundExpression.Or;
import io.sidetone.script.bound.BoundExpression.ReturnCode;
import io.sidetone.script.bound.BoundExpression.Returned;
import io.sidetone.script.bound.BoundExpression.RouteCall;
import io.sidetone.script.bound.BoundExpression.RouteParameter;
import io.sidetone.script.bound.BoundExpression.Slot;
import io.sidetone.script.bound.BoundExpression.Test;
import io.sidetone.script.bound.BoundExpression.Transformed;
import io.sidetone.script.bound.BoundExpression.Unary;
import io.sidetone.script.bound.BoundExpression.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the nodes of the bound tree are made of, for those who look through all of it. Thread-safe: keeps
/// nothing.
public final class Children {

    private Children() {}

    /// The expressions right below an expression, in the order in which they are computed.
    public static List<BoundExpression> of(BoundExpression expression) {
        return switch (expression) {
            case Constant _, Slot _, ReturnCode _ -> List.of();
            case HostVariable variable -> present(variable.key(), variable.index() instanceof One(var at) ? at : null);
            case Member member -> List.of(member.object());
            case Element element -> List.of(element.object(), element.index());
            case RouteParameter parameter -> List.of(parameter.key());
            case Returned returned -> List.of(returned.index());
            case MatchGroup group -> List.of(group.group());
            case Transformed transformed -> transformed(transformed);
            case Joined joined -> joined.parts();
            case NewList list -> list.elements();
            case NewMap map -> map.values();
            case Unary unary -> List.of(unary.operand());
            case Binary binary -> List.of(binary.left(), binary.right());
            case And and -> List.of(and.left(), and.right());
            case Or or -> List.of(or.left(), or.right());
            case Not not -> List.of(not.operand());
            case Choice choice -> List.of(choice.condition(), choice.then(), choice.otherwise());
            case Test test -> List.of(test.operand());
            case Match match -> List.of(match.subject(), match.pattern());
            case InNetwork network -> List.of(network.subject());
            case Call call -> arguments(call);
            case RouteCall call -> call.arguments();
            case DynamicRouteCall call -> named(call);
            case Assignment assignment -> List.of(assignment.target(), assignment.value());
        };
    }

    private static List<BoundExpression> present(@Nullable BoundExpression first, @Nullable BoundExpression second) {
        List<BoundExpression> present = new ArrayList<>(2);
        if (first != null) {
            present.add(first);
        }
        if (second != null) {
            present.add(second);
        }
        return present;
    }

    private static List<BoundExpression> transformed(Transformed transformed) {
        List<BoundExpression> children = new ArrayList<>(List.of(transformed.subject()));
        transformed.arguments().stream().filter(Objects::nonNull).forEach(children::add);
        return children;
    }

    private static List<BoundExpression> arguments(Call call) {
        List<BoundExpression> children = new ArrayList<>();
        for (BoundExpression.BoundArgument argument : call.arguments()) {
            switch (argument) {
                case null -> {}
                case Given given -> children.add(given.value());
                case Written written -> children.add(written.target());
            }
        }
        return children;
    }

    private static List<BoundExpression> named(DynamicRouteCall call) {
        List<BoundExpression> children = new ArrayList<>(List.of(call.name()));
        children.addAll(call.arguments());
        return children;
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
                        .flatMap(one -> one.statements().stream())
                        .toList();
            case BoundStatement.Evaluate _,
                    BoundStatement.Break _,
                    BoundStatement.Exit _,
                    BoundStatement.Drop _,
                    BoundStatement.Return _,
                    BoundStatement.Assert _,
                    BoundStatement.Async _,
                    BoundStatement.Launch _ -> List.of();
        };
    }

    /// The expressions right below a statement.
    public static List<BoundExpression> expressions(BoundStatement statement) {
        return switch (statement) {
            case BoundStatement.Evaluate evaluate -> List.of(evaluate.expression());
            case BoundStatement.If choice -> List.of(choice.condition());
            case BoundStatement.While loop -> List.of(loop.condition());
            case BoundStatement.ForEach loop -> List.of(loop.variable(), loop.sequence());
            case BoundStatement.Switch choice -> List.of(choice.subject());
            case BoundStatement.Assert test -> List.of(test.condition());
            case BoundStatement.Async async -> List.of(async.call());
            case BoundStatement.Launch launch -> launched(launch);
            case BoundStatement.Return back -> {
                List<BoundExpression> values = new ArrayList<>(present(back.code(), null));
                values.addAll(back.values());
                yield values;
            }
            case BoundStatement.Block _, BoundStatement.Break _, BoundStatement.Exit _, BoundStatement.Drop _ ->
                List.of();
        };
    }

    /// The call itself is made beside the script: only what it is given is computed in it.
    private static List<BoundExpression> launched(BoundStatement.Launch launch) {
        List<BoundExpression> values = new ArrayList<>(of(launch.call()));
        values.addAll(present(launch.parameter(), null));
        return values;
    }

    /// Shows all statements in and below one, and all expressions in them.
    public static void visit(
            BoundStatement statement, Consumer<BoundStatement> statements, Consumer<BoundExpression> expressions) {
        statements.accept(statement);
        expressions(statement).forEach(expression -> visit(expression, expressions));
        statements(statement).forEach(below -> visit(below, statements, expressions));
    }

    private static void visit(BoundExpression expression, Consumer<BoundExpression> expressions) {
        expressions.accept(expression);
        of(expression).forEach(below -> visit(below, expressions));
    }
}
