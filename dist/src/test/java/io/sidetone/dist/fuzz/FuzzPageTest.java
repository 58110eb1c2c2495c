package io.sidetone.dist.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FuzzPageTest {

    private final FuzzResult uri = result("uri", 1);
    private final FuzzResult sdp = result("sdp", 2);

    @Test
    void aRunOfOneTargetKeepsTheRowsOfTheOthers() {
        FuzzPage page = new FuzzPage(600);
        String both = page.with(List.of(uri, sdp), "");

        assertThat(both)
                .contains("ran for 600 s")
                .endsWith("| sdp | 2 | 0 | 0 | 0 | 0b | 0 MB | none |\n| uri | 1 | 0 | 0 | 0 | 0b | 0 MB | none |\n");
        assertThat(page.with(List.of(result("uri", 3)), both)).isEqualTo(both.replace("| uri | 1 |", "| uri | 3 |"));
    }

    @Test
    void rowsThatWereMeasuredOtherwiseGo() {
        String before = new FuzzPage(60).with(List.of(uri, sdp), "");

        assertThat(new FuzzPage(600).with(List.of(uri), before))
                .contains("| uri |")
                .doesNotContain("| sdp |");
    }

    private static FuzzResult result(String target, long executions) {
        return new FuzzResult(target, 0, executions, 0, 0, 0, "0b", 0, "");
    }
}
