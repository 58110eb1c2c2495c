package io.sidetone.script.check;

import io.sidetone.script.ast.Expression;
import io.sidetone.script.parse.Formats;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Source;
import io.sidetone.script.source.Span;
import java.util.List;
import java.util.function.Consumer;

/// What all who bind parts of one script share. Confined to the thread that checks.
///
/// @param keepsCodes whether what a function returns is a value as it is, and not only whether it succeeded
/// @param uses takes each name of what the host defines
record Scope(
        Source source,
        Names names,
        RouteTable routes,
        Slots slots,
        boolean keepsCodes,
        Diagnostics diagnostics,
        Consumer<Use> uses) {

    /// Says that a name is used.
    void uses(Span span, Use.Sort sort, String name, boolean known) {
        uses.accept(new Use(span, sort, name, known, null));
    }

    /// A string literal as text with variables.
    Expression.Format format(Expression.StringLiteral literal) {
        int before = diagnostics.errors();
        Expression.Format format = Formats.of(source, literal, diagnostics);
        return diagnostics.errors() == before ? format : new Expression.Format(literal.span(), List.of(literal));
    }

    /// A string literal as a substitution with variables.
    Expression.Format substitution(Expression.StringLiteral literal) {
        int before = diagnostics.errors();
        Expression.Format format = Formats.substitution(source, literal, diagnostics);
        return diagnostics.errors() == before ? format : new Expression.Format(literal.span(), List.of(literal));
    }

    /// Whether a string literal is a variable and nothing else.
    boolean isVariable(Expression.StringLiteral literal) {
        Diagnostics ignored = new Diagnostics();
        List<Expression> parts = Formats.of(source, literal, ignored).parts();
        return ignored.errors() == 0 && parts.size() == 1 && parts.getFirst() instanceof Expression.Variable;
    }
}
