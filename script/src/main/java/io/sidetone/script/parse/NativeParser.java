package io.sidetone.script.parse;

import io.sidetone.script.ast.Declaration;
import io.sidetone.script.ast.Expression;
import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.ast.Script;
import io.sidetone.script.ast.Statement;
import io.sidetone.script.lex.Token;
import io.sidetone.script.lex.TokenKind;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Source;
import io.sidetone.script.source.Span;
import io.sidetone.script.source.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads a script of the native dialect: settings, modules, route blocks. Confined to the thread that uses it.
///
/// It never throws: what is wrong is reported, all of it, and what could be read is in the tree.
public final class NativeParser {

    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final StatementParser statements;
    private final SettingParser settings;
    private final List<Declaration> declarations = new ArrayList<>();

    private NativeParser(Source source, Diagnostics diagnostics) {
        this.tokens = new Tokens(source, diagnostics);
        this.expressions = new ExpressionParser(tokens);
        this.statements = new StatementParser(tokens, expressions);
        this.settings = new SettingParser(tokens, expressions);
    }

    /// Reads a whole script.
    ///
    /// @param diagnostics takes what is wrong; with an error in it the tree is incomplete
    public static Script parse(Source source, Diagnostics diagnostics) {
        NativeParser parser = new NativeParser(source, diagnostics);
        parser.declarations();
        return new Script(source, parser.declarations);
    }

    /// The kind of block that a keyword begins, or null.
    private static @Nullable RouteKind kind(Token token) {
        return switch (token.text()) {
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

    /// Whether something begins here that can stand at the top level only.
    static boolean beginsDeclaration(Tokens tokens) {
        if (!tokens.at(TokenKind.NAME)) {
            return false;
        }
        TokenKind ahead = tokens.ahead().kind();
        return switch (tokens.current().text()) {
            case "loadmodule" -> ahead == TokenKind.STRING;
            case "modparam" -> ahead == TokenKind.OPEN && tokens.onNewLine();
            default ->
                (ahead == TokenKind.OPEN_BRACE || ahead == TokenKind.OPEN_BRACKET) && kind(tokens.current()) != null;
        };
    }

    private void declarations() {
        while (!tokens.at(TokenKind.END)) {
            Token first = tokens.current();
            try {
                declaration(first);
            } catch (Panic _) {
                recover(first);
            }
        }
    }

    /// Goes on to what looks like the start of a declaration.
    private void recover(Token first) {
        tokens.lineLost();
        if (tokens.current().equals(first) && !tokens.at(TokenKind.END)) {
            tokens.take();
        }
        while (!tokens.at(TokenKind.END)) {
            if (beginsDeclaration(tokens) || (tokens.onNewLine() && SettingParser.beginsSetting(tokens))) {
                return;
            }
            if (tokens.at(TokenKind.OPEN_BRACE)) {
                readUnknownBlock();
                return;
            }
            tokens.take();
        }
    }

    /// What stands in a block of unknown kind is read too, since it may hold more errors.
    private void readUnknownBlock() {
        Token open = tokens.current();
        try {
            statements.block();
        } catch (Panic _) {
            recover(open);
        }
    }

    private void declaration(Token first) {
        if (tokens.accept(TokenKind.SEMICOLON)) {
            return;
        }
        if (first.kind() == TokenKind.CLOSE_BRACE) {
            tokens.error(
                    first.span(), "this `}` closes nothing", "there is one too many before it, or a `{` is missing");
            tokens.take();
            return;
        }
        if (first.kind() != TokenKind.NAME) {
            throw tokens.unexpected("a setting, `loadmodule`, `modparam` or a route block", null);
        }
        RouteKind kind = kind(first);
        if (kind != null) {
            declarations.add(route(tokens.take(), kind));
        } else if (first.is("loadmodule")) {
            declarations.add(loadModule(tokens.take()));
        } else if (first.is("modparam")) {
            declarations.add(moduleParameter(tokens.take()));
        } else if (first.is("include_file") || first.is("import_file")) {
            // One that stands there all the same could not be read, and its reason is told.
            if (!tokens.diagnostics().hasErrorAt(first.span().start())) {
                tokens.error(first.span(), first + " has to stand at the start of a line, with a path in quotes", null);
            }
            throw new Panic();
        } else if (SettingParser.beginsSetting(tokens)) {
            declarations.add(settings.setting());
        } else {
            throw unknown(first);
        }
    }

    private Panic unknown(Token word) {
        TokenKind ahead = tokens.ahead().kind();
        if (ahead == TokenKind.OPEN_BRACE || ahead == TokenKind.OPEN_BRACKET) {
            List<String> known = Arrays.stream(RouteKind.values())
                    .filter(kind -> kind != RouteKind.ONSEND_ROUTE)
                    .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                    .toList();
            tokens.error(
                    word.span(),
                    word + " is no kind of route block",
                    "there are " + String.join(", ", known) + Suggestion.of(word.text(), known, "; did you mean "));
            return new Panic();
        }
        if (ahead == TokenKind.OPEN || ahead == TokenKind.VARIABLE || word.is("if")) {
            tokens.error(word.span(), "statements stand in a route block, as `route { ... }`", null);
            return new Panic();
        }
        if (tokens.joined()) {
            throw tokens.unexpected("a new line", null);
        }
        tokens.take();
        String near = Suggestion.of(word.text(), List.of("loadmodule", "modparam"), "did you mean ");
        return tokens.unexpected("`=` behind the name " + word, near.isEmpty() ? null : near);
    }

    private Declaration loadModule(Token keyword) {
        if (!tokens.at(TokenKind.STRING)) {
            throw tokens.unexpected("the name of a module in quotes", null);
        }
        String path = expressions.literals().string().value();
        Span span = tokens.from(keyword.start());
        tokens.accept(TokenKind.SEMICOLON);
        return new Declaration.LoadModule(span, path);
    }

    private Declaration moduleParameter(Token keyword) {
        tokens.expect(TokenKind.OPEN, "behind `modparam`");
        Expression.StringLiteral modules = quoted("the name of a module");
        tokens.expect(TokenKind.COMMA, "behind the name of the module");
        Expression.StringLiteral name = quoted("the name of a parameter");
        tokens.expect(TokenKind.COMMA, "and the value of the parameter");
        Expression value = settings.value();
        tokens.expect(TokenKind.CLOSE, "behind the value of the parameter");
        Span span = tokens.from(keyword.start());
        tokens.accept(TokenKind.SEMICOLON);
        List<String> names = List.of(modules.value().split("\\|"));
        return new Declaration.ModuleParameter(span, modules.span(), names, name.span(), name.value(), value);
    }

    private Expression.StringLiteral quoted(String what) {
        if (!tokens.at(TokenKind.STRING)) {
            throw tokens.unexpected(what + " in quotes", null);
        }
        return expressions.literals().string();
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
        Statement.Block body = statements.block();
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
