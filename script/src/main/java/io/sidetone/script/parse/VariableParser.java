package io.sidetone.script.parse;

import io.sidetone.script.ast.Expression;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads variables, and text with variables in it: the same in scripts and in strings. Confined to the thread
/// that uses it.
final class VariableParser {

    /// How deep variables may stand in keys and arguments of others.
    private static final int DEEPEST = 30;

    private final Stretch stretch;
    private final String text;
    private final Dialect dialect;
    private final Diagnostics diagnostics;
    private int at;
    private int depth;

    /// Whether a dollar sign in front of what is no variable is one.
    private boolean sparing;

    VariableParser(Stretch stretch, Dialect dialect, Diagnostics diagnostics) {
        this.dialect = dialect;
        this.stretch = stretch;
        this.text = stretch.text();
        this.diagnostics = diagnostics;
    }

    /// Reads a stretch that is one variable.
    Expression variable() {
        try {
            Expression variable = anyVariable();
            if (at < text.length()) {
                throw wrong("expected the end of the variable");
            }
            return variable;
        } catch (Panic _) {
            return new Expression.NullLiteral(stretch.span(0, text.length()));
        }
    }

    /// Reads a stretch that is text with variables in it.
    Expression.Format format() {
        try {
            return formatTo('\0', '\0');
        } catch (Panic _) {
            return new Expression.Format(stretch.span(0, text.length()), List.of());
        }
    }

    /// Reads a stretch that is a substitution with variables in it: a dollar sign that no name follows is the end
    /// of a line, as expressions have it.
    Expression.Format substitution() {
        sparing = true;
        return format();
    }

    private Panic wrong(String message) {
        return wrong(message, null);
    }

    private Panic wrong(String message, @Nullable String help) {
        int end = Math.min(text.length(), at + 1);
        boolean shows = message.startsWith("expected") && at < text.length();
        String found = shows ? ", found `" + text.charAt(at) + "`" : "";
        diagnostics.error(stretch.span(Math.min(at, end), end), message + found, help);
        return new Panic();
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private char peek(int distance) {
        return at + distance < text.length() ? text.charAt(at + distance) : '\0';
    }

    private static boolean isNamePart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    private void skipBlank() {
        while (at < text.length() && Character.isWhitespace(peek())) {
            at++;
        }
    }

    /// Text up to a closing bracket of its own, or to the end.
    private Expression.Format formatTo(char open, char close) {
        int start = at;
        List<Expression> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int literalStart = at;
        int nested = 0;
        while (at < text.length()) {
            char c = peek();
            boolean end = sparing && close == '\0' && peek(1) != '(' && !isNamePart(peek(1));
            if (c == '$' && peek(1) != '$' && !end) {
                flush(parts, literal, literalStart);
                parts.add(anyVariable());
                literalStart = at;
                continue;
            }
            if (close != '\0' && c == close && nested-- == 0) {
                break;
            }
            nested += c == open && open != '\0' ? 1 : 0;
            literal.append(c);
            at += c == '$' && peek(1) == '$' ? 2 : 1;
        }
        flush(parts, literal, literalStart);
        return new Expression.Format(stretch.span(start, at), parts);
    }

    private void flush(List<Expression> parts, StringBuilder literal, int start) {
        if (!literal.isEmpty()) {
            parts.add(new Expression.StringLiteral(stretch.span(start, at), literal.toString(), false));
            literal.setLength(0);
        }
    }

    private Expression anyVariable() {
        int start = at++;
        if (++depth > DEEPEST) {
            throw wrong("variables stand in each other more than " + DEEPEST + " deep");
        }
        Expression variable = peek() == '(' ? enclosed(start) : plain(start);
        depth--;
        return variable;
    }

    /// `$name`, `$name(key)`.
    private Expression plain(int start) {
        String context = context();
        String name = name();
        Expression.Format key = peek() == '(' ? key() : null;
        return made(start, context, name, key, Expression.NoIndex.INSTANCE, List.of());
    }

    private Expression made(
            int start,
            @Nullable String context,
            String name,
            Expression.@Nullable Format key,
            Expression.Index index,
            List<Expression.Transformation> transformations) {
        Span span = stretch.span(start, at);
        if (name.equals("null") && key == null && transformations.isEmpty()) {
            return new Expression.NullLiteral(span);
        }
        return new Expression.Variable(span, context, name, key, index, transformations);
    }

    /// `$(<context>name(key)[index].member[index]{transformation})`.
    private Expression enclosed(int start) {
        at++;
        skipBlank();
        String context = context();
        String name = name();
        Expression.Format key = peek() == '(' ? key() : null;
        Expression.Index index = Expression.NoIndex.INSTANCE;
        if (peek() == '[') {
            index = index();
        }
        Expression value = null;
        if (peek() == '.' || peek() == '[') {
            value = members(made(start, context, name, key, index, List.of()), start);
        }
        skipBlank();
        List<Expression.Transformation> transformations = new ArrayList<>();
        while (peek() == '{') {
            transformations.add(transformation());
            skipBlank();
        }
        if (peek() != ')') {
            throw wrong("expected the `)` of this variable");
        }
        at++;
        if (value == null) {
            return made(start, context, name, key, index, transformations);
        }
        return transformations.isEmpty()
                ? value
                : new Expression.Transformed(stretch.span(start, at), value, transformations);
    }

    private Expression members(Expression variable, int start) {
        Expression value = variable;
        while (peek() == '.' || peek() == '[') {
            if (peek() == '.') {
                at++;
                String name = word();
                value = new Expression.Member(stretch.span(start, at), value, name);
                continue;
            }
            Expression.Index index = index();
            if (!(index instanceof Expression.At(Expression element))) {
                throw wrong("only a variable itself has all of its values");
            }
            value = new Expression.Element(stretch.span(start, at), value, element);
        }
        return value;
    }

    private @Nullable String context() {
        if (peek() != '<') {
            return null;
        }
        at++;
        String name = word();
        if (peek() != '>') {
            throw wrong("expected the `>` of the context");
        }
        at++;
        return name;
    }

    /// A name goes on over dots that have something behind them.
    private String name() {
        int start = at;
        if (dialect == Dialect.KAMAILIO && peek() == '?') {
            at++;
            return "rc";
        }
        while (isNamePart(peek()) || (peek() == '.' && at > start && isNamePart(peek(1)))) {
            at++;
        }
        if (at == start) {
            throw wrong("expected the name of a variable", "a dollar sign that is none is written `$$`");
        }
        return text.substring(start, at);
    }

    private String word() {
        int start = at;
        while (isNamePart(peek())) {
            at++;
        }
        if (at == start) {
            throw wrong("expected a name");
        }
        return text.substring(start, at);
    }

    private Expression.Format key() {
        int start = at++;
        Expression.Format key = formatTo('(', ')');
        if (peek() != ')') {
            at = start;
            throw wrong("the `(` of this variable's key is not closed");
        }
        if (key.parts().isEmpty()) {
            throw wrong("expected a key in the parentheses of this variable");
        }
        at++;
        return key;
    }

    private Expression.Index index() {
        at++;
        skipBlank();
        int start = at;
        Expression.Index index;
        if (peek() == '$') {
            index = new Expression.At(anyVariable());
        } else {
            while (at < text.length() && peek() != ']') {
                at++;
            }
            index = indexOf(text.substring(start, at).strip(), stretch.span(start, at));
        }
        skipBlank();
        if (peek() != ']') {
            throw wrong("expected the `]` of the index");
        }
        at++;
        return index;
    }

    private Expression.Index indexOf(String written, Span span) {
        if (written.isEmpty()) {
            throw wrong("expected an index");
        }
        if (written.equals("*")) {
            return Expression.AllValues.INSTANCE;
        }
        if (written.matches("[-+]?[0-9]{1,9}")) {
            return new Expression.At(new Expression.IntegerLiteral(span, Long.parseLong(written)));
        }
        char quote = written.charAt(0);
        boolean quoted = (quote == '"' || quote == '\'') && written.length() > 1 && written.indexOf(quote, 1) > 0;
        String bare = quoted ? written.substring(1, written.indexOf(quote, 1)) : written;
        return new Expression.At(new Expression.StringLiteral(span, bare, false));
    }

    private Expression.Transformation transformation() {
        int start = at++;
        int nameStart = at;
        while (at < text.length() && peek() != ',' && peek() != '}') {
            at++;
        }
        String name = text.substring(nameStart, at).strip();
        if (name.isEmpty()) {
            throw wrong("expected the name of a transformation");
        }
        List<Expression.Format> arguments = new ArrayList<>();
        while (peek() == ',') {
            at++;
            arguments.add(argument(name));
        }
        if (peek() != '}') {
            at = start;
            throw wrong("the `{` of this transformation is not closed");
        }
        at++;
        return new Expression.Transformation(stretch.span(start, at), name, arguments);
    }

    /// A variable, or text in which `$` means nothing.
    private Expression.Format argument(String transformation) {
        int start = at;
        skipBlank();
        if (peek() == '$' && (peek(1) == '(' || isNamePart(peek(1)))) {
            int begin = at;
            Expression variable = anyVariable();
            skipBlank();
            if (peek() != ',' && peek() != '}') {
                throw wrong("expected `,` or `}` behind the argument");
            }
            return new Expression.Format(stretch.span(begin, at), List.of(variable));
        }
        if (peek() == ',' || peek() == '}') {
            // Blank characters alone are meant.
            at = start;
        }
        int begin = at;
        String value = literal(transformation.startsWith("re."));
        Span span = stretch.span(begin, at);
        List<Expression> parts =
                value.isEmpty() ? List.of() : List.of(new Expression.StringLiteral(span, value, false));
        return new Expression.Format(span, parts);
    }

    /// Text up to the comma or brace that ends it. A comma that is all of the last argument is meant, as in
    /// `{s.select,1,,}`; what is a regular expression takes all commas.
    ///
    /// @param expression whether it is one
    private String literal(boolean expression) {
        if (peek() == ',' && peek(1) == '}') {
            at++;
            return ",";
        }
        StringBuilder value = new StringBuilder();
        int nested = 0;
        while (at < text.length()) {
            char c = peek();
            if (c == '\\' && !expression && (peek(1) == ',' || peek(1) == '}')) {
                at++;
            } else if (c == '\\' && expression && at + 1 < text.length()) {
                value.append(c);
                at++;
            } else if ((c == '}' && nested-- == 0) || (c == ',' && !expression && nested == 0)) {
                break;
            }
            nested += c == '{' ? 1 : 0;
            value.append(peek());
            at++;
        }
        return value.toString();
    }
}
