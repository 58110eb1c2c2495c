package io.sidetone.dist.compat.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.dist.Repository;
import io.sidetone.script.check.Use;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferencesTextTest {

    private static Row row(String name, String title) {
        return new Row(
                Path.of(title + Row.ENDING),
                Map.of("title", title, "rule", "Rule", "differs", "It is so.", "about", name),
                Map.of());
    }

    @Test
    void whatSeveralRowsSayOfANameStandsInOneLine() {
        List<Row> rows = List.of(
                row("variable.hdr function.save", "A"),
                row("function.save", "B").open(true),
                row("function.save", "C"));

        assertThat(DifferencesText.of(rows))
                .endsWith("function.save: \"A\": It is so. \"C\": It is so.\nvariable.hdr: \"A\": It is so.\n");
    }

    @Test
    void eachNameIsOfASortAndStandsInItsRow() {
        List<String> sorts = Arrays.stream(Use.Sort.values())
                .map(sort -> sort.name().toLowerCase(Locale.ROOT))
                .toList();
        for (Row row : Rows.of(Repository.root())) {
            for (String name : row.about()) {
                String[] parts = name.split("\\.", 2);
                assertThat(sorts).as(row.id()).contains(parts[0]);
                assertThat(row.section("config")).as(row.id()).contains(parts[1]);
            }
        }
    }
}
