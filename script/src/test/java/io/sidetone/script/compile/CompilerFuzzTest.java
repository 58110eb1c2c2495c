package io.sidetone.script.compile;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sidetone.script.bound.BoundScript;
import io.sidetone.script.check.Checker;
import io.sidetone.script.parse.ScriptParser;
import io.sidetone.script.run.Limits;
import io.sidetone.script.run.Outcome;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Version;
import io.sidetone.script.source.Diagnostic;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Source;
import io.sidetone.script.testing.GoldenCases;
import io.sidetone.script.testing.TestContext;
import io.sidetone.script.testing.TestHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Checks any text, and compiles and runs what has no errors: no class fails verification, and no run goes on for
/// ever.
class CompilerFuzzTest {

    private static final Limits LIMITS = new Limits(20, 10, 1_000);
    private static final int WAITS = 200;

    @FuzzTest
    void compilesWhatIsGood(byte[] input) {
        exercise(new String(input, StandardCharsets.UTF_8));
    }

    @Test
    void mixturesOfAllCasesAreCompiledOrRefused() throws IOException {
        List<String> lines = new ArrayList<>();
        for (GoldenCases.Source source : GoldenCases.sources().toList()) {
            source.text().lines().filter(line -> line.length() < 200).forEach(lines::add);
        }
        Random random = new Random(3);
        int compiled = 0;
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder(
                    "loadmodule \"tm.so\"\nloadmodule \"cfgutils.so\"\nloadmodule \"sqlops.so\"\nroute {\n");
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                text.append(lines.get(random.nextInt(lines.size()))).append('\n');
            }
            compiled += exercise(text + "}\nroute[a] { sleep(1); }\n") ? 1 : 0;
        }
        holds(compiled > 100, "some of them are good", compiled);
    }

    private static boolean exercise(String text) {
        Source source = Source.of("fuzz", text);
        Diagnostics diagnostics = new Diagnostics();
        Optional<BoundScript> script =
                Checker.check(ScriptParser.parse(source, diagnostics), TestHost.definitions(), diagnostics);
        holds(script.isPresent() == (diagnostics.errors() == 0), "errors or a script", diagnostics.list());
        for (Diagnostic diagnostic : diagnostics.list()) {
            holds(diagnostic.span().end() <= text.length(), "a stretch lies in the text", diagnostic);
        }
        script.ifPresent(CompilerFuzzTest::run);
        return script.isPresent();
    }

    private static void run(BoundScript script) {
        Compiler.compile(script, LIMITS, true);
        Version version = Compiler.compile(script, LIMITS, false);
        for (int route = 0; route < version.routes().size(); route++) {
            Run run = new Run(version, new TestHost(), new TestContext());
            Outcome outcome = run.start(route, "first");
            for (int waits = 0; outcome == Outcome.WAITING && waits < WAITS; waits++) {
                outcome = run.resume(run.perform());
            }
        }
    }

    private static void holds(boolean holds, String rule, Object subject) {
        if (!holds) {
            throw new AssertionError(rule + ": " + subject);
        }
    }
}
