package io.sidetone.script.check;

import io.sidetone.script.ast.Expression;
import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.ast.Statement;
import io.sidetone.script.bound.BoundExpression;
import io.sidetone.script.bound.BoundStatement;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Span;
import io.sidetone.script.value.PosixExpression;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Binds statements. Confined to the thread that checks.
final class StatementBinder {

    private final Scope scope;
    private final Diagnostics diagnostics;
    private final ExpressionBinder expressions;
    private int breakable;

    StatementBinder(Scope scope) {
        this.scope = scope;
        this.diagnostics = scope.diagnostics();
        this.expressions = new ExpressionBinder(scope);
    }

    BoundStatement.Block block(Statement.Block block) {
        return new BoundStatement.Block(block.span(), all(block.statements()));
    }

    private List<BoundStatement> all(List<Statement> statements) {
        return statements.stream().map(this::bind).toList();
    }

    private BoundStatement bind(Statement statement) {
        Span span = statement.span();
        return switch (statement) {
            case Statement.Block block -> block(block);
            case Statement.Evaluate evaluate ->
                new BoundStatement.Evaluate(span, expressions.bind(evaluate.expression()));
            case Statement.If choice -> {
                BoundExpression condition = condition(choice.condition());
                BoundStatement then = bind(choice.then());
                BoundStatement otherwise = choice.otherwise() == null ? null : bind(choice.otherwise());
                yield new BoundStatement.If(span, condition, then, otherwise);
            }
            case Statement.While loop -> new BoundStatement.While(span, condition(loop.condition()), body(loop.body()));
            case Statement.ForEach loop -> forEach(loop);
            case Statement.Switch choice -> choice(choice);
            case Statement.Break _ -> {
                if (breakable == 0) {
                    diagnostics.error(
                            span, "`break` stands neither in a loop nor in a switch", "`return` leaves the route");
                }
                yield new BoundStatement.Break(span);
            }
            case Statement.Exit _ -> new BoundStatement.Exit(span);
            case Statement.Drop _ -> new BoundStatement.Drop(span);
            case Statement.Return end -> {
                BoundExpression code = end.code() == null ? null : expressions.bind(end.code());
                checkCode(code);
                List<BoundExpression> values =
                        end.values().stream().map(expressions::bind).toList();
                yield new BoundStatement.Return(span, code, values);
            }
            case Statement.Assert check ->
                new BoundStatement.Assert(span, condition(check.condition()), check.message());
            case Statement.Async async -> async(async);
            case Statement.Launch launch -> launch(launch);
        };
    }

    private void checkCode(@Nullable BoundExpression code) {
        if (code == null || code.type() == Type.ANY || code.type() == Type.INTEGER || code.type() == Type.BOOLEAN) {
            return;
        }
        diagnostics.warning(
                code.span(),
                "a route returns a whole number, not " + code.type().phrase(),
                null);
    }

    private BoundExpression condition(Expression condition) {
        warnOfAssignments(condition);
        return expressions.bind(condition);
    }

    private void warnOfAssignments(Expression condition) {
        switch (condition) {
            case Expression.And and -> {
                warnOfAssignments(and.left());
                warnOfAssignments(and.right());
            }
            case Expression.Or or -> {
                warnOfAssignments(or.left());
                warnOfAssignments(or.right());
            }
            case Expression.Not not -> warnOfAssignments(not.operand());
            case Expression.Assignment assignment -> {
                if (assignment.operator().combining() == null
                        && Literals.of(assignment.value()).isPresent()) {
                    diagnostics.warning(
                            assignment.span(), "this assigns a value, and does not compare", "write `==` to compare");
                }
            }
            default -> {}
        }
    }

    private BoundStatement body(Statement body) {
        breakable++;
        BoundStatement bound = bind(body);
        breakable--;
        return bound;
    }

    private BoundStatement forEach(Statement.ForEach loop) {
        BoundExpression sequence = expressions.bind(loop.sequence());
        switch (sequence.type()) {
            case INTEGER, BOOLEAN, DECIMAL ->
                diagnostics.warning(
                        sequence.span(),
                        "`for` over " + sequence.type().phrase() + " runs once",
                        "it is for the elements of a list and the keys of a map");
            case NULL -> diagnostics.warning(sequence.span(), "`for` over null never runs", null);
            default -> {}
        }
        BoundExpression.Target variable = expressions.target(loop.variable());
        if (variable instanceof BoundExpression.Slot slot) {
            scope.slots().output(slot.name(), slot.span(), elementType(sequence));
        }
        BoundStatement body = body(loop.body());
        // The script does not run without a variable, so any block stands for the loop.
        return variable == null ? body : new BoundStatement.ForEach(loop.span(), variable, sequence, body);
    }

    private static Type elementType(BoundExpression sequence) {
        return switch (sequence.type()) {
            case MAP -> Type.STRING;
            case LIST -> Type.ANY;
            default -> sequence.type();
        };
    }

    private BoundStatement choice(Statement.Switch choice) {
        BoundExpression subject = expressions.bind(choice.subject());
        Map<String, Span> labels = new HashMap<>();
        List<BoundStatement.Case> cases = new ArrayList<>();
        Span defaultCase = null;
        for (Statement.Case part : choice.cases()) {
            Statement.Label label = part.label();
            Object value = null;
            if (label == null) {
                if (defaultCase != null) {
                    diagnostics.error(
                            part.span(),
                            "a switch has one `default` only",
                            "the first one is at " + scope.source().place(defaultCase));
                } else {
                    defaultCase = part.span();
                }
            } else {
                value = label(label);
                checkTwice(labels, choice.exact(), label, value);
            }
            breakable++;
            List<BoundStatement> statements = all(part.statements());
            breakable--;
            cases.add(new BoundStatement.Case(part.span(), label == null, value, statements));
        }
        return new BoundStatement.Switch(choice.span(), subject, choice.exact(), cases);
    }

    private @Nullable Object label(Statement.Label label) {
        switch (label) {
            case Statement.Constant constant -> {
                Optional<Literals.Literal> literal = Literals.of(constant.value());
                if (literal.isEmpty()) {
                    diagnostics.error(constant.span(), "the label of a case has to be a number or text");
                    return null;
                }
                return literal.get().value();
            }
            case Statement.Matching matching -> {
                try {
                    return PosixExpression.compile(matching.expression(), false);
                } catch (ScriptError e) {
                    diagnostics.error(matching.span(), e.reason());
                    return null;
                }
            }
        }
    }

    private void checkTwice(Map<String, Span> labels, boolean exact, Statement.Label label, @Nullable Object value) {
        boolean plain = label instanceof Statement.Constant;
        String key = (plain ? "=" : "~") + Values.text(plain ? value : String.valueOf(value));
        Span before = labels.putIfAbsent(exact ? key : key.toLowerCase(Locale.ROOT), label.span());
        if (before != null) {
            diagnostics.warning(
                    label.span(),
                    "there is a case for " + (plain ? "`" + Values.text(value) + "`" : "`/" + value + "/`")
                            + " already",
                    "the first one is at " + scope.source().place(before));
        }
    }

    private BoundStatement async(Statement.Async async) {
        Optional<BoundExpression.Call> call = beside("async", async.call());
        int route = scope.routes()
                .find(RouteKind.ROUTE, async.route().span(), async.route().name(), diagnostics);
        if (async.timeout() != null && async.timeout() < 0) {
            diagnostics.error(async.span(), "the timeout of `async` is a number of seconds from 0");
        }
        return call.isEmpty()
                ? new BoundStatement.Exit(async.span())
                : new BoundStatement.Async(async.span(), call.get(), Math.max(route, 0), async.timeout());
    }

    private BoundStatement launch(Statement.Launch launch) {
        Optional<BoundExpression.Call> call = beside("launch", launch.call());
        Statement.RouteName name = launch.route();
        int route = name == null ? -1 : scope.routes().find(RouteKind.ROUTE, name.span(), name.name(), diagnostics);
        BoundExpression parameter = launch.parameter() == null ? null : expressions.formatted(launch.parameter());
        return call.isEmpty()
                ? new BoundStatement.Block(launch.span(), List.of())
                : new BoundStatement.Launch(launch.span(), call.get(), route, parameter);
    }

    private Optional<BoundExpression.Call> beside(String statement, Expression.Call call) {
        Optional<BoundExpression.Call> bound = expressions.call(call);
        if (bound.isPresent() && bound.get().function().status() == null) {
            diagnostics.error(
                    call.span(), "`" + call.function() + "` gives a value: it cannot be used with `" + statement + "`");
        } else if (bound.isPresent() && !bound.get().function().waits()) {
            diagnostics.warning(
                    call.span(),
                    "`" + call.function() + "` never waits: `" + statement + "` changes nothing for it",
                    null);
        }
        return bound;
    }
}
