package io.sidetone.script.bound;

import io.sidetone.script.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A statement whose names are resolved. Immutable.
public sealed interface BoundStatement {

    /// Where it stands.
    Span span();

    /// One after the other.
    record Block(Span span, List<BoundStatement> statements) implements BoundStatement {
        public Block {
            statements = List.copyOf(statements);
        }
    }

    /// A call or an assignment.
    record Evaluate(Span span, BoundExpression expression) implements BoundStatement {}

    /// A choice.
    record If(
            Span span,
            BoundExpression condition,
            BoundStatement then,
            @Nullable BoundStatement otherwise) implements BoundStatement {}

    /// A loop with a condition.
    record While(Span span, BoundExpression condition, BoundStatement body) implements BoundStatement {}

    /// A loop over a list, the keys of a map, or a single value.
    record ForEach(Span span, BoundExpression.Target variable, BoundExpression sequence, BoundStatement body)
            implements BoundStatement {}

    /// A choice among constants.
    record Switch(Span span, BoundExpression subject, boolean exact, List<Case> cases) implements BoundStatement {
        public Switch {
            cases = List.copyOf(cases);
        }
    }

    /// One part of a switch.
    ///
    /// @param label a value, a [Pattern], or null with `isDefault`
    record Case(Span span, boolean isDefault, @Nullable Object label, List<BoundStatement> statements) {
        public Case {
            statements = List.copyOf(statements);
        }
    }

    /// Leaves the nearest loop or switch.
    record Break(Span span) implements BoundStatement {}

    /// Ends the script.
    record Exit(Span span) implements BoundStatement {}

    /// Ends the script and what would follow by itself.
    record Drop(Span span) implements BoundStatement {}

    /// Ends the route.
    ///
    /// @param code null for 1
    record Return(Span span, @Nullable BoundExpression code, List<BoundExpression> values) implements BoundStatement {
        public Return {
            values = List.copyOf(values);
        }
    }

    /// Ends the script if the condition does not hold.
    record Assert(
            Span span, BoundExpression condition, @Nullable String message) implements BoundStatement {}

    /// A call, then a route, then the end of the script.
    ///
    /// @param route its number
    /// @param timeout in seconds, or null
    record Async(
            Span span,
            BoundExpression.Call call,
            int route,
            @Nullable Long timeout) implements BoundStatement {}

    /// A call and then a route, in a run of their own.
    ///
    /// @param route its number, or -1
    /// @param parameter what the route gets, or null
    record Launch(
            Span span,
            BoundExpression.Call call,
            int route,
            @Nullable BoundExpression parameter) implements BoundStatement {}
}
