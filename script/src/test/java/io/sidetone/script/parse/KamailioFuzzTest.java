package io.sidetone.script.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sidetone.script.ast.Script;
import io.sidetone.script.check.Checker;
import io.sidetone.script.source.Diagnostic;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.source.Rendering;
import io.sidetone.script.source.Source;
import io.sidetone.script.source.SourceLoader;
import io.sidetone.script.source.SourceOptions;
import io.sidetone.script.testing.TestHost;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Reads any text as a script of the Kamailio dialect, with its directives, and checks what comes of it.
class KamailioFuzzTest {

    private static final String PIECES =
            "route{}[]();,.:=\"'$var(x)if(while(switch(case /default: return else{+-*/&|^~!<>==:=@a.b[1]"
                    + "\n#!define A B\n#!ifdef A\n#!else\n#!endif\n!!subst \"/A/B/g\"\n#!ifexp 1 +\nA\\"
                    + "\n\"\nuri==myself src_ip==1.2.3.4";

    private static final SourceOptions OPTIONS = new SourceOptions(null, Dialect.KAMAILIO, Map.of("X", "A B", "Y", ""));

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        exercise(new String(input, StandardCharsets.UTF_8));
    }

    @Test
    void randomPiecesAreReadOrRefused() {
        Random random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "request_route{" : "");
            for (int i = random.nextInt(60); i > 0; i--) {
                int from = random.nextInt(PIECES.length());
                text.append(PIECES, from, Math.min(PIECES.length(), from + 1 + random.nextInt(12)));
            }
            exercise(text.toString());
        }
        assertThat(exercise("request_route{a();}")).isZero();
    }

    @Test
    void longTextsAreReadOrRefused() {
        Random random = new Random(2);
        for (int round = 0; round < 60; round++) {
            int from = random.nextInt(PIECES.length());
            String piece = PIECES.substring(from, Math.min(PIECES.length(), from + 1 + random.nextInt(12)));
            exercise("request_route{" + piece.repeat(40_000 / piece.length()));
        }
        assertThat(exercise("request_route{$var(x)=" + "(".repeat(5_000))).isPositive();
        assertThat(exercise("#!ifdef A\n".repeat(5_000))).isPositive();
        StringBuilder doubling = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            doubling.append("#!define D")
                    .append(i)
                    .append(" D")
                    .append(i + 1)
                    .append(" D")
                    .append(i + 1)
                    .append('\n');
        }
        assertThat(exercise(doubling + "debug=D0\n")).isPositive();
    }

    /// Returns how many errors there are, those of unknown names left out.
    private static int exercise(String text) {
        Diagnostics diagnostics = new Diagnostics();
        Source source = SourceLoader.read("fuzz", text, OPTIONS, diagnostics);
        Script script = ScriptParser.parse(source, diagnostics);
        int errors = diagnostics.errors();
        Checker.check(script, TestHost.definitions(), diagnostics);
        holds(diagnostics.list().size() <= Diagnostics.LIMIT, "diagnostics are bounded", text);
        for (Diagnostic diagnostic : diagnostics.list()) {
            holds(diagnostic.span().end() <= source.text().length(), "a stretch lies in the text", diagnostic);
            holds(source.place(diagnostic.span()).column() > 0, "a column is counted from 1", diagnostic);
        }
        holds(Rendering.of(source, diagnostics).length() < 200_000, "what is shown is bounded", text);
        holds(!TreeText.of(script).isEmpty() || script.declarations().isEmpty(), "a tree can be walked", text);
        return errors;
    }

    private static void holds(boolean holds, String rule, Object subject) {
        if (!holds) {
            throw new AssertionError(rule + ": " + subject);
        }
    }
}
