package io.sidetone.dist.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuzzResultTest {

    @TempDir
    private Path folder;

    @Test
    void readsTheNumbersOfTheLastLineThatHasThem() throws IOException {
        FuzzResult result = result(0, """
                #14\tINITED cov: 824 ft: 2044 corp: 13/1251b exec/s: 0 rss: 502Mb
                #1842\tNEW    cov: 1150 ft: 3027 corp: 202/5482b lim: 79 exec/s: 0 rss: 649Mb L: 47/79 MS: 2 Custom-
                #25403\tDONE   cov: 925 ft: 3210 corp: 254/21Kb lim: 210 exec/s: 8467 rss: 514Mb
                Done 25403 runs in 3 second(s)
                stat::number_of_executed_units: 25403
                stat::peak_rss_mb:              514
                """);
        assertThat(result.good()).isTrue();
        assertThat(result.complaint()).isEmpty();
        assertThat(result.row()).isEqualTo("| x | 25,403 | 925 | 3,210 | 254 | 21Kb | 514 MB | none |");
    }

    @Test
    void showsWhatBrokeARule() throws IOException {
        FuzzResult result = result(77, """
                INFO: seed corpus: files: 9
                == Java Exception: java.lang.AssertionError: what is written reads the same: a is not b
                \tat io.sidetone.X
                stat::number_of_executed_units: 7
                """);
        assertThat(result.good()).isFalse();
        assertThat(result.executions()).isEqualTo(7);
        assertThat(result.complaint())
                .startsWith("== Java Exception: java.lang.AssertionError: what is written reads the same")
                .contains("fuzz.log");
        assertThat(result.row()).endsWith("| exit 77 |");
    }

    @Test
    void showsAllOfALogThatItDoesNotUnderstand() throws IOException {
        assertThat(result(1, "Could not find or load main class\n").complaint())
                .startsWith("Could not find or load main class");
    }

    @Test
    void takesTheVerdictOfAnotherRun() throws IOException {
        FuzzResult search = result(0, "stat::number_of_executed_units: 7\n");
        FuzzResult replay = result(77, "== Java Exception: allocates\n");
        assertThat(search.with(replay).executions()).isEqualTo(7);
        assertThat(search.with(replay).complaint()).startsWith("== Java Exception: allocates");
    }

    private FuzzResult result(int exitCode, String log) throws IOException {
        return FuzzResult.read("x", exitCode, Files.writeString(folder.resolve("fuzz.log"), log));
    }
}
