package io.sidetone.script.parse;

import io.sidetone.script.ast.BinaryOperator;
import io.sidetone.script.ast.Expression;
import io.sidetone.script.ast.Statement;
import io.sidetone.script.lex.Token;
import io.sidetone.script.lex.TokenKind;
import io.sidetone.script.source.Span;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads statements of the Kamailio dialect. Confined to the thread that uses it.
final class KamailioStatements extends StatementParser {

    KamailioStatements(ExpressionParser expressions) {
        super(expressions);
    }

    @Override
    @Nullable
    Statement named(Token first) {
        return switch (first.text()) {
            case "exit", "drop" -> ending(tokens.take());
            case "return" -> returning(tokens.take());
            case "if", "while", "switch", "break", "else", "elif", "elseif", "elsif", "case", "default" ->
                super.named(first);
            default -> plain(first);
        };
    }

    /// A number that stands alone is the code of something: only a positive one is a success.
    @Override
    Expression choosing(Expression condition) {
        return condition instanceof Expression.Test(Span span, Expression number)
                ? new Expression.Binary(span, BinaryOperator.GREATER, number, new Expression.IntegerLiteral(span, 0))
                : condition;
    }

    /// A call, also of a function that is written without parentheses, or an assignment.
    private Statement plain(Token first) {
        if (tokens.ahead().kind() != TokenKind.SEMICOLON) {
            return simple.plain();
        }
        tokens.take();
        Expression call = new Expression.Call(first.span(), first.span(), first.text(), List.of());
        tokens.take();
        return new Statement.Evaluate(first.span(), call);
    }

    /// `exit` and `drop`; what may stand behind them is computed and counts for nothing.
    private Statement ending(Token keyword) {
        code();
        Span span = tokens.from(keyword.start());
        simple.semicolon();
        return keyword.is("exit") ? new Statement.Exit(span) : new Statement.Drop(span);
    }

    private Statement returning(Token keyword) {
        Expression code = code();
        Span span = tokens.from(keyword.start());
        simple.semicolon();
        return new Statement.Return(span, code, List.of());
    }

    /// A value, nothing, or `()`.
    private @Nullable Expression code() {
        if (tokens.at(TokenKind.OPEN) && tokens.ahead().kind() == TokenKind.CLOSE) {
            tokens.take();
            tokens.take();
            return null;
        }
        boolean none = tokens.at(TokenKind.SEMICOLON) || tokens.at(TokenKind.CLOSE_BRACE) || tokens.onNewLine();
        return none ? null : KamailioExpressions.number(expressions.value());
    }

    /// Parentheses around the condition may be left out.
    @Override
    Expression head() {
        return head(expressions::condition);
    }

    /// What a `switch` looks at is a value, no condition.
    @Override
    Expression subject() {
        return head(expressions::value);
    }

    private Expression head(Supplier<Expression> reader) {
        Token first = tokens.current();
        try {
            return reader.get();
        } catch (Panic panic) {
            if (first.kind() != TokenKind.OPEN) {
                throw panic;
            }
            leaveHead(panic, false);
            return new Expression.NullLiteral(first.span());
        }
    }

    /// All labels are numbers, or all are text: so is what they are compared with.
    @Override
    Statement made(Statement.Switch choice) {
        boolean text = false;
        boolean number = false;
        for (Statement.Case part : choice.cases()) {
            boolean isNumber = part.label() instanceof Statement.Constant(Span _, Expression value)
                    && value instanceof Expression.IntegerLiteral;
            number |= isNumber;
            text |= part.label() != null && !isNumber;
            if (text && number) {
                tokens.error(part.span(), "the labels of one `switch` are numbers, or text, but not both", null);
                break;
            }
        }
        Expression subject = text
                ? KamailioExpressions.text(choice.subject())
                : number ? KamailioExpressions.number(choice.subject()) : choice.subject();
        return new Statement.Switch(choice.span(), subject, true, choice.cases());
    }

    @Override
    Statement.Label label() {
        if (!tokens.at(TokenKind.DIVIDE)) {
            return super.label();
        }
        Token slash = tokens.current();
        if (isQuoted(slash.end())) {
            tokens.take();
            String expression = expressions.literals().string().value();
            tokens.accept(TokenKind.DIVIDE);
            return new Statement.Matching(tokens.from(slash.start()), expression);
        }
        String expression = tokens.takeSlashed();
        if (expression == null) {
            throw tokens.unexpected("a regular expression in quotes behind `/`", "`case /\"^sip:\":`");
        }
        return new Statement.Matching(tokens.from(slash.start()), expression);
    }

    /// Whether a quote is the next that is no blank: what else stands there is no token.
    private boolean isQuoted(int from) {
        String text = tokens.source().text();
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'');
    }
}
