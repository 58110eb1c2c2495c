package io.sidetone.script.parse;

import io.sidetone.script.ast.BinaryOperator;
import io.sidetone.script.ast.Expression;
import io.sidetone.script.lex.Token;
import io.sidetone.script.lex.TokenKind;
import io.sidetone.script.source.Span;
import io.sidetone.script.source.Suggestion;
import io.sidetone.script.value.Network;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads words of the Kamailio dialect that stand without quotes: names of what a message has, as `uri` and
/// `src_ip`, numbers as `yes` and `INET6`, and text in arguments. Confined to the thread that uses it.
final class KamailioWords {

    private static final List<String> SUBJECTS = List.of(
            "uri",
            "from_uri",
            "to_uri",
            "method",
            "status",
            "src_ip",
            "src_port",
            "dst_ip",
            "dst_port",
            "proto",
            "af",
            "snd_ip",
            "snd_port",
            "snd_proto",
            "snd_af",
            "to_ip",
            "to_port",
            "to_proto",
            "to_af",
            "max_len",
            "myself");

    private final Tokens tokens;
    private final KamailioExpressions expressions;

    KamailioWords(KamailioExpressions expressions) {
        this.tokens = expressions.tokens;
        this.expressions = expressions;
    }

    /// What a word means that is compared.
    ///
    /// @param variable the name of the variable that holds it
    /// @param key of the variable, or null
    private record Subject(
            Kind kind, String variable, @Nullable String key) {}

    private enum Kind {
        TEXT,
        NUMBER,
        ADDRESS,
        TRANSPORT
    }

    // LONG: one line for each word.
    private static @Nullable Subject subject(String word) {
        return switch (word) {
            case "uri" -> new Subject(Kind.TEXT, "ru", null);
            case "from_uri" -> new Subject(Kind.TEXT, "fu", null);
            case "to_uri" -> new Subject(Kind.TEXT, "tu", null);
            case "method" -> new Subject(Kind.TEXT, "rm", null);
            case "status" -> new Subject(Kind.TEXT, "rs", null);
            case "src_ip" -> new Subject(Kind.ADDRESS, "si", null);
            case "dst_ip" -> new Subject(Kind.ADDRESS, "Ri", null);
            case "snd_ip" -> new Subject(Kind.ADDRESS, "snd", "ip");
            case "to_ip" -> new Subject(Kind.ADDRESS, "sndto", "ip");
            case "src_port" -> new Subject(Kind.NUMBER, "sp", null);
            case "dst_port" -> new Subject(Kind.NUMBER, "Rp", null);
            case "snd_port" -> new Subject(Kind.NUMBER, "snd", "port");
            case "to_port" -> new Subject(Kind.NUMBER, "sndto", "port");
            case "af" -> new Subject(Kind.NUMBER, "af", null);
            case "snd_af", "to_af" -> new Subject(Kind.NUMBER, "snd", "af");
            case "msg:len" -> new Subject(Kind.NUMBER, "ml", null);
            case "proto" -> new Subject(Kind.TRANSPORT, "proto", null);
            case "snd_proto", "to_proto" -> new Subject(Kind.TRANSPORT, "snd", "proto");
            default -> null;
        };
    }

    /// The number that a word stands for, or null.
    static @Nullable Long number(String word) {
        return switch (word) {
            case "yes", "true", "on", "enable" -> 1L;
            case "no", "false", "off", "disable" -> 0L;
            case "inet", "INET", "ipv4", "IPv4", "IPV4" -> 2L;
            case "inet6", "INET6", "ipv6", "IPv6", "IPV6" -> 10L;
            default -> null;
        };
    }

    /// A word where a value should be: a number, or the start of a comparison.
    Expression keyword() {
        Token word = tokens.take();
        Long number = number(word.text());
        if (number != null) {
            return new Expression.IntegerLiteral(word.span(), number);
        }
        String name = word.text();
        if (word.is("msg") && tokens.at(TokenKind.COLON) && tokens.ahead().is("len")) {
            tokens.take();
            tokens.take();
            name = "msg:len";
        }
        if (word.is("max_len")) {
            return variable(word.span(), "ml", null);
        }
        if (word.is("myself")) {
            return turned(word);
        }
        Subject subject = subject(name);
        if (subject == null) {
            throw unknown(word);
        }
        return comparison(tokens.from(word.start()), name, subject);
    }

    private Panic unknown(Token word) {
        String near = Suggestion.of(word.text(), SUBJECTS, "did you mean ");
        boolean beforeOpen = tokens.at(TokenKind.OPEN);
        tokens.error(
                word.span(),
                "a bare word is no value: " + word,
                near.isEmpty() || beforeOpen
                        ? "text stands in quotes, a variable begins with `$`, a call has parentheses; a define of this"
                                + " name is missing, if it is one"
                        : near);
        return new Panic();
    }

    private Expression comparison(Span span, String name, Subject subject) {
        Token sign = tokens.current();
        boolean match = sign.kind() == TokenKind.MATCH;
        BinaryOperator operator = operator(sign);
        boolean order = operator != null && operator != BinaryOperator.EQUAL && operator != BinaryOperator.NOT_EQUAL;
        if ((operator == null && !match) || (order && subject.kind() != Kind.NUMBER)) {
            throw tokens.unexpected("a comparison behind `" + name + "`", "as a value it is `" + shown(subject) + "`");
        }
        tokens.take();
        Expression left = variable(span, subject.variable(), subject.key());
        if (tokens.at("myself")) {
            tokens.take();
            return myself(tokens.from(span.start()), left, operator == BinaryOperator.NOT_EQUAL);
        }
        Expression right = right(subject.kind());
        Span whole = tokens.from(span.start());
        if (right instanceof Expression.AddressLiteral) {
            return new Expression.Binary(whole, operator == null ? BinaryOperator.EQUAL : operator, left, right);
        }
        return operator == null
                ? new Expression.Match(whole, KamailioExpressions.text(left), KamailioExpressions.pattern(right), false)
                : compared(whole, subject.kind(), operator, left, right);
    }

    private static String shown(Subject subject) {
        return "$" + subject.variable() + (subject.key() == null ? "" : "(" + subject.key() + ")");
    }

    private static @Nullable BinaryOperator operator(Token sign) {
        return switch (sign.kind()) {
            case EQUAL -> BinaryOperator.EQUAL;
            case NOT_EQUAL -> BinaryOperator.NOT_EQUAL;
            case LESS -> BinaryOperator.LESS;
            case LESS_OR_EQUAL -> BinaryOperator.LESS_OR_EQUAL;
            case GREATER -> BinaryOperator.GREATER;
            case GREATER_OR_EQUAL -> BinaryOperator.GREATER_OR_EQUAL;
            default -> sign.is("eq") ? BinaryOperator.EQUAL : sign.is("ne") ? BinaryOperator.NOT_EQUAL : null;
        };
    }

    /// Text of a message is compared without regard to case.
    private static Expression compared(
            Span span, Kind kind, BinaryOperator operator, Expression left, Expression right) {
        return kind == Kind.NUMBER
                ? new Expression.Binary(
                        span, operator, KamailioExpressions.number(left), KamailioExpressions.number(right))
                : new Expression.Binary(
                        span, operator, KamailioExpressions.text(left), KamailioExpressions.text(right));
    }

    private Expression right(Kind kind) {
        Expression right = kind != Kind.NUMBER && isPlainText() ? text() : expressions.beside();
        if (!(right instanceof Expression.StringLiteral(Span span, String text, boolean _))) {
            return right;
        }
        return switch (kind) {
            case TRANSPORT -> new Expression.StringLiteral(span, text.toLowerCase(Locale.ROOT), false);
            case ADDRESS -> Network.parse(text).isPresent() ? new Expression.AddressLiteral(span, text) : right;
            case TEXT, NUMBER -> right;
        };
    }

    /// `myself == uri`.
    private Expression turned(Token myself) {
        BinaryOperator operator = operator(tokens.current());
        if (operator != BinaryOperator.EQUAL && operator != BinaryOperator.NOT_EQUAL) {
            throw tokens.unexpected("`==` or `!=` behind `myself`", null);
        }
        tokens.take();
        Subject subject = tokens.at(TokenKind.NAME) ? subject(tokens.current().text()) : null;
        if (subject == null || (subject.kind() != Kind.TEXT && subject.kind() != Kind.ADDRESS)) {
            throw tokens.unexpected("`uri`, `src_ip` or another word that holds an address", null);
        }
        Token word = tokens.take();
        Expression left = variable(word.span(), subject.variable(), subject.key());
        return myself(tokens.from(myself.start()), left, operator == BinaryOperator.NOT_EQUAL);
    }

    private static Expression myself(Span span, Expression subject, boolean negated) {
        Expression call = new Expression.Call(span, span, "is_myself", List.of(subject));
        return negated ? new Expression.Not(span, call) : call;
    }

    private static Expression variable(Span span, String name, @Nullable String key) {
        Expression.Format format = Optional.ofNullable(key)
                .map(text -> new Expression.Format(span, List.of(new Expression.StringLiteral(span, text, false))))
                .orElse(null);
        return new Expression.Variable(span, null, name, format, Expression.NoIndex.INSTANCE, List.of());
    }

    /// Whether text without quotes begins here: no variable, no string, no call and none of the words above.
    boolean isPlainText() {
        Token token = tokens.current();
        TokenKind ahead = tokens.ahead().kind();
        if (token.kind() == TokenKind.ADDRESS) {
            return ahead != TokenKind.DIVIDE;
        }
        if (token.kind() != TokenKind.NAME || ahead == TokenKind.OPEN) {
            return false;
        }
        boolean compares = ahead != TokenKind.COMMA && ahead != TokenKind.CLOSE && subject(token.text()) != null;
        return switch (token.text()) {
            case "not", "defined", "strlen", "strempty", "selval", "myself" -> false;
            case "msg", "uri" -> ahead == TokenKind.COLON && !token.is("msg");
            default -> !compares && number(token.text()) == null;
        };
    }

    /// Text without quotes: words, numbers and addresses with nothing but `:`, `.` and `-` between.
    Expression text() {
        Token first = tokens.take();
        while (tokens.joined() && joins(tokens.current().kind())) {
            tokens.take();
        }
        Span span = tokens.from(first.start());
        return new Expression.StringLiteral(span, tokens.source().text(span), false);
    }

    private static boolean joins(TokenKind kind) {
        return switch (kind) {
            case NAME, NUMBER, ADDRESS, COLON, DOT, SUBTRACT -> true;
            default -> false;
        };
    }
}
