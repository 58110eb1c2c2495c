package io.sidetone.script.parse;

import io.sidetone.script.ast.Declaration;
import io.sidetone.script.ast.Expression;
import io.sidetone.script.lex.Token;
import io.sidetone.script.lex.TokenKind;
import io.sidetone.script.source.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads global parameters. Confined to the thread that uses it.
///
/// Nothing marks the end of a value, so it ends with its line unless a bracket is open or the next line goes on
/// as only a value can.
final class SettingParser {

    private final Tokens tokens;
    private final ExpressionParser expressions;

    SettingParser(Tokens tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    /// Whether `name =` stands here. A name may hold hyphens.
    static boolean beginsSetting(Tokens tokens) {
        if (!tokens.at(TokenKind.NAME)) {
            return false;
        }
        Token ahead = tokens.ahead();
        boolean hyphen = ahead.kind() == TokenKind.SUBTRACT
                && ahead.start() == tokens.current().end();
        return hyphen || ahead.kind() == TokenKind.ASSIGN;
    }

    /// `name = value`, at the name.
    Declaration setting() {
        Token first = tokens.take();
        while (tokens.joined() && (tokens.at(TokenKind.SUBTRACT) || tokens.at(TokenKind.NAME))) {
            tokens.take();
        }
        var nameSpan = tokens.from(first.start());
        String name = tokens.source().text(nameSpan);
        Token sign = tokens.expect(TokenKind.ASSIGN, "behind the name " + first);
        if (tokens.at(TokenKind.END) || tokens.at(TokenKind.SEMICOLON) || (tokens.onNewLine() && beginsAnother())) {
            tokens.error(sign.span(), "expected a value of " + first, null);
            throw new Panic();
        }
        Declaration.Setting setting = withValue(first, name);
        tokens.accept(TokenKind.SEMICOLON);
        return new Declaration.Setting(setting.span(), nameSpan, name, setting.value(), setting.words());
    }

    private boolean beginsAnother() {
        return beginsSetting(tokens) || Blocks.beginsDeclaration(tokens);
    }

    private Declaration.Setting withValue(Token first, String name) {
        Token token = tokens.current();
        Token ahead = tokens.ahead();
        boolean signed = token.kind() == TokenKind.SUBTRACT || token.kind() == TokenKind.ADD;
        boolean single = token.kind() == TokenKind.STRING
                || token.kind() == TokenKind.NUMBER
                || (signed && ahead.kind() == TokenKind.NUMBER)
                || (token.kind() == TokenKind.NAME && Literals.word(token, true) != null);
        List<Declaration.Word> words = new ArrayList<>();
        Expression value = null;
        if (single) {
            value = literal(token, signed);
            if (goesOn()) {
                words.add(new Declaration.Word(value.span(), text(value)));
                value = null;
            }
        }
        if (value == null) {
            words(words);
        }
        return new Declaration.Setting(tokens.from(first.start()), first.span(), name, value, words);
    }

    private Expression literal(Token token, boolean signed) {
        if (signed) {
            tokens.take();
        }
        if (signed || token.kind() == TokenKind.NUMBER) {
            return expressions.literals().number(token.start(), token.kind() == TokenKind.SUBTRACT);
        }
        return value();
    }

    private String text(Expression value) {
        return value instanceof Expression.StringLiteral literal
                ? literal.value()
                : tokens.source().text(value.span());
    }

    /// Any literal; words as `yes` and `true` are numbers.
    Expression value() {
        Token token = tokens.current();
        if (token.kind() == TokenKind.NAME && tokens.ahead().kind() != TokenKind.OPEN) {
            Expression word = Literals.word(token, true);
            if (word != null) {
                tokens.take();
                return word;
            }
        }
        return token.kind() == TokenKind.STRING ? expressions.literals().string() : expressions.value();
    }

    private void words(List<Declaration.Word> words) {
        do {
            words.add(word());
        } while (goesOn());
    }

    /// What stands together without blank between, or in brackets.
    private Declaration.Word word() {
        int start = tokens.current().start();
        StringBuilder text = new StringBuilder();
        int open = 0;
        do {
            Token token = tokens.take();
            if (token.kind() == TokenKind.BROKEN) {
                throw new Panic();
            }
            text.append(
                    token.kind() == TokenKind.STRING && open > 0
                            ? tokens.source().text(token.span())
                            : token.text());
            open += switch (token.kind()) {
                case OPEN, OPEN_BRACE, OPEN_BRACKET -> 1;
                case CLOSE, CLOSE_BRACE, CLOSE_BRACKET -> -1;
                default -> 0;
            };
        } while (open > 0 ? !tokens.at(TokenKind.END) && !beginsAnother() : tokens.joined() && goesOn());
        if (open > 0) {
            throw tokens.unexpected("the bracket that closes this value", null);
        }
        return new Declaration.Word(tokens.from(start), text.toString());
    }

    /// Whether the value has more words.
    private boolean goesOn() {
        if (tokens.at(TokenKind.END) || tokens.at(TokenKind.SEMICOLON)) {
            return false;
        }
        if (!tokens.onNewLine()) {
            // In the Kamailio dialect several settings may stand in a line.
            return tokens.source().dialect() == Dialect.NATIVE || !beginsAnother();
        }
        TokenKind before = tokens.previous().kind();
        if (before == TokenKind.COMMA || before == TokenKind.COLON) {
            return true;
        }
        return switch (tokens.current().kind()) {
            case COMMA, COLON, ADDRESS, STRING -> true;
            case NAME -> !beginsAnother() && (tokens.ahead().kind() == TokenKind.COLON || isOption());
            default -> false;
        };
    }

    // LONG: one line for some words.
    private boolean isOption() {
        return switch (tokens.current().text().toLowerCase(Locale.ROOT)) {
            case "as", "use_workers", "tos", "use_auto_scaling_profile", "tag", "anycast", "frag", "reuse_port" -> true;
            case "accept_subdomain", "allow", "allow_proxy", "allow_proxy_protocol", "send", "send_proxy" -> true;
            case "advertise", "name", "agname", "virtual", "vrf" ->
                tokens.source().dialect() == Dialect.KAMAILIO;
            case "send_proxy_protocol", "proxy", "proxy_protocol", "scale", "cycles", "on" -> true;
            default -> false;
        };
    }
}
