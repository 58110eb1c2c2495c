package io.sidetone.dist.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UseCheckTest {

    private final UseCheck check = new UseCheck();

    @TempDir
    private Path folder;

    @Test
    void namesWhoReadsTheTime() {
        Reactor reactor = new PlantedTree(folder)
                .main(
                        "sip/text/Reader",
                        "class Reader {\n    long age() {\n        return System.nanoTime();\n    }\n}")
                .grow();
        assertThat(check.offences(reactor))
                .containsExactly(
                        "sip/src/main/java/io/sidetone/sip/text/Reader.java:4: io.sidetone.sip.text.Reader.age uses "
                                + "System.nanoTime (rule 'clock'): be handed an io.sidetone.sip.base.Clock, so that "
                                + "a test can hold time still.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            clock        | System.currentTimeMillis()
            clock        | java.time.Instant.now()
            clock        | java.time.LocalDateTime.now()
            clock        | java.time.Clock.systemUTC()
            clock        | new java.util.Date()
            clock        | supply(System::nanoTime)
            sleep        | 1; java.util.concurrent.locks.LockSupport.parkNanos(1)
            console      | System.out
            console      | System.err
            slow-text    | String.format("%s", 1)
            slow-text    | "a".matches("a")
            slow-text    | "a".split(",", 2)
            slow-text    | "a".replaceAll("a", "b")
            slow-text    | java.util.regex.Pattern.compile("a")
            slow-text    | java.util.List.of().stream()
            slow-text    | "a".chars()
            thread       | new Thread()
            thread       | Thread.ofVirtual()
            thread-local | new ThreadLocal<String>()
            """)
    void knowsWhatIsForbidden(String rule, String expression) {
        Reactor reactor = new PlantedTree(folder)
                .main("sip/text/Reader", """
                        class Reader {
                            Object read() { Object value = %s; return value; }
                            Object supply(java.util.function.LongSupplier clock) { return clock; }
                        }
                        """.formatted(expression))
                .grow();
        assertThat(check.offences(reactor))
                .isNotEmpty()
                .allMatch(line -> line.contains("Reader.java:3: io.sidetone.sip.text.Reader.read uses "))
                .allMatch(line -> line.contains("(rule '" + rule + "')"));
    }

    @Test
    void namesATestThatSleeps() {
        Reactor reactor = new PlantedTree(folder)
                .test(
                        "sip/text/ReaderTest",
                        "class ReaderTest {\n void waits() throws Exception { Thread.sleep(100); }\n}")
                .grow();
        assertThat(check.offences(reactor))
                .containsExactly("sip/src/test/java/io/sidetone/sip/text/ReaderTest.java:3: "
                        + "io.sidetone.sip.text.ReaderTest.waits uses Thread.sleep (rule 'sleep'): wait for the "
                        + "event itself (a future, a latch), or step a clock that the test holds.");
    }

    @Test
    void aCommandLinePrintsAndTheClockReadsTheTime() {
        Reactor reactor = new PlantedTree(folder)
                .main("sip/base/SystemClock", "class SystemClock { long time() { return System.nanoTime(); } }")
                .main("dist/ToolMain", "class ToolMain { void print() { System.out.println(String.format(\"\")); } }")
                .grow();
        assertThat(check.offences(reactor)).isEmpty();
    }

    @Test
    void aReasonExcusesAClass() {
        Reactor reactor = new PlantedTree(folder)
                .file("house-exceptions.txt", "console io.sidetone.sip.text.Reader it talks\n")
                .main("sip/text/Reader", "class Reader { class Inner { void print() { System.out.println(); } } }")
                .grow();
        assertThat(check.offences(reactor)).isEmpty();
    }

    @Test
    void namesAnExcuseThatNobodyNeeds() {
        Reactor reactor = new PlantedTree(folder)
                .file("house-exceptions.txt", "# Head\nclock io.sidetone.sip.text.Reader it once did\n")
                .main("sip/text/Reader", "class Reader {}")
                .grow();
        assertThat(check.offences(reactor))
                .containsExactly("house-exceptions.txt:2: io.sidetone.sip.text.Reader does not break the rule "
                        + "'clock': delete the line.");
    }
}
