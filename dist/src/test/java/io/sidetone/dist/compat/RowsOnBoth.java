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
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rows of a folder, on Kamailio and on our server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RowsOnBoth {

    private final String folder;
    private @Nullable Comparison comparison;

    /// @param folder from the root of the repository
    RowsOnBoth(String folder) {
        this.folder = folder;
    }

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

    Stream<Row> rows() {
        return Rows.in(Repository.root().resolve(folder)).stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void bothDoWhatTheRowSays(Row row) throws IOException, InterruptedException {
        assertThat(Objects.requireNonNull(comparison).run(row).faults(row))
                .as(row.title())
                .isEmpty();
    }
}
