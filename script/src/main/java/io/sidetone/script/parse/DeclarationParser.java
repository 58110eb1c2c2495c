package io.sidetone.script.parse;

import io.sidetone.script.ast.Declaration;
import io.sidetone.script.ast.Expression;
import io.sidetone.script.ast.Script;
import io.sidetone.script.ast.Statement;
import io.sidetone.script.lex.Token;
import io.sidetone.script.lex.TokenKind;
import io.sidetone.script.source.Span;
import io.sidetone.script.source.Suggestion;
import java.util.ArrayList;
import java.util.List;

/// Reads what stands at the top level of a script: what both dialects have in common. Confined to the thread that
/// uses it.
abstract class DeclarationParser {

    final Tokens tokens;
    final ExpressionParser expressions;
    final SettingParser settings;
    private final StatementParser statements;
    private final List<Declaration> declarations = new ArrayList<>();

    DeclarationParser(ExpressionParser expressions, StatementParser statements) {
        this.tokens = expressions.tokens;
        this.expressions = expressions;
        this.statements = statements;
        this.settings = new SettingParser(tokens, expressions);
    }

    /// Reads a whole script.
    final Script script() {
        declarations();
        return new Script(tokens.source(), declarations);
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
            if (Blocks.beginsDeclaration(tokens) || (tokens.onNewLine() && beginsSetting())) {
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
        if (first.is("include_file") || first.is("import_file")) {
            // One that stands there all the same could not be read, and its reason is told.
            if (!tokens.diagnostics().hasErrorAt(first.span().start())) {
                tokens.error(first.span(), first + " has to stand at the start of a line, with a path in quotes", null);
            }
            throw new Panic();
        }
        declarations.add(named(first));
    }

    /// Whether a setting begins at the name of one.
    boolean beginsSetting() {
        return SettingParser.beginsSetting(tokens);
    }

    /// What begins with a word.
    abstract Declaration named(Token first);

    /// The body of a route block.
    final Statement.Block body() {
        return statements.block();
    }

    final Panic unknown(Token word) {
        TokenKind ahead = tokens.ahead().kind();
        if (ahead == TokenKind.OPEN_BRACE || ahead == TokenKind.OPEN_BRACKET) {
            List<String> known = Blocks.words(tokens.source().dialect());
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

    final Declaration loadModule(Token keyword) {
        if (!tokens.at(TokenKind.STRING)) {
            throw tokens.unexpected("the name of a module in quotes", null);
        }
        String path = expressions.literals().string().value();
        Span span = tokens.from(keyword.start());
        tokens.accept(TokenKind.SEMICOLON);
        return new Declaration.LoadModule(span, path);
    }

    final Declaration moduleParameter(Token keyword) {
        tokens.expect(TokenKind.OPEN, "behind `modparam`");
        Expression.StringLiteral modules = quoted("the name of a module");
        tokens.expect(TokenKind.COMMA, "behind the name of the module");
        Expression.StringLiteral name = quoted("the name of a parameter");
        tokens.expect(TokenKind.COMMA, "and the value of the parameter");
        Expression value = moduleValue();
        tokens.expect(TokenKind.CLOSE, "behind the value of the parameter");
        Span span = tokens.from(keyword.start());
        tokens.accept(TokenKind.SEMICOLON);
        List<String> names = List.of(modules.value().split("\\|"));
        return new Declaration.ModuleParameter(span, modules.span(), names, name.span(), name.value(), value);
    }

    /// The value of a parameter of a module.
    Expression moduleValue() {
        return settings.value();
    }

    final Expression.StringLiteral quoted(String what) {
        if (!tokens.at(TokenKind.STRING)) {
            throw tokens.unexpected(what + " in quotes", null);
        }
        return expressions.literals().string();
    }
}
