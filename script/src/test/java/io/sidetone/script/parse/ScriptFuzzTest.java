package io.sidetone.script.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sidetone.script.ast.Declaration;
import io.sidetone.script.ast.Script;
import io.sidetone.script.lex.Lexer;
import io.sidetone.script.lex.Token;
import io.sidetone.script.lex.TokenKind;
import io.sidetone.script.source.Diagnostic;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.source.Rendering;
import io.sidetone.script.source.Source;
import io.sidetone.script.source.Span;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Reads any text as a script of the native dialect.
class ScriptFuzzTest {

    private static final String PIECES =
            "route{}[]();,.:=\"'$var(x)if(while(for(in)switch(case default return else{async(+-*/%&|^~!<>==:=#\\\n ab1";

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        exercise(new String(input, StandardCharsets.UTF_8));
    }

    @Test
    void randomPiecesAreReadOrRefused() {
        Random random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "route{" : "");
            for (int i = random.nextInt(60); i > 0; i--) {
                int from = random.nextInt(PIECES.length());
                text.append(PIECES, from, Math.min(PIECES.length(), from + 1 + random.nextInt(8)));
            }
            exercise(text.toString());
        }
        assertThat(round("route{a();}")).isZero();
    }

    @Test
    void longTextsAreReadOrRefused() {
        Random random = new Random(2);
        for (int round = 0; round < 100; round++) {
            int from = random.nextInt(PIECES.length());
            String piece = PIECES.substring(from, Math.min(PIECES.length(), from + 1 + random.nextInt(12)));
            exercise("route{" + piece.repeat(60_000 / piece.length()));
        }
        assertThat(round("route{" + "if(a()){".repeat(5_000))).isPositive();
        assertThat(round("route{$var(x)=" + "[{a:".repeat(5_000))).isPositive();
        assertThat(round("route{$var(x)=" + "!".repeat(5_000))).isPositive();
        assertThat(round("route{if(a())b();" + "else if(a())b();".repeat(5_000)))
                .isPositive();
    }

    private static int round(String text) {
        exercise(text);
        Diagnostics diagnostics = new Diagnostics();
        ScriptParser.parse(Source.of("f", text), diagnostics);
        return diagnostics.errors();
    }

    private static void exercise(String text) {
        Source source = Source.of("fuzz", text);
        cut(text);
        Diagnostics diagnostics = new Diagnostics();
        Script script = ScriptParser.parse(source, diagnostics);
        holds(diagnostics.list().size() <= Diagnostics.LIMIT, "diagnostics are bounded", text);
        for (Diagnostic diagnostic : diagnostics.list()) {
            lies(diagnostic.span(), text);
            holds(diagnostic.message().length() < 300, "a message is short", diagnostic);
        }
        holds(Rendering.of(source, diagnostics).length() < 200_000, "what is shown is bounded", text);
        script.declarations().forEach(each -> declared(each, text));
        holds(!TreeText.of(script).isEmpty() || script.declarations().isEmpty(), "a tree can be walked", text);
    }

    private static void declared(Declaration declaration, String text) {
        lies(declaration.span(), text);
        if (declaration instanceof Declaration.RouteBlock block) {
            lies(block.body().span(), text);
            block.body().statements().forEach(statement -> lies(statement.span(), text));
        }
    }

    private static void cut(String text) {
        Lexer lexer = new Lexer(text, Dialect.NATIVE, new Diagnostics());
        int end = 0;
        for (Token token = lexer.next(); token.kind() != TokenKind.END; token = lexer.next()) {
            lies(token.span(), text);
            holds(token.start() >= end && token.end() > token.start(), "tokens follow each other", token);
            end = token.end();
        }
    }

    private static void lies(Span span, String text) {
        holds(span.end() <= text.length(), "a stretch lies in the text", span);
    }

    private static void holds(boolean holds, String rule, Object subject) {
        if (!holds) {
            throw new AssertionError(rule + ": " + subject);
        }
    }
}
