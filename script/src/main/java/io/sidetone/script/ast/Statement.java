package io.sidetone.script.ast;

import io.sidetone.script.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a route block is made of. Immutable.
public sealed interface Statement {

    /// The whole statement.
    Span span();

    /// `{ ... }`.
    record Block(Span span, List<Statement> statements) implements Statement {
        public Block {
            statements = List.copyOf(statements);
        }
    }

    /// An expression that stands alone: a call, an assignment.
    record Evaluate(Span span, Expression expression) implements Statement {}

    /// `if (condition) then else otherwise`.
    record If(
            Span span,
            Expression condition,
            Statement then,
            @Nullable Statement otherwise) implements Statement {}

    /// `while (condition) body`.
    record While(Span span, Expression condition, Statement body) implements Statement {}

    /// `for ($variable in sequence) body`.
    record ForEach(Span span, Expression.Variable variable, Expression sequence, Statement body) implements Statement {}

    /// `switch (subject) { case ...: ... default: ... }`.
    ///
    /// @param exact whether the case of letters counts
    record Switch(Span span, Expression subject, boolean exact, List<Case> cases) implements Statement {
        public Switch {
            cases = List.copyOf(cases);
        }
    }

    /// One part of a switch. Without a `break` at its end the next one runs as well.
    ///
    /// @param label null for `default`
    record Case(Span span, @Nullable Label label, List<Statement> statements) {
        public Case {
            statements = List.copyOf(statements);
        }
    }

    /// What a case stands for.
    sealed interface Label {
        Span span();
    }

    /// `case 5:`, `case "x":`.
    record Constant(Span span, Expression value) implements Label {}

    /// `case /expression/:`, only in the Kamailio dialect.
    record Matching(Span span, String expression) implements Label {}

    /// `break`.
    record Break(Span span) implements Statement {}

    /// `exit`: ends the whole script.
    record Exit(Span span) implements Statement {}

    /// `drop`: ends the whole script and what would follow it by itself.
    record Drop(Span span) implements Statement {}

    /// `return(code, values...)`: ends the route.
    ///
    /// @param code null for 1
    record Return(Span span, @Nullable Expression code, List<Expression> values) implements Statement {
        public Return {
            values = List.copyOf(values);
        }
    }

    /// `assert(condition, "message")`.
    record Assert(Span span, Expression condition, @Nullable String message) implements Statement {}

    /// `async(call, route, timeout)`: the call, then the route, then the end of the script.
    ///
    /// @param timeout in seconds, or null
    record Async(
            Span span,
            Expression.Call call,
            RouteName route,
            @Nullable Long timeout) implements Statement {}

    /// `launch(call, route, parameter)`: the call and then the route, beside the script that goes on.
    record Launch(
            Span span,
            Expression.Call call,
            @Nullable RouteName route,
            @Nullable Expression parameter) implements Statement {}

    /// The name of a route as it stands in a script.
    record RouteName(Span span, String name) {}
}
