package io.sidetone.dist.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestTotalsTest {

    /// As the test runner reports an assumption that does not hold.
    private static final String ABORTED = """
            <testcase classname="x.XTest" name="aborted" time="0"><skipped type="org.opentest4j.TestAbortedException">
            <![CDATA[org.opentest4j.TestAbortedException: Assumption failed: needs sipp
            \tat x.XTest.aborted(XTest.java:12)
            ]]></skipped></testcase>
            """;

    @TempDir
    private Path root;

    @Test
    void countsTheTiersOfAllJars() throws IOException {
        report("sip", "core", passed("a", 1.5) + passed("b", 0.25));
        report("dist", "core", passed("c", 2));
        report("dist", "wire", passed("d", 3));
        TestTotals totals = totals();
        assertThat(totals.good()).isTrue();
        assertThat(totals.lines())
                .startsWith(
                        "tier     tests  failed  skipped  seconds  budget",
                        "core         3       0        0      3.8     300",
                        "wire         1       0        0      3.0     300")
                .containsSubsequence("Slowest:", "  3.0 s  x.XTest.d", "  2.0 s  x.XTest.c", "  1.5 s  x.XTest.a")
                .endsWith("4 passed, 0 failed, 0 skipped")
                .noneMatch(line -> line.startsWith("NOT RUN"));
    }

    @Test
    void namesWhatFailed() throws IOException {
        report("sip", "core", passed("a", 1) + """
                <testcase classname="x.XTest" name="b" time="0.1"><failure message="no&#10;more">stack</failure></testcase>
                <testcase classname="x.XTest" name="c" time="0.1"><error message="broken"/></testcase>
                """);
        assertThat(totals().good()).isFalse();
        assertThat(totals().lines())
                .containsSubsequence("FAILED: x.XTest.b", "  no", "  more", "FAILED: x.XTest.c", "  broken")
                .endsWith("1 passed, 2 failed, 0 skipped");
    }

    @Test
    void saysWhatToInstallForWhatWasNotRun() throws IOException {
        report("sip", "peers", ABORTED + skipped("b", "needs pg_ctl"));
        report(
                "dist",
                "peers",
                skipped("c", "needs pg_ctl") + skipped("d", "needs ../shared/torture") + passed("e", 1));
        TestTotals totals = new TestTotals(TestReports.read(root), List.of("# program package", "sipp sip-tester"));
        assertThat(totals.good()).isTrue();
        assertThat(totals.lines())
                .endsWith(
                        "NOT RUN: 4 (apt-get install pg_ctl sip-tester; needs ../shared/torture)",
                        "1 passed, 0 failed, 4 skipped");
    }

    @Test
    void nothingIsSkippedSilently() throws IOException {
        report("sip", "core", passed("a", 1) + skipped("b", "not today"));
        assertThat(totals().good()).isFalse();
        assertThat(totals().lines())
                .containsSubsequence(
                        "FAILED: x.XTest.b",
                        "  skipped without saying 'needs PROGRAM' (not today): nothing is " + "skipped silently")
                .endsWith("1 passed, 1 failed, 0 skipped");
    }

    @Test
    void namesTheSlowestOfATierOverItsBudget() throws IOException {
        report("sip", "core", passed("slow", 290) + passed("other", 20));
        report("sip", "long", passed("endless", 9000));
        assertThat(totals().good()).isFalse();
        assertThat(totals().lines())
                .containsSubsequence(
                        "OVER BUDGET: core took 310.0 of 300 s. Make these faster, or tag what is no core test:",
                        "  290.0 s  x.XTest.slow")
                .endsWith("3 passed, 0 failed, 0 skipped");
    }

    @Test
    void noTestsAreNoSuccess() {
        assertThat(totals().good()).isFalse();
        assertThat(totals().lines()).endsWith("No test was run.", "0 passed, 0 failed, 0 skipped");
    }

    private TestTotals totals() {
        return new TestTotals(TestReports.read(root), List.of());
    }

    private void report(String jar, String tier, String cases) throws IOException {
        Path folder = Files.createDirectories(
                root.resolve(jar).resolve("target/surefire-reports").resolve(tier));
        Files.writeString(folder.resolve("TEST-x.XTest.xml"), "<testsuite name=\"x.XTest\">" + cases + "</testsuite>");
    }

    private static String passed(String name, double seconds) {
        return "<testcase classname=\"x.XTest\" name=\"" + name + "\" time=\"" + seconds + "\"/>";
    }

    private static String skipped(String name, String message) {
        return "<testcase classname=\"x.XTest\" name=\"" + name + "\" time=\"0\"><skipped message=\"" + message
                + "\"/></testcase>";
    }
}
