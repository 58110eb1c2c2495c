package io.sidetone.modules.acc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.testing.LogCapture;
import io.sidetone.server.stats.Counter;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseUrl;
import io.sidetone.sip.testing.Simulation;
import io.sidetone.sip.testing.TestBed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {

    @TempDir
    private Path folder;

    private final Simulation bed = TestBed.simulated(1);
    private final AtomicBoolean away = new AtomicBoolean(true);
    private final Counter written = new Counter();
    private final Counter lost = new Counter();

    private static Rows.Row row(int number) {
        return new Rows.Row(
                "acc",
                List.of("method", "from_tag", "to_tag", "callid", "sip_code", "sip_reason", "time"),
                List.of("INVITE", "", "", "call" + number, "200", "OK", Instant.EPOCH),
                null,
                0);
    }

    @Test
    void whileTheDatabaseIsAwayRowsWaitInOrderUpToALimit() throws Exception {
        try (LogCapture log = new LogCapture(Rows.class.getName());
                Database database = Database.open(DatabaseUrl.file(folder.resolve("acc.db")))) {
            Rows rows = new Rows(
                    () -> {
                        if (away.get()) {
                            throw new IOException("away");
                        }
                        return database;
                    },
                    new TableShape("acc", "missed_calls", column -> column),
                    Runnable::run,
                    bed.clock(),
                    3,
                    written,
                    lost);
            for (int i = 0; i < 5; i++) {
                rows.add(row(i));
            }
            assertThat(rows.size()).isEqualTo(3);
            assertThat(lost.value()).isEqualTo(2);
            // It is told once, not for each row.
            assertThat(log.lines()).hasSize(1);
            away.set(false);
            rows.write();
            assertThat(rows.size()).isEqualTo(3);
            bed.run(Duration.ofSeconds(3));
            rows.write();
            rows.close();
            assertThat(written.value()).isEqualTo(3);
            assertThat(database.query("SELECT callid FROM acc ORDER BY id", row -> row.text(1, "")))
                    .containsExactly("call0", "call1", "call2");
        }
    }
}
