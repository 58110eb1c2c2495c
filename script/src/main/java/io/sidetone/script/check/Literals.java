package io.sidetone.script.check;

import io.sidetone.script.ast.Expression;
import io.sidetone.script.ast.UnaryOperator;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads expressions that are values as they stand. Thread-safe: all is computed from the arguments.
final class Literals {

    /// A value that is known, null included.
    record Literal(@Nullable Object value) {}

    private Literals() {}

    /// The value of a literal; empty for all other expressions.
    static Optional<Literal> of(Expression expression) {
        return switch (expression) {
            case Expression.NullLiteral _ -> Optional.of(new Literal(null));
            case Expression.BooleanLiteral literal -> Optional.of(new Literal(literal.value()));
            case Expression.IntegerLiteral literal -> Optional.of(new Literal(literal.value()));
            case Expression.DecimalLiteral literal -> Optional.of(new Literal(literal.value()));
            case Expression.StringLiteral literal -> Optional.of(new Literal(literal.value()));
            case Expression.AddressLiteral literal -> Optional.of(new Literal(literal.text()));
            case Expression.Unary unary -> negative(unary);
            default -> Optional.empty();
        };
    }

    private static Optional<Literal> negative(Expression.Unary unary) {
        if (unary.operator() != UnaryOperator.MINUS) {
            return Optional.empty();
        }
        return switch (unary.operand()) {
            case Expression.IntegerLiteral literal -> Optional.of(new Literal(-literal.value()));
            case Expression.DecimalLiteral literal ->
                Optional.of(new Literal(BigDecimal.ZERO.subtract(literal.value())));
            default -> Optional.empty();
        };
    }
}
