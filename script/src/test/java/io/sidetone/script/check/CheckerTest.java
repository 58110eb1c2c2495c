package io.sidetone.script.check;

import io.sidetone.script.ast.Script;
import io.sidetone.script.bound.BoundScript;
import io.sidetone.script.parse.NativeParser;
import io.sidetone.script.source.Diagnostic;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Place;
import io.sidetone.script.source.Severity;
import io.sidetone.script.source.Source;
import io.sidetone.script.testing.BoundText;
import io.sidetone.script.testing.GoldenCases;
import io.sidetone.script.testing.TestHost;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Scripts and what the checker says of them, or makes of them.
class CheckerTest {

    @TestFactory
    Stream<DynamicTest> says() throws IOException {
        return GoldenCases.beside(CheckerTest.class, CheckerTest::check);
    }

    private static String check(String text) {
        Source source = Source.of("test.cfg", text);
        Diagnostics diagnostics = new Diagnostics();
        Script script = NativeParser.parse(source, diagnostics);
        Optional<BoundScript> bound = Checker.check(script, TestHost.definitions(), diagnostics);
        StringBuilder out = new StringBuilder();
        for (Diagnostic diagnostic : diagnostics.list()) {
            Place place = source.place(diagnostic.span());
            String about = source.text(diagnostic.span()).lines().findFirst().orElse("");
            out.append(diagnostic.severity() == Severity.ERROR ? "error " : "warning ")
                    .append(String.format(Locale.ROOT, "%d:%d ", place.line(), place.column()))
                    .append(about, 0, Math.min(about.length(), 40))
                    .append("\n  ")
                    .append(diagnostic.message())
                    .append('\n');
            if (diagnostic.help() != null) {
                out.append("  help: ").append(diagnostic.help()).append('\n');
            }
        }
        bound.ifPresent(tree -> out.append(BoundText.of(tree)));
        return out.toString();
    }
}
