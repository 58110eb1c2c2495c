package io.sidetone.script.parse;

import io.sidetone.script.ast.Expression;
import io.sidetone.script.lex.Token;
import io.sidetone.script.lex.TokenKind;
import io.sidetone.script.source.Span;
import io.sidetone.script.value.Network;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Reads what stands for itself: numbers, strings, addresses, words as `true`. Confined to the thread that uses
/// it.
final class Literals {

    private static final int LONGEST_NUMBER = 100;

    private final Tokens tokens;

    Literals(Tokens tokens) {
        this.tokens = tokens;
    }

    /// A number.
    ///
    /// @param start where it begins, its sign included
    Expression number(int start, boolean negative) {
        Token token = tokens.take();
        Span span = new Span(start, token.end());
        String text = token.text();
        if (text.length() <= LONGEST_NUMBER) {
            if (text.matches("[0-9]+\\.[0-9]+")) {
                BigDecimal value = new BigDecimal(text);
                return new Expression.DecimalLiteral(span, negative ? value.negate() : value);
            }
            int radix = text.matches("0x[0-9a-fA-F]+") ? 16 : text.matches("0[0-7]+") ? 8 : 10;
            String digits = radix == 16 ? text.substring(2) : text;
            if (radix != 10 || text.matches("0|[1-9][0-9]*")) {
                try {
                    return new Expression.IntegerLiteral(span, Long.parseLong((negative ? "-" : "") + digits, radix));
                } catch (NumberFormatException _) {
                    tokens.error(span, token + " is too large a number", "whole numbers have 64 bits");
                    return new Expression.IntegerLiteral(span, 0);
                }
            }
        }
        tokens.error(span, token + " is no number", text.matches("0[0-9]+") ? "0 begins an octal number" : null);
        return new Expression.IntegerLiteral(span, 0);
    }

    /// One string or several in a row.
    Expression.StringLiteral string() {
        Token first = tokens.take();
        if (!tokens.at(TokenKind.STRING)) {
            return new Expression.StringLiteral(first.span(), first.text(), first.exact());
        }
        StringBuilder value = new StringBuilder(first.text());
        while (tokens.at(TokenKind.STRING)) {
            value.append(tokens.take().text());
        }
        return new Expression.StringLiteral(tokens.from(first.start()), value.toString(), false);
    }

    /// An address or a network.
    Expression address() {
        Token token = tokens.take();
        if (Network.parse(token.text()).isEmpty()) {
            tokens.error(token.span(), token + " is no address", null);
        }
        return new Expression.AddressLiteral(token.span(), token.text());
    }

    /// What a word stands for by itself, or null if it does not.
    ///
    /// @param numbers whether `true` and `false` are numbers as the other words for them are
    static @Nullable Expression word(Token token, boolean numbers) {
        Span span = token.span();
        return switch (token.text()) {
            case "null", "NULL" -> new Expression.NullLiteral(span);
            case "true" -> numbers ? new Expression.IntegerLiteral(span, 1) : new Expression.BooleanLiteral(span, true);
            case "false" ->
                numbers ? new Expression.IntegerLiteral(span, 0) : new Expression.BooleanLiteral(span, false);
            case "yes", "on", "enable" -> new Expression.IntegerLiteral(span, 1);
            case "no", "off", "disable" -> new Expression.IntegerLiteral(span, 0);
            default -> null;
        };
    }
}
