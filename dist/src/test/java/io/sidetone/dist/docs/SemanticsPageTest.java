package io.sidetone.dist.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.dist.Repository;
import io.sidetone.dist.compat.row.Row;
import io.sidetone.dist.compat.row.Rows;
import io.sidetone.dist.compat.row.SemanticsText;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The page of the habits of scripts.
class SemanticsPageTest {

    @Test
    void eachRowHasItsPlace() {
        List<Row> rows = Rows.of(Repository.root());
        String page = SemanticsText.of(rows);

        assertThat(rows).hasSizeGreaterThan(100);
        for (Row row : rows) {
            assertThat(page).contains("`" + row.id() + "`: **" + row.kind().word() + "**");
            assertThat(row.section(Row.EXPECTED)).as(row.id()).isNotBlank();
        }
    }

    @Test
    void titlesTellRowsApart() {
        List<Row> rows = Rows.of(Repository.root());

        assertThat(rows).extracting(Row::title).doesNotHaveDuplicates();
    }
}
