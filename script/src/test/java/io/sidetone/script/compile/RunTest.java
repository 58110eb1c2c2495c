package io.sidetone.script.compile;

import io.sidetone.script.testing.GoldenCases;
import io.sidetone.script.testing.Scenario;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Scripts and what they do.
class RunTest {

    @TestFactory
    Stream<DynamicTest> does() throws IOException {
        return GoldenCases.beside(RunTest.class, RunTest::run);
    }

    private static String run(String text) {
        return Scenario.of(text)
                .orElseThrow(() -> new IllegalArgumentException("The script has errors"))
                .run();
    }
}
