package io.sidetone.dist.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.dist.Repository;
import io.sidetone.dist.compat.row.Row;
import io.sidetone.dist.compat.row.Rows;
import io.sidetone.sip.peers.Installed;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The configuration that Debian's package of Kamailio brings, byte for byte and with its switches, on Kamailio and on
/// our server: both do what the row says.
@Tag("peers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class StockKamailioTest {

    private @Nullable Comparison comparison;

    @BeforeAll
    void start() throws IOException {
        Installed.assume("kamailio");
        comparison = new Comparison(null, Repository.root());
    }

    @AfterAll
    void end() throws IOException {
        if (comparison != null) {
            comparison.close();
        }
    }

    static Stream<Row> rows() {
        return Rows.in(Repository.root().resolve(Rows.STOCK)).stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void bothDoWhatTheRowSays(Row row) throws IOException, InterruptedException {
        assertThat(Objects.requireNonNull(comparison).run(row).faults(row))
                .as(row.title())
                .isEmpty();
    }
}
