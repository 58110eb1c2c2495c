package io.sidetone.script.parse;

import io.sidetone.script.ast.Expression;
import io.sidetone.script.ast.Statement;
import io.sidetone.script.lex.Token;
import io.sidetone.script.lex.TokenKind;
import io.sidetone.script.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads blocks and the statements that hold others. Confined to the thread that uses it.
class StatementParser {

    /// How deep statements may stand in each other; an `else if` stands in the one before.
    static final int DEEPEST = 300;

    final Tokens tokens;
    final ExpressionParser expressions;
    final SimpleStatementParser simple;
    private int depth;

    StatementParser(ExpressionParser expressions) {
        this.tokens = expressions.tokens;
        this.expressions = expressions;
        this.simple = new SimpleStatementParser(tokens, expressions);
    }

    /// `{ ... }`. Errors in it are reported and passed over.
    Statement.Block block() {
        if (tokens.at(TokenKind.OPEN_BRACE)) {
            enter(tokens.current());
        }
        Token open = tokens.expect(TokenKind.OPEN_BRACE, "at the start of a block");
        List<Statement> statements = new ArrayList<>();
        while (!tokens.at(TokenKind.CLOSE_BRACE) && !atEnd()) {
            add(statements);
        }
        depth--;
        close(open);
        return new Statement.Block(tokens.from(open.start()), statements);
    }

    private void enter(Token token) {
        if (++depth > DEEPEST) {
            depth--;
            tokens.error(token.span(), "statements stand in each other more than " + DEEPEST + " deep", null);
            throw new Panic();
        }
    }

    /// Whether no more statements of a block can come, though it was not closed.
    private boolean atEnd() {
        return tokens.at(TokenKind.END) || Blocks.beginsDeclaration(tokens);
    }

    private void close(Token open) {
        if (!tokens.accept(TokenKind.CLOSE_BRACE)) {
            throw tokens.unexpected(
                    "`}`", "the block that begins in line " + tokens.line(open.span()) + " is not closed");
        }
    }

    /// Reads one statement or goes over an error.
    private void add(List<Statement> statements) {
        int start = tokens.current().start();
        int before = depth;
        try {
            Statement statement = statement();
            if (statement != null) {
                statements.add(statement);
            }
        } catch (Panic _) {
            depth = before;
            recover(start);
        }
    }

    /// Goes on to where a statement may begin. What stands in braces is read, since it may hold more errors.
    private void recover(int start) {
        if (tokens.lineLost()) {
            return;
        }
        boolean stuck = tokens.current().start() == start;
        if (stuck && !tokens.at(TokenKind.OPEN_BRACE) && !tokens.at(TokenKind.CLOSE_BRACE) && !atEnd()) {
            tokens.take();
        }
        while (!endsStatement()) {
            if (tokens.at(TokenKind.OPEN_BRACE)) {
                if (depth == DEEPEST) {
                    skipBlock();
                } else {
                    block();
                }
                return;
            }
            tokens.take();
        }
        tokens.accept(TokenKind.SEMICOLON);
    }

    private void skipBlock() {
        int open = 0;
        do {
            TokenKind kind = tokens.take().kind();
            open += kind == TokenKind.OPEN_BRACE ? 1 : kind == TokenKind.CLOSE_BRACE ? -1 : 0;
        } while (open > 0 && !tokens.at(TokenKind.END));
    }

    private boolean endsStatement() {
        return switch (tokens.current().kind()) {
            case SEMICOLON, CLOSE_BRACE, END -> true;
            case NAME -> tokens.onNewLine() && beginsStatement();
            case VARIABLE ->
                tokens.onNewLine() && ExpressionParser.assignment(tokens.ahead().kind()) != null;
            default -> false;
        };
    }

    private boolean beginsStatement() {
        return switch (tokens.current().text()) {
            case "if", "while", "for", "switch", "case", "default", "return", "exit", "drop", "break" -> true;
            default -> tokens.ahead().kind() == TokenKind.OPEN || Blocks.beginsDeclaration(tokens);
        };
    }

    /// One statement; null for `;` alone.
    private @Nullable Statement statement() {
        Token first = tokens.current();
        return switch (first.kind()) {
            case OPEN_BRACE -> block();
            case SEMICOLON -> {
                tokens.take();
                yield null;
            }
            case NAME -> named(first);
            default -> simple.plain();
        };
    }

    @Nullable
    Statement named(Token first) {
        return switch (first.text()) {
            case "if" -> branch(tokens.take());
            case "while" -> loop(tokens.take());
            case "for" -> forEach(tokens.take());
            case "switch" -> choice(tokens.take());
            case "break", "exit", "drop" -> simple.ending(tokens.take());
            case "return" -> simple.returning(tokens.take());
            case "assert" -> simple.assertion(tokens.take());
            case "async" -> simple.async(tokens.take());
            case "launch" -> simple.launch(tokens.take());
            case "else" -> strayElse();
            case "elif", "elseif", "elsif" -> {
                tokens.error(first.span(), first + " without an `if` before it", "it is written `else if`");
                yield branch(tokens.take());
            }
            case "case", "default" ->
                throw tokens.unexpected("a statement", first + " belongs directly into a `switch`");
            default -> simple.plain();
        };
    }

    /// A statement that another one needs; a block without statements for `;` alone.
    private Statement body() {
        Token first = tokens.current();
        if (tokens.at(TokenKind.CLOSE_BRACE) || atEnd()) {
            throw tokens.unexpected("a statement", null);
        }
        int before = depth;
        Statement statement;
        try {
            statement = statement();
        } catch (Panic panic) {
            depth = before;
            if (tokens.at(TokenKind.END)) {
                throw panic;
            }
            recover(first.start());
            statement = null;
        }
        return statement == null ? new Statement.Block(tokens.from(first.start()), List.of()) : statement;
    }

    /// `( condition )`. Of a condition that cannot be read the rest is passed over, so that what follows can be.
    Expression head() {
        Token open = tokens.expect(TokenKind.OPEN, "behind " + tokens.previous());
        try {
            Expression condition = expressions.condition();
            tokens.expect(TokenKind.CLOSE, "behind the condition");
            return condition;
        } catch (Panic panic) {
            leaveHead(panic, false);
            return new Expression.NullLiteral(open.span());
        }
    }

    /// What a `switch` looks at.
    Expression subject() {
        return head();
    }

    /// Goes behind the parenthesis that closes a head.
    ///
    /// @param semicolons whether they may stand in it
    final void leaveHead(Panic panic, boolean semicolons) {
        int open = 1;
        while (!tokens.at(TokenKind.OPEN_BRACE)) {
            boolean ends = (tokens.at(TokenKind.SEMICOLON) && !semicolons)
                    || tokens.at(TokenKind.CLOSE_BRACE)
                    || tokens.at(TokenKind.END)
                    || (tokens.at(TokenKind.NAME) && tokens.onNewLine() && beginsStatement());
            if (ends) {
                throw panic;
            }
            Token token = tokens.take();
            open += token.kind() == TokenKind.OPEN ? 1 : token.kind() == TokenKind.CLOSE ? -1 : 0;
            if (open == 0) {
                break;
            }
        }
        tokens.lineLost();
    }

    /// The condition of an `if`, as the dialect decides by it.
    Expression choosing(Expression condition) {
        return condition;
    }

    private record Arm(Token keyword, Expression condition, Statement then) {}

    /// `if`, with all `else if` that follow.
    private Statement branch(Token keyword) {
        List<Arm> arms = new ArrayList<>();
        Statement otherwise = null;
        int before = depth;
        Token begin = keyword;
        while (true) {
            enter(begin);
            Expression condition = choosing(head());
            arms.add(new Arm(begin, condition, body()));
            if (tokens.at("elif") || tokens.at("elseif") || tokens.at("elsif")) {
                begin = tokens.take();
                tokens.error(begin.span(), begin + " is unknown", "it is written `else if`");
            } else if (tokens.accept("else")) {
                if (!tokens.at("if")) {
                    otherwise = body();
                    break;
                }
                begin = tokens.take();
            } else {
                break;
            }
        }
        depth = before;
        Statement result = otherwise;
        for (Arm arm : arms.reversed()) {
            result = new Statement.If(tokens.from(arm.keyword().start()), arm.condition(), arm.then(), result);
        }
        return Objects.requireNonNull(result);
    }

    /// What follows is read as a statement of its own.
    private @Nullable Statement strayElse() {
        tokens.error(tokens.take().span(), "`else` without an `if` before it", null);
        return null;
    }

    private Statement loop(Token keyword) {
        enter(keyword);
        Expression condition = head();
        Statement body = body();
        depth--;
        return new Statement.While(tokens.from(keyword.start()), condition, body);
    }

    private Statement forEach(Token keyword) {
        enter(keyword);
        Token open = tokens.expect(TokenKind.OPEN, "behind `for`");
        Span place = open.span();
        Expression.Variable variable =
                new Expression.Variable(place, null, "", null, Expression.NoIndex.INSTANCE, List.of());
        Expression sequence = new Expression.NullLiteral(place);
        try {
            variable = loopVariable();
            if (!tokens.accept("in")) {
                throw tokens.unexpected(
                        "`in`", "`for` goes over values: `for ($var(x) in $(avp(list)[*]))`; `while` counts");
            }
            sequence = expressions.value();
            tokens.expect(TokenKind.CLOSE, "behind what `for` goes over");
        } catch (Panic panic) {
            leaveHead(panic, true);
        }
        Statement body = body();
        depth--;
        return new Statement.ForEach(tokens.from(keyword.start()), variable, sequence, body);
    }

    private Expression.Variable loopVariable() {
        if (!tokens.at(TokenKind.VARIABLE)) {
            throw tokens.unexpected("a variable behind `for (`", null);
        }
        Expression expression = expressions.variable();
        if (expression instanceof Expression.Variable variable) {
            return variable;
        }
        tokens.error(expression.span(), "only a variable can take the values that `for` goes over", null);
        throw new Panic();
    }

    private Statement choice(Token keyword) {
        enter(keyword);
        Expression subject = subject();
        Token open = tokens.expect(TokenKind.OPEN_BRACE, "behind what `switch` looks at");
        List<Statement.Case> cases = new ArrayList<>();
        while (!tokens.at(TokenKind.CLOSE_BRACE) && !atEnd()) {
            int start = tokens.current().start();
            int before = depth;
            try {
                cases.add(part());
            } catch (Panic _) {
                depth = before;
                recover(start);
            }
        }
        depth--;
        close(open);
        return made(new Statement.Switch(tokens.from(keyword.start()), subject, false, cases));
    }

    /// What a `switch` means as it was read.
    Statement made(Statement.Switch choice) {
        return choice;
    }

    private Statement.Case part() {
        Token keyword = tokens.current();
        Statement.Label label = null;
        if (tokens.accept("case")) {
            label = label();
        } else if (!tokens.accept("default")) {
            throw tokens.unexpected("`case` or `default`", null);
        }
        if (!tokens.accept(TokenKind.COLON)) {
            if (!tokens.onNewLine()) {
                throw tokens.unexpected("`:` behind " + (label == null ? "`default`" : "the constant"), null);
            }
            int end = tokens.previous().end();
            tokens.error(new Span(end - 1, end), "expected `:` behind this", null);
        }
        List<Statement> statements = new ArrayList<>();
        while (!tokens.at(TokenKind.CLOSE_BRACE) && !tokens.at("case") && !tokens.at("default") && !atEnd()) {
            add(statements);
        }
        return new Statement.Case(tokens.from(keyword.start()), label, statements);
    }

    Statement.Label label() {
        Expression value = expressions.operand();
        boolean constant = switch (value) {
            case Expression.NullLiteral _,
                    Expression.BooleanLiteral _,
                    Expression.IntegerLiteral _,
                    Expression.DecimalLiteral _,
                    Expression.StringLiteral _ -> true;
            default -> false;
        };
        if (!constant) {
            tokens.error(value.span(), "a `case` takes a number or a string", "compare other things with `if`");
        }
        return new Statement.Constant(value.span(), value);
    }
}
