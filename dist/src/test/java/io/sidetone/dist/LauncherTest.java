package io.sidetone.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sidetone.dist.FakeMachine.Outcome;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LauncherTest {

    private static final String MAVEN = "-B -ntp -Dorg.slf4j.simpleLogger.defaultLogLevel=warn ";

    private final FakeMachine machine;

    LauncherTest(@TempDir Path folder) throws Exception {
        machine = new FakeMachine(folder.toRealPath());
    }

    @AfterEach
    void close() {
        machine.close();
    }

    // ---- Java and Maven

    @Test
    void usesJavaHomeIfItIsNewEnough() throws Exception {
        machine.jdk("jdk-25", "25.0.1");
        machine.set("JAVA_HOME", machine.jdk("jdk-26", "26"));

        assertThat(machine.run("bench").out()).startsWith("[jdk-26]");
    }

    @Test
    void prefersThePathToAJavaHomeThatIsTooOld() throws Exception {
        machine.jdk("jdk-25", "25.0.1");
        machine.set("JAVA_HOME", machine.jdk("jdk-17", "17.0.15"));
        Files.createSymbolicLink(
                machine.bin().resolve("java"), machine.jdk("jdk-27", "27").resolve("bin/java"));

        assertThat(machine.run("bench").out()).startsWith("[jdk-27]");
    }

    @Test
    void prefersTheUsualFoldersToAPathThatIsTooOld() throws Exception {
        machine.jdk("jdk-25", "25");
        Files.createSymbolicLink(
                machine.bin().resolve("java"), machine.jdk("jdk-8", "1.8.0_402").resolve("bin/java"));

        assertThat(machine.run("bench").out()).startsWith("[jdk-25]");
    }

    @Test
    void takesTheJdkOfTheUsualFoldersThatIsNearestToTheOneNeeded() throws Exception {
        machine.jdk("a-jdk-100", "100");
        machine.jdk("b-jdk-26", "26-ea");
        machine.jdk("c-jdk-25/Contents/Home", "25.0.3");
        machine.jdk("d-jdk-24", "24");

        assertThat(machine.run("bench").out()).startsWith("[c-jdk-25/Contents/Home]");
    }

    @Test
    void asksJavaItselfIfThereIsNoReleaseFile() throws Exception {
        Path home = machine.jdk("jdk", "17");
        Files.delete(home.resolve("release"));
        Files.writeString(home.resolve("bin/java"), "#!/bin/sh\necho 'openjdk version \"25.0.1\" 2025-10-21' >&2\n");

        assertThat(machine.run("bench").exit()).isZero();
        assertThat(machine.mavenCalls())
                .containsExactly(home + ": " + MAVEN + "-Dmaven.test.skip=true -Dspotless.check.skip=true package");
    }

    @Test
    void saysWhatItFoundAndWhatToInstall() throws Exception {
        machine.jdk("jdk-17", "17.0.15");
        machine.jre("jre-25", "25.0.1");

        Outcome outcome = machine.run("bench");

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("needs a JDK of version 25 or newer")
                .contains("    17 " + machine.jvms().resolve("jdk-17") + "\n")
                .contains(machine.jvms().resolve("jre-25") + " (25, without javac)")
                .contains("apt-get install temurin-25-jdk")
                .contains("JAVA_HOME");
        assertThat(machine.mavenCalls()).isEmpty();
    }

    @Test
    void saysThatThereIsNoJavaAtAll() throws Exception {
        assertThat(machine.run("test").err()).contains("no Java at all");
    }

    @Test
    void refusesAMissingMavenAndAnOldOne() throws Exception {
        machine.jdk("jdk-25", "25");
        machine.installMaven("3.6.3");
        Outcome old = machine.run("bench");
        Files.delete(machine.bin().resolve("mvn"));
        Outcome missing = machine.run("bench");

        assertThat(old.exit()).isEqualTo(1);
        assertThat(old.err()).contains("Maven 3.8 or newer").contains("3.6.3").contains("apt-get install maven");
        assertThat(missing.exit()).isEqualTo(1);
        assertThat(missing.err()).contains("Maven 3.8 or newer").contains("apt-get install maven");
    }

    @Test
    void acceptsNewerMavens() throws Exception {
        machine.jdk("jdk-25", "25");
        for (String version : new String[] {"3.8.0", "3.10.1", "4.0.0"}) {
            machine.installMaven(version);
            Files.deleteIfExists(machine.tree().resolve(".sidetone/built"));

            assertThat(machine.run("bench").exit()).as(version).isZero();
        }
    }

    // ---- Building

    @Test
    void callsNoMavenWhenNothingChanged() throws Exception {
        machine.jdk("jdk-25", "25");
        machine.run("bench");
        machine.write("sip/src/test/java/ATest.java", "a test is no source of what runs");
        machine.write("sip/target/src/main/java/C.java", "nor is what a build made");
        Files.setLastModifiedTime(
                machine.tree().resolve("sip/src/main/java/A.java"), FileTime.from(Instant.ofEpochSecond(1)));

        Outcome second = machine.run("bench");

        assertThat(second.exit()).isZero();
        assertThat(second.err()).isEmpty();
        assertThat(machine.mavenCalls()).hasSize(1);
    }

    @Test
    void buildsAgainWhenASourceChanges() throws Exception {
        machine.jdk("jdk-25", "25");
        machine.run("bench");
        for (String path : new String[] {
            "sip/src/main/java/A.java",
            "bench/src/main/java/A.java",
            "sip/src/main/java/New file.java",
            "pom.xml",
            "sip/pom.xml",
            ".mvn/jvm.config"
        }) {
            int before = machine.mavenCalls().size();
            machine.write(path, "class X {}");
            machine.run("bench");
            machine.run("bench");

            assertThat(machine.mavenCalls()).as(path).hasSize(before + 1);
        }
    }

    @Test
    void buildsAgainWhenASourceOrTheResultIsDeleted() throws Exception {
        machine.jdk("jdk-25", "25");
        machine.run("bench");
        for (String path : new String[] {"sip/src/main/java/A.java", "bench/target/lib"}) {
            int before = machine.mavenCalls().size();
            Files.delete(machine.tree().resolve(path));
            machine.run("bench");

            assertThat(machine.mavenCalls()).as(path).hasSize(before + 1);
        }
    }

    @Test
    void aFailedBuildIsShownAndTriedAgain() throws Exception {
        machine.jdk("jdk-25", "25");
        machine.breakSources(true);
        Outcome failed = machine.run("bench");
        machine.breakSources(false);
        Outcome repaired = machine.run("bench");

        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err()).contains("[ERROR] A.java is wrong").contains("the build failed");
        assertThat(repaired.exit()).isZero();
        assertThat(machine.mavenCalls()).hasSize(2);
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        assumeTrue(machine.borrow("flock"), "needs flock");
        assertTwoAtOnceBuildOnce();
    }

    @Test
    void twoAtOnceBuildOnceWithoutFlock() throws Exception {
        assertTwoAtOnceBuildOnce();
    }

    private void assertTwoAtOnceBuildOnce() throws Exception {
        machine.jdk("jdk-25", "25");
        machine.holdMaven();
        Process first = machine.launch("bench");
        BufferedReader secondSaid;
        Process second;
        try (OutputStream _ = machine.mavenWaits()) {
            second = machine.launch("bench");
            secondSaid = machine.said(second);
            assertThat(secondSaid.readLine()).contains("waiting for another build");
        }

        assertThat(machine.finish(first)).isZero();
        assertThat(machine.finish(second)).isZero();
        assertThat(secondSaid.readLine()).isNull();
        assertThat(machine.mavenCalls()).hasSize(1);
    }

    @Test
    void takesOverTheLockOfALauncherThatDied() throws Exception {
        machine.jdk("jdk-25", "25");
        machine.holdMaven();
        Process first = machine.launch("bench");
        try (OutputStream _ = machine.mavenWaits()) {
            first.destroyForcibly();
            machine.finish(first);
        }

        assertThat(machine.run("bench").exit()).isZero();
    }

    // ---- Commands

    @Test
    void passesArgumentsAsTheyAre() throws Exception {
        machine.jdk("jdk-25", "25");

        Outcome outcome = machine.run("bench", "two words", "*", "");

        Path module = machine.tree().resolve("bench/target");
        assertThat(outcome.out())
                .isEqualTo(
                        "[jdk-25][-Dstdout.encoding=UTF-8][-Dstderr.encoding=UTF-8][-cp][" + module.resolve("classes")
                                + ":" + module.resolve("lib") + "/*][--sun-misc-unsafe-memory-access=allow]"
                                + "[io.sidetone.bench.BenchMain][" + machine.tree()
                                + "][two words][*][]");
    }

    @Test
    void theServerRunsWithTheCollectorThatIsNamedAndItsOwnCache() throws Exception {
        machine.jdk("jdk-25", "25");

        String usual = machine.run("run", "--demo").out();
        machine.set("SIDETONE_GC", Path.of("z"));
        String named = machine.run("run", "--demo").out();

        assertThat(usual).contains("[-XX:+UseParallelGC]", "/classes-parallel-").endsWith("[--demo]");
        assertThat(named).contains("[-XX:+UseZGC]", "/classes-z-").doesNotContain("Parallel", "NewSize");
    }

    @Test
    void refusesACollectorThatItDoesNotKnow() throws Exception {
        machine.jdk("jdk-25", "25");
        machine.set("SIDETONE_GC", Path.of("g1"));

        Outcome outcome = machine.run("run");

        assertThat(outcome.exit()).isOne();
        assertThat(outcome.err()).contains("SIDETONE_GC is g1: it can be parallel, or z");
    }

    @Test
    void testVerifiesAndPrintsTheTotals() throws Exception {
        Path home = machine.jdk("jdk-25", "25");
        machine.write("sip/target/surefire-reports/core/TEST-Old.xml", "a test that is gone");

        Outcome outcome = machine.run("test", "-Dtest=UriTest");

        assertThat(machine.mavenCalls())
                .containsExactly(home + ": " + MAVEN + "-Dmaven.test.failure.ignore=true verify -Dtest=UriTest");
        assertThat(outcome.out()).endsWith("[io.sidetone.dist.house.TestTotals][" + machine.tree() + "]");
        assertThat(machine.tree().resolve("sip/target/surefire-reports")).doesNotExist();
    }

    @Test
    void aFullTestRunIsAlsoABuild() throws Exception {
        machine.jdk("jdk-25", "25");
        machine.run("test");
        machine.run("bench");
        assertThat(machine.mavenCalls()).hasSize(1);

        machine.run("test", "-Dtest=UriTest");
        machine.run("bench");
        assertThat(machine.mavenCalls()).hasSize(3);
    }

    @Test
    void testFailsWithoutTotalsIfTheBuildFails() throws Exception {
        machine.jdk("jdk-25", "25");
        machine.breakSources(true);

        Outcome outcome = machine.run("test");

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out()).contains("A.java is wrong").doesNotContain("TestTotals");
        assertThat(outcome.err()).contains("there are no totals");
    }

    @Test
    void testsWithoutThePeersThatItMayNotInstall() throws Exception {
        machine.jdk("jdk-25", "25");
        machine.write("peers.txt", "# program package\n\nbash bash\nno-such-program its-package\n");
        machine.install("id", "echo 1000");
        machine.install("apt-get", "echo called >> \"$HOME/apt-get\"");

        Outcome outcome = machine.run("test");

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.err()).contains("left out").endsWith("its-package\nsidetone: building and testing...\n");
        assertThat(machine.tree().resolveSibling("apt-get")).doesNotExist();
    }

    @Test
    void helpListsEveryCommandAndNeedsNoJava() throws Exception {
        Outcome help = machine.run("help");
        String script = Files.readString(machine.tree().resolve("sidetone"));

        assertThat(help.exit()).isZero();
        assertThat(script.lines().filter(line -> line.startsWith("command_")))
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(line -> assertThat(help.out())
                        .contains("\n  " + line.substring("command_".length(), line.indexOf('(')) + " "));
        assertThat(machine.run()).isEqualTo(help);
        assertThat(machine.run("-h")).isEqualTo(help);
        assertThat(machine.run("--help")).isEqualTo(help);
    }

    @Test
    void refusesUnknownCommandsWithASuggestion() throws Exception {
        Outcome outcome = machine.run("tset");

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("unknown command: tset")
                .contains("Did you mean: ./sidetone test")
                .contains("./sidetone help");
        assertThat(machine.run("").exit()).isEqualTo(2);
        assertThat(machine.run("fail me").exit()).isEqualTo(2);
    }

    // ---- .ci/run

    @Test
    void theCiRunEndsWithTheTotals() throws Exception {
        Outcome outcome = runCi("echo 'core: 12'; echo '12 passed, 0 failed, 1 skipped'; echo \"CI is $CI\" >&2");

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out()).contains("core: 12\n", "CI is true\n").endsWith("\n12 passed, 0 failed\n");
    }

    @Test
    void theCiRunFailsAsTheTestsDo() throws Exception {
        Outcome outcome = runCi("echo '12 passed, 1 failed, 0 skipped'; exit 1");

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out()).endsWith("\n12 passed, 1 failed\n");
    }

    @Test
    void theCiRunAcceptsNoGap() throws Exception {
        Outcome leftOut = runCi("echo 'NOT RUN: 2 (apt-get install tshark)'; echo '12 passed, 0 failed, 2 skipped'");
        Outcome nothing = runCi("echo '0 passed, 0 failed, 0 skipped'");
        Outcome noTotals = runCi("exit 0");

        assertThat(leftOut.exit()).isEqualTo(1);
        assertThat(leftOut.out()).contains("tests were left out").endsWith("\n12 passed, 0 failed\n");
        assertThat(nothing.exit()).isEqualTo(1);
        assertThat(nothing.out()).contains("no test ran");
        assertThat(noTotals.exit()).isEqualTo(1);
        assertThat(noTotals.out()).endsWith("0 passed, 0 failed\n");
    }

    private Outcome runCi(String launcher) throws Exception {
        if (!Files.exists(machine.tree().resolve(".ci/run"))) {
            machine.copy(".ci/run");
        }
        machine.write("sidetone", "#!/bin/sh\n" + launcher + "\n");
        return machine.runScript(".ci/run");
    }
}
