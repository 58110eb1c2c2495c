package io.sidetone.script.parse;

import io.sidetone.script.ast.Expression;
import io.sidetone.script.lex.StringMap;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.source.Source;

/// Reads the variables in strings. Thread-safe: only functions.
public final class Formats {

    private Formats() {}

    /// Reads a string that a script holds as text with variables. Spans are exact, even behind escapes and in
    /// strings that were joined.
    ///
    /// @param source the text that the literal was read from
    /// @param diagnostics takes what is wrong; the format is then not to be used
    public static Expression.Format of(Source source, Expression.StringLiteral literal, Diagnostics diagnostics) {
        return parser(source, literal, diagnostics).format();
    }

    /// Reads a text that no script holds. Spans are places in it.
    ///
    /// @param diagnostics takes what is wrong; the format is then not to be used
    public static Expression.Format of(String text, Dialect dialect, Diagnostics diagnostics) {
        return new VariableParser(Stretch.at(text, 0), dialect, diagnostics).format();
    }

    /// The same as the first for a substitution, where a dollar sign that no name follows is the end of a line.
    public static Expression.Format substitution(
            Source source, Expression.StringLiteral literal, Diagnostics diagnostics) {
        return parser(source, literal, diagnostics).substitution();
    }

    private static VariableParser parser(Source source, Expression.StringLiteral literal, Diagnostics diagnostics) {
        int start = literal.span().start();
        Stretch stretch = literal.exact()
                ? Stretch.at(literal.value(), start + 1)
                : new Stretch(literal.value(), new StringMap(source.text(), literal.span()).offsetsOf(literal.value()));
        return new VariableParser(stretch, source.dialect(), diagnostics);
    }
}
