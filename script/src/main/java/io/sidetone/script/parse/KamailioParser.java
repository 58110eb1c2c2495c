package io.sidetone.script.parse;

import io.sidetone.script.ast.Declaration;
import io.sidetone.script.ast.Expression;
import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.ast.Script;
import io.sidetone.script.ast.Statement;
import io.sidetone.script.lex.Token;
import io.sidetone.script.lex.TokenKind;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads a script of the Kamailio dialect. Confined to the thread that uses it.
final class KamailioParser extends DeclarationParser {

    /// The event that is a kind of block of its own in the native dialect.
    private static final String LOCAL_REQUEST = "tm:local-request";
    private static final String BRANCH_FAILURE = "tm:branch-failure:";

    private KamailioParser(ExpressionParser expressions) {
        super(expressions, new KamailioStatements(expressions));
    }

    /// Reads a whole script.
    static Script parse(Tokens tokens) {
        return new KamailioParser(new KamailioExpressions(tokens)).script();
    }

    @Override
    Declaration named(Token first) {
        RouteKind kind = Blocks.kind(first.text(), Dialect.KAMAILIO);
        if (kind != null) {
            return route(tokens.take(), kind);
        }
        return switch (first.text()) {
            case "loadmodule", "loadmodulex" -> module(tokens.take());
            case "modparam", "modparamx" -> moduleParameter(tokens.take());
            case "loadpath", "mpath", "cfgengine" -> path(tokens.take());
            case "flags", "bool", "avpflags" -> flags(tokens.take());
            case "coreparam" -> coreParameter(tokens.take());
            case "socket" -> socket(tokens.take());
            default -> {
                if (beginsCustom()) {
                    yield custom(tokens.take());
                }
                if (SettingParser.beginsSetting(tokens)) {
                    yield settings.setting();
                }
                throw unknown(first);
            }
        };
    }

    private boolean beginsCustom() {
        TokenKind ahead = tokens.ahead().kind();
        boolean block = tokens.current().text().endsWith("_route");
        return ahead == TokenKind.DOT || (ahead == TokenKind.OPEN_BRACKET && !block);
    }

    @Override
    boolean beginsSetting() {
        boolean flags = tokens.at("flags") || tokens.at("bool") || tokens.at("avpflags");
        return super.beginsSetting() || (tokens.at(TokenKind.NAME) && (flags || beginsCustom()));
    }

    /// `loadmodule "name.so"`, `loadmodule("name.so", "options")`.
    private Declaration module(Token keyword) {
        if (!tokens.accept(TokenKind.OPEN)) {
            return loadModule(keyword);
        }
        String path = quoted("the name of a module").value();
        if (tokens.accept(TokenKind.COMMA)) {
            // How the library is opened: there is none here.
            quoted("the options of the module");
        }
        tokens.expect(TokenKind.CLOSE, "behind the module");
        return new Declaration.LoadModule(tokens.from(keyword.start()), path);
    }

    @Override
    Expression moduleValue() {
        return tokens.at(TokenKind.VARIABLE) ? expressions.variable() : settings.value();
    }

    /// `mpath "folder"`, with or without `=`.
    private Declaration path(Token keyword) {
        tokens.accept(TokenKind.ASSIGN);
        Expression.StringLiteral value = quoted("a path");
        Span span = tokens.from(keyword.start());
        String name = keyword.is("loadpath") ? "mpath" : keyword.text();
        return new Declaration.Setting(span, keyword.span(), name, value, List.of());
    }

    /// `flags a:1, b`.
    private Declaration flags(Token keyword) {
        List<Declaration.Word> words = new ArrayList<>();
        do {
            Token flag = tokens.current();
            if (flag.kind() != TokenKind.NAME && flag.kind() != TokenKind.STRING) {
                throw tokens.unexpected("the name of a flag", null);
            }
            tokens.take();
            String text = flag.text();
            if (!keyword.is("avpflags") && tokens.accept(TokenKind.COLON)) {
                if (!tokens.at(TokenKind.NUMBER)) {
                    throw tokens.unexpected("the number of the flag", null);
                }
                text += ":" + tokens.take().text();
            }
            words.add(new Declaration.Word(tokens.from(flag.start()), text));
        } while (tokens.accept(TokenKind.COMMA));
        String name = keyword.is("bool") ? "flags" : keyword.text();
        return new Declaration.Setting(tokens.from(keyword.start()), keyword.span(), name, null, words);
    }

    /// `coreparam[name] = value`: another way to write a setting.
    private Declaration coreParameter(Token keyword) {
        tokens.expect(TokenKind.OPEN_BRACKET, "behind `coreparam`");
        Token name = tokens.current();
        if (name.kind() != TokenKind.NAME && name.kind() != TokenKind.STRING) {
            throw tokens.unexpected("the name of a setting", null);
        }
        tokens.take();
        tokens.expect(TokenKind.CLOSE_BRACKET, "behind the name of the setting");
        tokens.expect(TokenKind.ASSIGN, "behind the name of the setting");
        Expression value = literal();
        return new Declaration.Setting(tokens.from(keyword.start()), name.span(), name.text(), value, List.of());
    }

    /// `socket = { bind = udp:10.0.0.1:5060; name = "x"; }`: another way to write `listen`.
    private Declaration socket(Token keyword) {
        tokens.expect(TokenKind.ASSIGN, "behind `socket`");
        tokens.expect(TokenKind.OPEN_BRACE, "around what the socket is");
        List<Declaration.Word> words = new ArrayList<>();
        while (!tokens.at(TokenKind.CLOSE_BRACE)) {
            if (tokens.accept(TokenKind.SEMICOLON)) {
                continue;
            }
            Token name = tokens.current();
            if (!tokens.at(TokenKind.NAME)) {
                throw tokens.unexpected("`bind`, `advertise`, `name` or another word for a socket", null);
            }
            tokens.take();
            tokens.expect(TokenKind.ASSIGN, "behind " + name);
            Declaration.Word value = socketValue();
            if (name.is("bind")) {
                words.addFirst(value);
            } else {
                words.add(new Declaration.Word(name.span(), name.text().toLowerCase(Locale.ROOT)));
                words.add(value);
            }
        }
        tokens.take();
        return new Declaration.Setting(tokens.from(keyword.start()), keyword.span(), "listen", null, words);
    }

    private Declaration.Word socketValue() {
        int start = tokens.current().start();
        StringBuilder text = new StringBuilder();
        do {
            if (endsSocketValue() || tokens.at(TokenKind.OPEN_BRACE) || tokens.at(TokenKind.END)) {
                throw tokens.unexpected("a value", null);
            }
            text.append(tokens.take().text());
        } while (tokens.joined() && !endsSocketValue());
        return new Declaration.Word(tokens.from(start), text.toString());
    }

    private boolean endsSocketValue() {
        return tokens.at(TokenKind.SEMICOLON) || tokens.at(TokenKind.CLOSE_BRACE);
    }

    /// `group.name = value desc "..."`, `group[1].name = value`.
    private Declaration custom(Token group) {
        Long instance = null;
        if (tokens.accept(TokenKind.OPEN_BRACKET)) {
            Token number = tokens.current();
            if (!tokens.at(TokenKind.NUMBER)) {
                throw tokens.unexpected("the number of an instance of `" + group.text() + "`", null);
            }
            instance = expressions.literals().number(number.start(), false)
                            instanceof Expression.IntegerLiteral(Span _, long value)
                    ? value
                    : null;
            tokens.expect(TokenKind.CLOSE_BRACKET, "behind the number");
        }
        tokens.expect(TokenKind.DOT, "behind `" + group.text() + "`");
        Token name = tokens.current();
        if (!tokens.at(TokenKind.NAME)) {
            throw tokens.unexpected("the name of a variable of `" + group.text() + "`", null);
        }
        tokens.take();
        Span nameSpan = tokens.from(group.start());
        tokens.expect(TokenKind.ASSIGN, "behind the name");
        Expression value = literal();
        String description = null;
        if (tokens.at("desc") || tokens.at("descr") || tokens.at("description")) {
            tokens.take();
            description = quoted("the description").value();
        }
        return new Declaration.CustomVariable(
                tokens.from(group.start()), nameSpan, group.text(), instance, name.text(), value, description);
    }

    /// A number, a word for one, or a string.
    private Expression literal() {
        boolean word = tokens.at(TokenKind.NAME)
                && KamailioWords.number(tokens.current().text()) != null;
        boolean number = tokens.at(TokenKind.NUMBER)
                || (tokens.at(TokenKind.SUBTRACT) && tokens.ahead().kind() == TokenKind.NUMBER);
        if (!word && !number && !tokens.at(TokenKind.STRING)) {
            throw tokens.unexpected("a number or a string", null);
        }
        return tokens.at(TokenKind.STRING) ? expressions.literals().string() : expressions.operand();
    }

    private Declaration route(Token keyword, RouteKind kind) {
        Span nameSpan = keyword.span();
        String name = null;
        if (tokens.accept(TokenKind.OPEN_BRACKET)) {
            int start = tokens.current().start();
            name = expressions.name();
            nameSpan = tokens.from(start);
            tokens.expect(TokenKind.CLOSE_BRACKET, "behind the name of the route block");
        }
        checkName(keyword, kind, nameSpan, name);
        Statement.Block body = body();
        boolean main = "0".equals(name) && (kind == RouteKind.ROUTE || kind == RouteKind.ONREPLY_ROUTE);
        RouteKind meant = kind == RouteKind.EVENT_ROUTE && name != null ? byEvent(name) : kind;
        return new Declaration.RouteBlock(
                tokens.from(keyword.start()),
                meant,
                nameSpan,
                main || meant == RouteKind.LOCAL_ROUTE ? null : name,
                null,
                body);
    }

    /// Some events are what other kinds of blocks are for, so that these get what they may do.
    private static RouteKind byEvent(String name) {
        if (name.equals(LOCAL_REQUEST)) {
            return RouteKind.LOCAL_ROUTE;
        }
        return name.startsWith(BRANCH_FAILURE) ? RouteKind.FAILURE_ROUTE : RouteKind.EVENT_ROUTE;
    }

    private void checkName(Token keyword, RouteKind kind, Span nameSpan, @Nullable String name) {
        boolean unnamed = keyword.is("request_route") || keyword.is("reply_route");
        if (unnamed && name != null) {
            tokens.error(
                    nameSpan,
                    "`" + keyword.text() + "` takes no name",
                    "`" + (keyword.is("reply_route") ? "onreply_route" : "route") + "[" + name + "]`");
        }
        if (kind == RouteKind.EVENT_ROUTE && (name == null || name.indexOf(':') < 0)) {
            tokens.error(nameSpan, "`event_route` needs the name of an event", "`event_route[module:event] { ... }`");
        }
    }
}
