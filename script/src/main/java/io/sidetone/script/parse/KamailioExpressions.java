package io.sidetone.script.parse;

import io.sidetone.script.ast.AssignmentOperator;
import io.sidetone.script.ast.BinaryOperator;
import io.sidetone.script.ast.Expression;
import io.sidetone.script.ast.UnaryOperator;
import io.sidetone.script.lex.Token;
import io.sidetone.script.lex.TokenKind;
import io.sidetone.script.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads expressions of the Kamailio dialect. Confined to the thread that uses it.
///
/// From the loosest to the tightest, each a level of its own: `||`, `&&`, `|`, `&`, `^`, `<<`, `>>`, equality and
/// `=~`, order, sums, products, signs with `!`, `defined` and casts. What an operator takes as a number or as text
/// is in the tree as a cast.
final class KamailioExpressions extends ExpressionParser {

    /// The level of equality; what stands beside a word as `uri` binds tighter.
    private static final int EQUALITY = 8;

    private final KamailioWords words;

    KamailioExpressions(Tokens tokens) {
        super(tokens);
        this.words = new KamailioWords(this);
    }

    /// A sign between two operands.
    ///
    /// @param operator null for `&&`, `||` and `=~`
    private record Sign(int level, @Nullable BinaryOperator operator) {}

    // LONG: one line for each operator.
    private static @Nullable Sign sign(Token token) {
        return switch (token.kind()) {
            case OR -> new Sign(1, null);
            case AND -> new Sign(2, null);
            case BIT_OR -> new Sign(3, BinaryOperator.BIT_OR);
            case BIT_AND -> new Sign(4, BinaryOperator.BIT_AND);
            case BIT_XOR -> new Sign(5, BinaryOperator.BIT_XOR);
            case SHIFT_LEFT -> new Sign(6, BinaryOperator.SHIFT_LEFT);
            case SHIFT_RIGHT -> new Sign(7, BinaryOperator.SHIFT_RIGHT);
            case MATCH -> new Sign(EQUALITY, null);
            case EQUAL -> new Sign(EQUALITY, BinaryOperator.TYPED_EQUAL);
            case NOT_EQUAL -> new Sign(EQUALITY, BinaryOperator.TYPED_NOT_EQUAL);
            case LESS -> new Sign(9, BinaryOperator.LESS);
            case LESS_OR_EQUAL -> new Sign(9, BinaryOperator.LESS_OR_EQUAL);
            case GREATER -> new Sign(9, BinaryOperator.GREATER);
            case GREATER_OR_EQUAL -> new Sign(9, BinaryOperator.GREATER_OR_EQUAL);
            case ADD -> new Sign(10, BinaryOperator.TYPED_ADD);
            case SUBTRACT -> new Sign(10, BinaryOperator.SUBTRACT);
            case MULTIPLY -> new Sign(11, BinaryOperator.MULTIPLY);
            case DIVIDE -> new Sign(11, BinaryOperator.DIVIDE);
            case NAME ->
                switch (token.text()) {
                    case "or" -> new Sign(1, null);
                    case "and" -> new Sign(2, null);
                    case "eq" -> new Sign(EQUALITY, BinaryOperator.TEXT_EQUAL);
                    case "ne" -> new Sign(EQUALITY, BinaryOperator.TEXT_NOT_EQUAL);
                    case "ieq" -> new Sign(EQUALITY, BinaryOperator.EQUAL);
                    case "ine" -> new Sign(EQUALITY, BinaryOperator.NOT_EQUAL);
                    case "mod" -> new Sign(11, BinaryOperator.MODULO);
                    default -> null;
                };
            default -> null;
        };
    }

    @Override
    Expression condition() {
        return decides(nested(() -> levels(1)));
    }

    /// What a function returns is a value as it is where nothing is done with it.
    @Override
    Expression value() {
        Expression value = nested(() -> levels(1));
        return isCall(value) ? value : valued(value);
    }

    private static boolean isCall(Expression expression) {
        return expression instanceof Expression.Call || expression instanceof Expression.RouteCall;
    }

    @Override
    Expression operand() {
        return nested(this::prefixed);
    }

    /// Words need no quotes here.
    @Override
    Expression argument() {
        return words.isPlainText() ? words.text() : value();
    }

    @Override
    void checkTarget(Expression target, Token sign) {
        if (sign.kind() != TokenKind.ASSIGN) {
            tokens.error(
                    sign.span(),
                    "`" + sign.text() + "` is not in this dialect",
                    "the whole is written out: `$var(x) = $var(x) + 1`");
        } else if (!(target instanceof Expression.Variable)) {
            tokens.error(target.span(), "only variables can be assigned", "`==` compares");
        }
    }

    /// What stands beside a word as `uri` on the right of its operator.
    Expression beside() {
        return valued(nested(() -> levels(EQUALITY + 1)));
    }

    private Expression levels(int least) {
        Expression left = prefixed();
        Sign sign = sign(tokens.current());
        while (sign != null && sign.level() >= least) {
            Token token = tokens.take();
            count(token);
            int next = sign.level() + 1;
            Expression right = nested(() -> levels(next));
            left = combined(tokens.from(left.span().start()), token, sign.operator(), left, right);
            sign = sign(tokens.current());
        }
        checkForeign();
        return left;
    }

    /// Tells of operators that only the native dialect has.
    private void checkForeign() {
        String help = switch (tokens.current().kind()) {
            case NOT_MATCH -> "`!($x =~ \"...\")`";
            case MODULO -> "the remainder is written `mod`";
            default -> null;
        };
        if (help != null) {
            throw tokens.unexpected("an operator of this dialect", help);
        }
    }

    private static Expression combined(
            Span span, Token token, @Nullable BinaryOperator operator, Expression left, Expression right) {
        if (operator == null) {
            return switch (token.kind()) {
                case MATCH -> new Expression.Match(span, text(left), pattern(right), false);
                case AND -> new Expression.And(span, decides(left), decides(right));
                case OR -> new Expression.Or(span, decides(left), decides(right));
                default ->
                    token.is("and")
                            ? new Expression.And(span, decides(left), decides(right))
                            : new Expression.Or(span, decides(left), decides(right));
            };
        }
        if (right instanceof Expression.NullLiteral) {
            switch (operator) {
                case TYPED_EQUAL, TEXT_EQUAL, EQUAL -> {
                    return new Expression.Not(span, decides(defined(span, left)));
                }
                case TYPED_NOT_EQUAL, TEXT_NOT_EQUAL, NOT_EQUAL -> {
                    return defined(span, left);
                }
                default -> {}
            }
        }
        return switch (operator) {
            case TYPED_EQUAL, TYPED_NOT_EQUAL, TYPED_ADD ->
                new Expression.Binary(span, operator, valued(left), valued(right));
            case TEXT_EQUAL, TEXT_NOT_EQUAL -> new Expression.Binary(span, operator, text(left), text(right));
            default -> new Expression.Binary(span, operator, number(left), number(right));
        };
    }

    static Expression pattern(Expression right) {
        return right instanceof Expression.StringLiteral ? right : text(right);
    }

    private Expression prefixed() {
        Token sign = tokens.current();
        return switch (sign.kind()) {
            case NOT -> not(tokens.take());
            case SUBTRACT -> {
                tokens.take();
                if (tokens.at(TokenKind.NUMBER)) {
                    yield whole(sign.start(), true);
                }
                yield arithmetic(sign, UnaryOperator.MINUS);
            }
            case COMPLEMENT -> {
                tokens.take();
                yield arithmetic(sign, UnaryOperator.COMPLEMENT);
            }
            case NAME ->
                switch (sign.text()) {
                    case "not" -> not(tokens.take());
                    case "defined" -> defined(tokens.take());
                    default -> primary();
                };
            default -> primary();
        };
    }

    private Expression not(Token sign) {
        count(sign);
        Expression operand = decides(nested(this::prefixed));
        return new Expression.Not(tokens.from(sign.start()), operand);
    }

    private Expression arithmetic(Token sign, UnaryOperator operator) {
        count(sign);
        Expression operand = number(nested(this::prefixed));
        return new Expression.Unary(tokens.from(sign.start()), operator, operand);
    }

    private Expression defined(Token keyword) {
        count(keyword);
        Expression operand = nested(this::prefixed);
        return defined(tokens.from(keyword.start()), operand);
    }

    private static Expression defined(Span span, Expression operand) {
        return new Expression.Unary(span, UnaryOperator.DEFINED, operand);
    }

    private Expression primary() {
        Token token = tokens.current();
        return switch (token.kind()) {
            case NUMBER -> whole(token.start(), false);
            case STRING -> literals.string();
            case ADDRESS -> literals.address();
            case VARIABLE -> variable();
            case SELECT -> select(tokens.take());
            case NAME -> named(token);
            case OPEN -> parenthesized(tokens.take());
            case OPEN_BRACKET -> bracketed(tokens.take());
            default -> throw tokens.unexpected("a value", null);
        };
    }

    private Expression whole(int start, boolean negative) {
        String text = tokens.current().text();
        if (text.matches("[01]{1,63}b")) {
            long value = Long.parseLong(text.substring(0, text.length() - 1), 2);
            tokens.take();
            return new Expression.IntegerLiteral(tokens.from(start), negative ? -value : value);
        }
        Expression number = literals.number(start, negative);
        if (number instanceof Expression.DecimalLiteral) {
            tokens.error(number.span(), "numbers are whole in this dialect", "text may hold a fraction");
            return new Expression.IntegerLiteral(number.span(), 0);
        }
        return number;
    }

    private static Expression select(Token token) {
        Span inner = new Span(token.start() + 1, token.end());
        Expression path = new Expression.StringLiteral(inner, token.text().substring(1), false);
        Expression.Format key = new Expression.Format(inner, List.of(path));
        return new Expression.Variable(token.span(), null, "sel", key, Expression.NoIndex.INSTANCE, List.of());
    }

    private Expression named(Token name) {
        boolean call = tokens.ahead().kind() == TokenKind.OPEN;
        return switch (name.text()) {
            case "strlen", "strempty" -> measured(tokens.take());
            case "selval" -> choice(tokens.take());
            case "route" -> routeCall();
            default -> call ? call() : words.keyword();
        };
    }

    private Expression measured(Token keyword) {
        tokens.expect(TokenKind.OPEN, "behind " + keyword);
        Expression operand = text(value());
        tokens.expect(TokenKind.CLOSE, "behind what `" + keyword.text() + "` takes");
        UnaryOperator operator = keyword.is("strlen") ? UnaryOperator.LENGTH : UnaryOperator.EMPTY;
        return new Expression.Unary(tokens.from(keyword.start()), operator, operand);
    }

    private Expression choice(Token keyword) {
        tokens.expect(TokenKind.OPEN, "behind " + keyword);
        Expression condition = condition();
        tokens.expect(TokenKind.COMMA, "behind the condition");
        Expression then = value();
        tokens.expect(TokenKind.COMMA, "and what it is otherwise");
        Expression otherwise = value();
        tokens.expect(TokenKind.CLOSE, "behind what `selval` takes");
        return new Expression.Choice(tokens.from(keyword.start()), condition, then, otherwise);
    }

    /// An expression, an assignment or a cast.
    private Expression parenthesized(Token open) {
        if (tokens.at("int") || tokens.at("str")) {
            return cast(open, tokens.take());
        }
        Expression inner = nested(() -> levels(1));
        Token sign = tokens.current();
        if (assignment(sign.kind()) != null) {
            checkTarget(inner, sign);
            tokens.take();
            Expression value = assigned(inner);
            Span span = tokens.from(inner.span().start());
            inner = new Expression.Assignment(span, inner, AssignmentOperator.ASSIGN, value);
        }
        tokens.expect(TokenKind.CLOSE, "behind the expression in parentheses");
        return inner;
    }

    private Expression cast(Token open, Token type) {
        count(type);
        tokens.expect(TokenKind.CLOSE, "behind the type");
        Expression operand = valued(nested(this::prefixed));
        UnaryOperator operator = type.is("int") ? UnaryOperator.INTEGER : UnaryOperator.TEXT;
        return new Expression.Unary(tokens.from(open.start()), operator, operand);
    }

    /// `$var` knows no null: it is 0 then.
    @Override
    Expression assigned(Expression target) {
        Expression value = value();
        if (!(target instanceof Expression.Variable variable)
                || !variable.name().equals("var")) {
            return value;
        }
        return switch (value) {
            case Expression.NullLiteral none -> new Expression.IntegerLiteral(none.span(), 0);
            case Expression.StringLiteral text -> text;
            default -> isNumber(value) ? value : unary(UnaryOperator.PRESENT, value);
        };
    }

    /// An address of IPv6.
    private Expression bracketed(Token open) {
        if (!tokens.at(TokenKind.ADDRESS)) {
            throw tokens.unexpected("an address", "lists of values are not in this dialect");
        }
        Expression address = literals.address();
        tokens.expect(TokenKind.CLOSE_BRACKET, "behind the address");
        String text = address instanceof Expression.AddressLiteral literal ? literal.text() : "";
        return new Expression.AddressLiteral(tokens.from(open.start()), text);
    }

    // ---- What is made of an operand

    /// Whether an expression is true or false by itself.
    private static boolean isFlag(Expression expression) {
        return switch (expression) {
            case Expression.And _, Expression.Or _, Expression.Not _, Expression.Match _, Expression.Test _ -> true;
            case Expression.Binary binary -> binary.operator().compares();
            default -> false;
        };
    }

    /// Whether an expression is surely a whole number.
    private static boolean isNumber(Expression expression) {
        return switch (expression) {
            case Expression.IntegerLiteral _ -> true;
            case Expression.Unary unary -> unary.operator() != UnaryOperator.TEXT;
            case Expression.Binary binary ->
                !binary.operator().compares() && binary.operator() != BinaryOperator.TYPED_ADD;
            default -> false;
        };
    }

    private static Expression unary(UnaryOperator operator, Expression operand) {
        return new Expression.Unary(operand.span(), operator, operand);
    }

    /// As a condition.
    static Expression decides(Expression expression) {
        boolean decided = isFlag(expression) || isCall(expression) || expression instanceof Expression.Assignment;
        return decided ? expression : new Expression.Test(expression.span(), number(expression));
    }

    /// As something with a value: a condition is 1 or 0.
    static Expression valued(Expression expression) {
        if (isFlag(expression)) {
            return unary(UnaryOperator.INTEGER, expression);
        }
        return isCall(expression) ? unary(UnaryOperator.OUTCOME, expression) : expression;
    }

    static Expression number(Expression expression) {
        Expression value = valued(expression);
        return isNumber(value) ? value : unary(UnaryOperator.INTEGER, value);
    }

    static Expression text(Expression expression) {
        Expression value = valued(expression);
        return value instanceof Expression.StringLiteral ? value : unary(UnaryOperator.TEXT, value);
    }
}
