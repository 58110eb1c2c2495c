package io.sidetone.script.parse;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.lex.Token;
import io.sidetone.script.lex.TokenKind;
import io.sidetone.script.source.Dialect;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The words that begin what stands at the top level of a script. Thread-safe: only functions.
final class Blocks {

    private static final List<String> KAMAILIO = List.of(
            "request_route",
            "route",
            "reply_route",
            "onreply_route",
            "branch_route",
            "failure_route",
            "onsend_route",
            "event_route");

    private Blocks() {}

    /// The kind of block that a word begins, or null.
    static @Nullable RouteKind kind(String word, Dialect dialect) {
        return dialect == Dialect.KAMAILIO ? kamailio(word) : common(word);
    }

    private static @Nullable RouteKind kamailio(String word) {
        return switch (word) {
            case "request_route" -> RouteKind.ROUTE;
            case "reply_route" -> RouteKind.ONREPLY_ROUTE;
            case "onsend_route" -> RouteKind.ONSEND_ROUTE;
            default -> KAMAILIO.contains(word) ? common(word) : null;
        };
    }

    private static @Nullable RouteKind common(String word) {
        return switch (word) {
            case "route" -> RouteKind.ROUTE;
            case "branch_route" -> RouteKind.BRANCH_ROUTE;
            case "failure_route" -> RouteKind.FAILURE_ROUTE;
            case "onreply_route" -> RouteKind.ONREPLY_ROUTE;
            case "error_route" -> RouteKind.ERROR_ROUTE;
            case "local_route" -> RouteKind.LOCAL_ROUTE;
            case "startup_route" -> RouteKind.STARTUP_ROUTE;
            case "timer_route" -> RouteKind.TIMER_ROUTE;
            case "event_route" -> RouteKind.EVENT_ROUTE;
            default -> null;
        };
    }

    /// All words of a dialect that begin a block.
    static List<String> words(Dialect dialect) {
        return dialect == Dialect.KAMAILIO
                ? KAMAILIO
                : Arrays.stream(RouteKind.values())
                        .filter(kind -> kind != RouteKind.ONSEND_ROUTE)
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                        .toList();
    }

    /// Whether something begins here that can stand at the top level only.
    static boolean beginsDeclaration(Tokens tokens) {
        if (!tokens.at(TokenKind.NAME)) {
            return false;
        }
        TokenKind ahead = tokens.ahead().kind();
        Token current = tokens.current();
        return switch (current.text()) {
            case "loadmodule", "loadmodulex" -> ahead == TokenKind.STRING;
            case "modparam", "modparamx" -> ahead == TokenKind.OPEN && tokens.onNewLine();
            default ->
                (ahead == TokenKind.OPEN_BRACE || ahead == TokenKind.OPEN_BRACKET)
                        && kind(current.text(), tokens.source().dialect()) != null;
        };
    }
}
