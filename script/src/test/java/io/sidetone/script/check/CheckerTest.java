package io.sidetone.script.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.script.ast.Script;
import io.sidetone.script.bound.BoundScript;
import io.sidetone.script.parse.ScriptParser;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Rendering;
import io.sidetone.script.source.Source;
import io.sidetone.script.source.SourceLoader;
import io.sidetone.script.source.SourceOptions;
import io.sidetone.script.testing.BoundText;
import io.sidetone.script.testing.GoldenCases;
import io.sidetone.script.testing.TestHost;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Scripts, and what the checker says of them and makes of them.
class CheckerTest {

    private static final int FEWEST = 150;

    @TestFactory
    Stream<DynamicTest> says() throws IOException {
        return GoldenCases.beside(CheckerTest.class, CheckerTest::check);
    }

    @Test
    void thereAreEnough() throws IOException {
        assertThat(GoldenCases.beside(CheckerTest.class, CheckerTest::check)).hasSizeGreaterThanOrEqualTo(FEWEST);
    }

    private static String check(String text) {
        Diagnostics diagnostics = new Diagnostics();
        Source source = SourceLoader.read("test.cfg", text, SourceOptions.NONE, diagnostics);
        Script script = ScriptParser.parse(source, diagnostics);
        Optional<BoundScript> bound = Checker.check(script, TestHost.definitions(), diagnostics);
        assertThat(bound.isPresent()).isEqualTo(diagnostics.errors() == 0);
        return Rendering.of(source, diagnostics) + bound.map(BoundText::of).orElse("");
    }
}
