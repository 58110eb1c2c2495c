package io.sidetone.script.parse;

import io.sidetone.script.ast.AssignmentOperator;
import io.sidetone.script.ast.BinaryOperator;
import io.sidetone.script.ast.Expression;
import io.sidetone.script.ast.UnaryOperator;
import io.sidetone.script.lex.Token;
import io.sidetone.script.lex.TokenKind;
import io.sidetone.script.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads expressions of the native dialect. Confined to the thread that uses it.
///
/// From the loosest to the tightest: `and or` (one level), `not`, comparisons, bit operators (one level),
/// arithmetic (one level), signs, members. In a condition and in parentheses an assignment is what `and or` can
/// join.
final class NativeExpressions extends ExpressionParser {

    NativeExpressions(Tokens tokens) {
        super(tokens);
    }

    /// What decides: `[ x ]` is a test here.
    @Override
    Expression condition() {
        return test(nested(() -> logic(true)));
    }

    @Override
    Expression value() {
        return nested(() -> logic(false));
    }

    @Override
    Expression operand() {
        return unary();
    }

    @Override
    Expression argument() {
        return value();
    }

    private static Expression test(Expression operand) {
        return operand instanceof Expression.ListLiteral(Span span, List<Expression> elements) && elements.size() == 1
                ? new Expression.Test(span, elements.getFirst())
                : operand;
    }

    private Expression logic(boolean assigns) {
        Expression left = negation(assigns);
        if (!isAnd() && !isOr()) {
            return left;
        }
        Mixture mixture = new Mixture(tokens, left);
        while (isAnd() || isOr()) {
            boolean and = isAnd();
            Token operator = tokens.take();
            count(operator);
            Expression right = test(negation(assigns));
            mixture.add(operator, right);
            Span span = tokens.from(left.span().start());
            left = and ? new Expression.And(span, test(left), right) : new Expression.Or(span, test(left), right);
        }
        mixture.check();
        return left;
    }

    private boolean isAnd() {
        return tokens.at(TokenKind.AND) || tokens.at("and");
    }

    private boolean isOr() {
        return tokens.at(TokenKind.OR) || tokens.at("or");
    }

    private Expression negation(boolean assigns) {
        if (!tokens.at(TokenKind.NOT) && !tokens.at("not")) {
            return assigned(comparison(), assigns);
        }
        Token not = tokens.take();
        count(not);
        Expression operand = test(nested(() -> negation(assigns)));
        return new Expression.Not(tokens.from(not.start()), operand);
    }

    private Expression assigned(Expression target, boolean assigns) {
        AssignmentOperator operator = assignment(tokens.current().kind());
        if (operator == null) {
            return target;
        }
        Token sign = tokens.current();
        if (!assigns) {
            tokens.error(sign.span(), "an assignment needs parentheses here", "`==` compares");
        }
        checkTarget(target, sign);
        tokens.take();
        count(sign);
        Expression value = nested(this::comparison);
        return new Expression.Assignment(tokens.from(target.span().start()), target, operator, value);
    }

    private Expression comparison() {
        Expression left = bits();
        Token operator = tokens.current();
        boolean match = operator.kind() == TokenKind.MATCH || operator.kind() == TokenKind.NOT_MATCH;
        BinaryOperator compared = comparing(operator.kind());
        if (!match && compared == null) {
            return left;
        }
        tokens.take();
        count(operator);
        if (operator.kind() == TokenKind.LESS && tokens.at(TokenKind.GREATER) && tokens.joined()) {
            throw tokens.unexpected("a value", "unequal is written `!=`");
        }
        if (tokens.at(TokenKind.ASSIGN) && tokens.joined()) {
            throw tokens.unexpected("a value", "equal is written `==`");
        }
        Expression right = bracketless(bits());
        if (comparing(tokens.current().kind()) != null) {
            throw tokens.unexpected("the end of the comparison", "comparisons are joined by `&&`");
        }
        Span span = tokens.from(left.span().start());
        return compared == null
                ? new Expression.Match(span, left, right, operator.kind() == TokenKind.NOT_MATCH)
                : new Expression.Binary(span, compared, left, right);
    }

    /// `[2001:db8::1]` behind a comparison is an address, no list.
    private static Expression bracketless(Expression operand) {
        return operand instanceof Expression.ListLiteral(Span span, List<Expression> elements)
                        && elements.size() == 1
                        && elements.getFirst() instanceof Expression.AddressLiteral(Span _, String text)
                        && text.indexOf(':') >= 0
                ? new Expression.AddressLiteral(span, text)
                : operand;
    }

    private static @Nullable BinaryOperator comparing(TokenKind kind) {
        return switch (kind) {
            case EQUAL -> BinaryOperator.EQUAL;
            case NOT_EQUAL -> BinaryOperator.NOT_EQUAL;
            case LESS -> BinaryOperator.LESS;
            case LESS_OR_EQUAL -> BinaryOperator.LESS_OR_EQUAL;
            case GREATER -> BinaryOperator.GREATER;
            case GREATER_OR_EQUAL -> BinaryOperator.GREATER_OR_EQUAL;
            default -> null;
        };
    }

    private Expression bits() {
        return level(NativeExpressions::bit, this::arithmetic);
    }

    private Expression arithmetic() {
        return level(NativeExpressions::arithmeticOperator, this::unary);
    }

    private Expression level(Function<TokenKind, @Nullable BinaryOperator> operators, Supplier<Expression> operand) {
        Expression left = operand.get();
        BinaryOperator operator = operators.apply(tokens.current().kind());
        if (operator == null) {
            return left;
        }
        Mixture mixture = new Mixture(tokens, left);
        while (operator != null) {
            Token sign = tokens.take();
            count(sign);
            Expression right = operand.get();
            mixture.add(sign, right);
            left = new Expression.Binary(tokens.from(left.span().start()), operator, left, right);
            operator = operators.apply(tokens.current().kind());
        }
        mixture.check();
        return left;
    }

    private static @Nullable BinaryOperator bit(TokenKind kind) {
        return switch (kind) {
            case BIT_AND -> BinaryOperator.BIT_AND;
            case BIT_OR -> BinaryOperator.BIT_OR;
            case BIT_XOR -> BinaryOperator.BIT_XOR;
            case SHIFT_LEFT -> BinaryOperator.SHIFT_LEFT;
            case SHIFT_RIGHT -> BinaryOperator.SHIFT_RIGHT;
            default -> null;
        };
    }

    private static @Nullable BinaryOperator arithmeticOperator(TokenKind kind) {
        return switch (kind) {
            case ADD -> BinaryOperator.ADD;
            case SUBTRACT -> BinaryOperator.SUBTRACT;
            case MULTIPLY -> BinaryOperator.MULTIPLY;
            case DIVIDE -> BinaryOperator.DIVIDE;
            case MODULO -> BinaryOperator.MODULO;
            default -> null;
        };
    }

    /// With its sign, if it has one.
    private Expression unary() {
        Token sign = tokens.current();
        return switch (sign.kind()) {
            case SUBTRACT, ADD -> {
                tokens.take();
                if (tokens.at(TokenKind.NUMBER)) {
                    yield members(literals.number(sign.start(), sign.kind() == TokenKind.SUBTRACT));
                }
                count(sign);
                Expression operand = nested(this::unary);
                yield sign.kind() == TokenKind.ADD
                        ? operand
                        : new Expression.Unary(tokens.from(sign.start()), UnaryOperator.MINUS, operand);
            }
            case COMPLEMENT -> {
                tokens.take();
                count(sign);
                Expression operand = nested(this::unary);
                yield new Expression.Unary(tokens.from(sign.start()), UnaryOperator.COMPLEMENT, operand);
            }
            case NOT -> {
                tokens.take();
                count(sign);
                Expression operand = test(nested(this::unary));
                yield new Expression.Not(tokens.from(sign.start()), operand);
            }
            default -> members(primary());
        };
    }

    private Expression members(Expression object) {
        Expression value = object;
        while (true) {
            Token sign = tokens.current();
            if (tokens.accept(TokenKind.DOT)) {
                count(sign);
                String name = word("the name of a member behind `.`").text();
                value = new Expression.Member(tokens.from(object.span().start()), value, name);
            } else if (tokens.accept(TokenKind.OPEN_BRACKET)) {
                count(sign);
                Expression index = value();
                tokens.expect(TokenKind.CLOSE_BRACKET, "behind the index");
                value = new Expression.Element(tokens.from(object.span().start()), value, index);
            } else {
                return value;
            }
        }
    }

    private Expression primary() {
        Token token = tokens.current();
        return switch (token.kind()) {
            case NUMBER -> literals.number(token.start(), false);
            case STRING -> literals.string();
            case FORMAT -> interpolated();
            case ADDRESS -> literals.address();
            case VARIABLE -> variable();
            case NAME -> named();
            case OPEN -> parenthesized();
            case OPEN_BRACKET -> list();
            case OPEN_BRACE -> map();
            default -> throw tokens.unexpected("a value", null);
        };
    }

    private Expression interpolated() {
        Token token = tokens.take();
        Expression.StringLiteral literal = new Expression.StringLiteral(token.span(), token.text(), false);
        Expression.Format format = Formats.of(tokens.source(), literal, tokens.diagnostics());
        return new Expression.Interpolated(token.span(), format);
    }

    private Expression parenthesized() {
        tokens.take();
        Expression inner = nested(() -> logic(true));
        tokens.expect(TokenKind.CLOSE, "behind the expression in parentheses");
        return inner;
    }

    private Expression list() {
        Token open = tokens.take();
        List<Expression> elements = new ArrayList<>();
        while (!tokens.at(TokenKind.CLOSE_BRACKET)) {
            elements.add(value());
            if (!tokens.accept(TokenKind.COMMA) && !tokens.at(TokenKind.CLOSE_BRACKET)) {
                throw tokens.unexpected("`,` or `]` behind an element of the list", null);
            }
        }
        tokens.take();
        return new Expression.ListLiteral(tokens.from(open.start()), elements);
    }

    private Expression map() {
        Token open = tokens.take();
        try {
            List<Expression.Entry> entries = entries();
            return new Expression.MapLiteral(tokens.from(open.start()), entries);
        } catch (Panic panic) {
            leaveMap();
            throw panic;
        }
    }

    /// Goes behind the brace that closes a map, so that it closes nothing else.
    private void leaveMap() {
        int open = 1;
        while (open > 0 && !tokens.at(TokenKind.SEMICOLON) && !tokens.at(TokenKind.END)) {
            TokenKind kind = tokens.take().kind();
            open += kind == TokenKind.OPEN_BRACE ? 1 : kind == TokenKind.CLOSE_BRACE ? -1 : 0;
        }
    }

    private List<Expression.Entry> entries() {
        List<Expression.Entry> entries = new ArrayList<>();
        while (!tokens.at(TokenKind.CLOSE_BRACE)) {
            Token key = tokens.current();
            if (key.kind() != TokenKind.NAME && key.kind() != TokenKind.STRING && key.kind() != TokenKind.NUMBER) {
                throw tokens.unexpected("a key of the map", null);
            }
            tokens.take();
            tokens.expect(TokenKind.COLON, "behind the key");
            Expression value = value();
            entries.add(new Expression.Entry(tokens.from(key.start()), key.text(), value));
            if (!tokens.accept(TokenKind.COMMA) && !tokens.at(TokenKind.CLOSE_BRACE)) {
                throw tokens.unexpected("`,` or `}` behind an entry of the map", null);
            }
        }
        tokens.take();
        return entries;
    }

    private Expression named() {
        Token name = tokens.current();
        if (tokens.ahead().kind() == TokenKind.OPEN) {
            return name.text().equals("route") ? routeCall() : call();
        }
        Expression literal = Literals.word(name, false);
        if (literal == null) {
            tokens.error(name.span(), "a bare word is no value: " + name, Words.advice(name.text()));
            literal = new Expression.NullLiteral(name.span());
        }
        tokens.take();
        return literal;
    }
}
