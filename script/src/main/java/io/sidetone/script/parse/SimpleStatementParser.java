package io.sidetone.script.parse;

import io.sidetone.script.ast.AssignmentOperator;
import io.sidetone.script.ast.Expression;
import io.sidetone.script.ast.Statement;
import io.sidetone.script.lex.Token;
import io.sidetone.script.lex.TokenKind;
import io.sidetone.script.source.Span;
import java.util.ArrayList;
import java.util.List;

/// Reads statements that end with a semicolon. Confined to the thread that uses it.
final class SimpleStatementParser {

    private final Tokens tokens;
    private final ExpressionParser expressions;

    SimpleStatementParser(Tokens tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    /// `break`, `exit`, `drop`.
    Statement ending(Token keyword) {
        if (!keyword.is("break") && tokens.accept(TokenKind.OPEN)) {
            tokens.expect(TokenKind.CLOSE, "since " + keyword + " takes nothing");
        }
        Span span = tokens.from(keyword.start());
        semicolon();
        return switch (keyword.text()) {
            case "break" -> new Statement.Break(span);
            case "exit" -> new Statement.Exit(span);
            default -> new Statement.Drop(span);
        };
    }

    Statement returning(Token keyword) {
        Expression code = null;
        List<Expression> values = new ArrayList<>();
        if (tokens.accept(TokenKind.OPEN)) {
            if (!tokens.at(TokenKind.CLOSE) && !tokens.at(TokenKind.COMMA)) {
                code = expressions.value();
            }
            while (tokens.accept(TokenKind.COMMA)) {
                values.add(expressions.value());
            }
            tokens.expect(TokenKind.CLOSE, "or `,` behind a value of `return`");
        } else if (!tokens.at(TokenKind.SEMICOLON) && !tokens.at(TokenKind.CLOSE_BRACE) && !tokens.onNewLine()) {
            code = expressions.value();
        }
        Span span = tokens.from(keyword.start());
        semicolon();
        return new Statement.Return(span, code, values);
    }

    Statement assertion(Token keyword) {
        tokens.expect(TokenKind.OPEN, "behind `assert`");
        Expression condition = expressions.condition();
        String message = null;
        if (tokens.accept(TokenKind.COMMA)) {
            if (!tokens.at(TokenKind.STRING)) {
                throw tokens.unexpected("a string with the message", null);
            }
            message = expressions.literals().string().value();
        }
        tokens.expect(TokenKind.CLOSE, "behind what is asserted");
        Span span = tokens.from(keyword.start());
        semicolon();
        return new Statement.Assert(span, condition, message);
    }

    Statement async(Token keyword) {
        tokens.expect(TokenKind.OPEN, "behind `async`");
        Expression.Call call = expressions.call();
        if (!tokens.accept(TokenKind.COMMA)) {
            throw tokens.unexpected("`,` and the route that goes on", "`async(call(...), route_name)`");
        }
        Statement.RouteName route = routeName();
        Long timeout = null;
        if (tokens.accept(TokenKind.COMMA)) {
            Token number = tokens.current();
            if (!tokens.at(TokenKind.NUMBER)) {
                throw tokens.unexpected("the seconds that it may take", null);
            }
            timeout = expressions.literals().number(number.start(), false)
                            instanceof Expression.IntegerLiteral(Span _, long seconds)
                    ? seconds
                    : null;
            if (timeout == null) {
                tokens.error(number.span(), "the seconds that it may take are a whole number", null);
            }
        }
        tokens.expect(TokenKind.CLOSE, "behind what `async` takes");
        Span span = tokens.from(keyword.start());
        semicolon();
        return new Statement.Async(span, call, route, timeout);
    }

    Statement launch(Token keyword) {
        tokens.expect(TokenKind.OPEN, "behind `launch`");
        Expression.Call call = expressions.call();
        Statement.RouteName route = null;
        Expression parameter = null;
        if (tokens.accept(TokenKind.COMMA)) {
            route = routeName();
            if (tokens.accept(TokenKind.COMMA)) {
                parameter = expressions.value();
            }
        }
        tokens.expect(TokenKind.CLOSE, "behind what `launch` takes");
        Span span = tokens.from(keyword.start());
        semicolon();
        return new Statement.Launch(span, call, route, parameter);
    }

    private Statement.RouteName routeName() {
        int start = tokens.current().start();
        String name = expressions.name();
        return new Statement.RouteName(tokens.from(start), name);
    }

    /// A call or an assignment.
    Statement plain() {
        Token first = tokens.current();
        if (first.kind() == TokenKind.NAME && tokens.ahead().kind() != TokenKind.OPEN) {
            throw strayWord(first);
        }
        if (first.kind() != TokenKind.NAME && first.kind() != TokenKind.VARIABLE && first.kind() != TokenKind.OPEN) {
            throw tokens.unexpected("a statement", null);
        }
        Expression expression = expressions.operand();
        Token sign = tokens.current();
        AssignmentOperator operator = ExpressionParser.assignment(sign.kind());
        if (operator != null) {
            expressions.checkTarget(expression, sign);
            tokens.take();
            Expression value = expressions.assigned(expression);
            expression = new Expression.Assignment(tokens.from(first.start()), expression, operator, value);
        } else if (!does(expression)) {
            throw useless(sign);
        }
        Span span = tokens.from(first.start());
        semicolon();
        return new Statement.Evaluate(span, expression);
    }

    private static boolean does(Expression expression) {
        return expression instanceof Expression.Call
                || expression instanceof Expression.RouteCall
                || expression instanceof Expression.Assignment;
    }

    private Panic useless(Token sign) {
        boolean twice = (sign.kind() == TokenKind.ADD || sign.kind() == TokenKind.SUBTRACT)
                && tokens.ahead().kind() == sign.kind();
        String help = switch (sign.kind()) {
            case EQUAL -> "`=` assigns";
            case ADD, SUBTRACT -> twice ? "`" + sign.text() + "= 1` counts" : null;
            default -> "a statement is a call or an assignment";
        };
        if (sign.kind() == TokenKind.EQUAL) {
            tokens.error(sign.span(), "a comparison alone does nothing", help);
            return new Panic();
        }
        return tokens.unexpected("`=`", help);
    }

    private Panic strayWord(Token word) {
        Token ahead = tokens.ahead();
        tokens.take();
        if (ExpressionParser.assignment(ahead.kind()) != null) {
            tokens.error(
                    word.span(),
                    word + " cannot be assigned",
                    "variables of a script are written `$var(" + word.shown() + ")`");
            return new Panic();
        }
        return tokens.unexpected("`(` behind " + word, null);
    }

    /// The end of a simple statement. If it is only forgotten, the next statement is read as if it were there.
    void semicolon() {
        if (tokens.accept(TokenKind.SEMICOLON)) {
            return;
        }
        boolean forgotten = tokens.at(TokenKind.CLOSE_BRACE)
                || tokens.at(TokenKind.END)
                || ((tokens.at(TokenKind.NAME) || tokens.at(TokenKind.VARIABLE)) && tokens.onNewLine());
        if (!forgotten || tokens.previous().kind() == TokenKind.STRING) {
            throw tokens.unexpected("`;`", null);
        }
        int end = tokens.previous().end();
        tokens.error(new Span(end - 1, end), "expected `;` behind this", null);
    }
}
