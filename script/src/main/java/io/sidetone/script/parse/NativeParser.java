package io.sidetone.script.parse;

import io.sidetone.script.ast.Declaration;
import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.ast.Script;
import io.sidetone.script.ast.Statement;
import io.sidetone.script.lex.Token;
import io.sidetone.script.lex.TokenKind;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.source.Span;
import org.jspecify.annotations.Nullable;

/// Reads a script of the native dialect: settings, modules, route blocks. Confined to the thread that uses it.
final class NativeParser extends DeclarationParser {

    private NativeParser(ExpressionParser expressions) {
        super(expressions, new StatementParser(expressions));
    }

    /// Reads a whole script.
    static Script parse(Tokens tokens) {
        return new NativeParser(new NativeExpressions(tokens)).script();
    }

    @Override
    Declaration named(Token first) {
        RouteKind kind = Blocks.kind(first.text(), Dialect.NATIVE);
        if (kind != null) {
            return route(tokens.take(), kind);
        }
        if (first.is("loadmodule")) {
            return loadModule(tokens.take());
        }
        if (first.is("modparam")) {
            return moduleParameter(tokens.take());
        }
        if (SettingParser.beginsSetting(tokens)) {
            return settings.setting();
        }
        throw unknown(first);
    }

    private Declaration route(Token keyword, RouteKind kind) {
        Span nameSpan = keyword.span();
        String name = null;
        String option = null;
        if (tokens.accept(TokenKind.OPEN_BRACKET)) {
            int start = tokens.current().start();
            name = expressions.name();
            nameSpan = tokens.from(start);
            if (tokens.accept(TokenKind.COMMA)) {
                option = option(kind);
            }
            tokens.expect(TokenKind.CLOSE_BRACKET, "behind the name of the route block");
        }
        checkName(keyword, kind, nameSpan, name, option);
        Statement.Block body = body();
        boolean main = kind == RouteKind.ROUTE && "0".equals(name);
        return new Declaration.RouteBlock(
                tokens.from(keyword.start()), kind, nameSpan, main ? null : name, option, body);
    }

    private String option(RouteKind kind) {
        Token token = tokens.current();
        if (kind == RouteKind.TIMER_ROUTE) {
            if (!tokens.at(TokenKind.NUMBER)) {
                throw tokens.unexpected("the seconds between two runs", null);
            }
        } else if (kind == RouteKind.EVENT_ROUTE) {
            if (!token.is("sync") && !token.is("async")) {
                throw tokens.unexpected("`sync` or `async`", null);
            }
        } else {
            throw tokens.unexpected("`]`", null);
        }
        return tokens.take().text();
    }

    private void checkName(
            Token keyword, RouteKind kind, Span nameSpan, @Nullable String name, @Nullable String option) {
        switch (kind) {
            case ERROR_ROUTE, LOCAL_ROUTE, STARTUP_ROUTE -> {
                if (name != null) {
                    tokens.error(nameSpan, keyword.text() + " takes no name", null);
                }
            }
            case BRANCH_ROUTE, FAILURE_ROUTE, TIMER_ROUTE, EVENT_ROUTE -> {
                if (name == null) {
                    tokens.error(
                            keyword.span(), keyword.text() + " needs a name", "`" + keyword.text() + "[name] { ... }`");
                } else if (kind == RouteKind.TIMER_ROUTE && option == null) {
                    tokens.error(
                            nameSpan,
                            "timer_route needs the seconds between two runs",
                            "`timer_route[name, 60] { ... }`");
                }
            }
            default -> {}
        }
    }
}
