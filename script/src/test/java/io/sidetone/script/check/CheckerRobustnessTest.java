package io.sidetone.script.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.script.ast.Script;
import io.sidetone.script.bound.BoundScript;
import io.sidetone.script.parse.ScriptParser;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Rendering;
import io.sidetone.script.source.Source;
import io.sidetone.script.testing.BoundText;
import io.sidetone.script.testing.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Scripts that nobody would write: the checker says something and never throws.
class CheckerRobustnessTest {

    private static final int ROUNDS = 3_000;

    private static Diagnostics check(String text) {
        Source source = Source.of("test.cfg", text);
        Diagnostics diagnostics = new Diagnostics();
        Script script = ScriptParser.parse(source, diagnostics);
        Optional<BoundScript> bound = Checker.check(script, TestHost.definitions(), diagnostics);
        assertThat(bound.isPresent()).isEqualTo(diagnostics.errors() == 0);
        Rendering.of(source, diagnostics);
        bound.ifPresent(BoundText::of);
        return diagnostics;
    }

    private static List<String> sources() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/io/sidetone/script"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".golden"))
                    .sorted()
                    .toList()) {
                String text = Files.readString(file);
                found.add(text.substring(0, Math.max(0, text.indexOf("----------\n"))));
            }
        }
        return found;
    }

    @Test
    void survivesScriptsWithPartsOfOthersInThem() throws IOException {
        List<String> sources = sources();
        Random random = new Random(20_261_121);
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder(any(sources, random));
            for (int edits = random.nextInt(4); edits >= 0; edits--) {
                int at = random.nextInt(text.length() + 1);
                int end = Math.min(text.length(), at + random.nextInt(12));
                String other = any(sources, random);
                int from = random.nextInt(other.length() + 1);
                text.replace(at, end, other.substring(from, Math.min(other.length(), from + random.nextInt(20))));
            }
            check(text.toString());
        }
    }

    private static String any(List<String> sources, Random random) {
        return sources.get(random.nextInt(sources.size()));
    }

    @Test
    void checksManyRoutesThatCallEachOther() {
        StringBuilder text = new StringBuilder("route { route(r0); }\n");
        for (int i = 0; i < 2_000; i++) {
            text.append("route[r").append(i).append("] { if ($sp == 1) route($ru); route(r");
            text.append((i + 1) % 2_000)
                    .append("); $var(v")
                    .append(i)
                    .append(") = $var(v")
                    .append(i + 1);
            text.append(") + 1; }\n");
        }

        Diagnostics diagnostics = check(text.toString());

        assertThat(diagnostics.errors()).isZero();
        assertThat(diagnostics.list().getFirst().message()).isEqualTo("`route[r0]` always calls itself");
    }

    @Test
    void tellsOfMoreThanItKeeps() {
        Diagnostics diagnostics = check("route {\n" + "nothing($nosuch);\n".repeat(500) + "}\n");

        assertThat(diagnostics.errors()).isEqualTo(1_000);
        assertThat(diagnostics.list()).hasSize(Diagnostics.LIMIT);
    }
}
