package io.sidetone.script.parse;

import io.sidetone.script.ast.AssignmentOperator;
import io.sidetone.script.ast.Expression;
import io.sidetone.script.lex.Token;
import io.sidetone.script.lex.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads expressions: what both dialects have in common. Confined to the thread that uses it.
abstract class ExpressionParser {
    /// How deep expressions may stand in each other.
    static final int DEEPEST = 100;

    /// How many operators one expression may have.
    static final int MOST_OPERATORS = 1_000;

    final Tokens tokens;
    final Literals literals;
    private int depth;
    private int operators;

    ExpressionParser(Tokens tokens) {
        this.tokens = tokens;
        this.literals = new Literals(tokens);
    }

    Literals literals() {
        return literals;
    }

    /// What decides.
    abstract Expression condition();

    /// What has a value.
    abstract Expression value();

    /// A value without operators between several: what stands behind `case` or begins a statement.
    abstract Expression operand();

    /// The value that a variable gets.
    Expression assigned(Expression target) {
        return value();
    }

    /// An argument of a function or a route.
    abstract Expression argument();

    final Expression nested(Supplier<Expression> reader) {
        if (depth == 0) {
            operators = 0;
        }
        if (depth == DEEPEST) {
            tokens.error(
                    tokens.current().span(), "expressions stand in each other more than " + DEEPEST + " deep", null);
            throw new Panic();
        }
        depth++;
        try {
            return reader.get();
        } finally {
            depth--;
        }
    }

    final void count(Token operator) {
        if (++operators > MOST_OPERATORS) {
            tokens.error(operator.span(), "one expression has more than " + MOST_OPERATORS + " operators", null);
            throw new Panic();
        }
    }

    /// Reports what cannot be assigned.
    void checkTarget(Expression target, Token sign) {
        boolean assignable = target instanceof Expression.Variable
                || target instanceof Expression.Member
                || target instanceof Expression.Element;
        if (!assignable) {
            tokens.error(
                    target.span(),
                    "only variables and their members can be assigned",
                    sign.kind() == TokenKind.ASSIGN ? "`==` compares" : null);
        }
    }

    // LONG: one line for each operator.
    static @Nullable AssignmentOperator assignment(TokenKind kind) {
        return switch (kind) {
            case ASSIGN -> AssignmentOperator.ASSIGN;
            case REPLACE -> AssignmentOperator.REPLACE;
            case ADD_ASSIGN -> AssignmentOperator.ADD;
            case SUBTRACT_ASSIGN -> AssignmentOperator.SUBTRACT;
            case MULTIPLY_ASSIGN -> AssignmentOperator.MULTIPLY;
            case DIVIDE_ASSIGN -> AssignmentOperator.DIVIDE;
            case MODULO_ASSIGN -> AssignmentOperator.MODULO;
            case BIT_AND_ASSIGN -> AssignmentOperator.BIT_AND;
            case BIT_OR_ASSIGN -> AssignmentOperator.BIT_OR;
            case BIT_XOR_ASSIGN -> AssignmentOperator.BIT_XOR;
            default -> null;
        };
    }

    final Token word(String what) {
        if (!tokens.at(TokenKind.NAME)) {
            throw tokens.unexpected(what, null);
        }
        return tokens.take();
    }

    /// A variable as one token, without members behind it.
    Expression variable() {
        Token token = tokens.take();
        String text = token.text();
        int before = tokens.diagnostics().errors();
        Expression variable = new VariableParser(Stretch.at(text, token.start()), tokens.diagnostics()).variable();
        if (tokens.diagnostics().errors() > before && isOpen(text)) {
            // Nobody knows what of that which follows belongs to it.
            throw new Panic();
        }
        return variable;
    }

    private static boolean isOpen(String text) {
        return text.chars().filter(c -> c == '(').count()
                > text.chars().filter(c -> c == ')').count();
    }

    /// `function(...)`, at its name.
    Expression.Call call() {
        Token name = word("the name of a function");
        tokens.expect(TokenKind.OPEN, "behind the name of the function");
        List<@Nullable Expression> arguments = new ArrayList<>();
        if (!tokens.at(TokenKind.CLOSE)) {
            do {
                arguments.add(tokens.at(TokenKind.COMMA) || tokens.at(TokenKind.CLOSE) ? null : argument());
            } while (tokens.accept(TokenKind.COMMA));
        }
        tokens.expect(TokenKind.CLOSE, "or `,` behind an argument");
        return new Expression.Call(tokens.from(name.start()), name.span(), name.text(), arguments);
    }

    final Expression routeCall() {
        Token keyword = tokens.take();
        tokens.take();
        Expression name = routeName();
        List<Expression> arguments = new ArrayList<>();
        while (tokens.accept(TokenKind.COMMA)) {
            arguments.add(argument());
        }
        tokens.expect(TokenKind.CLOSE, "or `,` behind an argument");
        return new Expression.RouteCall(tokens.from(keyword.start()), name, arguments);
    }

    private Expression routeName() {
        Token token = tokens.current();
        boolean called = token.kind() == TokenKind.NAME && tokens.ahead().kind() == TokenKind.OPEN;
        if ((token.kind() == TokenKind.NAME || token.kind() == TokenKind.NUMBER) && !called) {
            String name = name();
            return new Expression.StringLiteral(tokens.from(token.start()), name, false);
        }
        if (token.kind() == TokenKind.STRING && token.text().indexOf('$') >= 0) {
            Expression.StringLiteral literal = literals.string();
            Expression.Format format = Formats.of(tokens.source(), literal, tokens.diagnostics());
            return new Expression.Interpolated(literal.span(), format);
        }
        return value();
    }

    /// The name of a route: a word or a string. A word may hold `:`, `-` and `.`.
    String name() {
        if (tokens.at(TokenKind.STRING)) {
            return tokens.take().text();
        }
        int start = tokens.current().start();
        if (!tokens.at(TokenKind.NAME) && !tokens.at(TokenKind.NUMBER)) {
            throw tokens.unexpected("the name of a route", null);
        }
        tokens.take();
        while (tokens.joined() && joinsNames(tokens.current().kind())) {
            tokens.take();
        }
        return tokens.source().text(tokens.from(start));
    }

    private static boolean joinsNames(TokenKind kind) {
        return switch (kind) {
            case NAME, NUMBER, COLON, SUBTRACT, DOT -> true;
            default -> false;
        };
    }
}
