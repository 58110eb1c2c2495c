package io.sidetone.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.server.storage.DatabaseException.Kind;
import io.sidetone.sip.base.Clock;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest extends DatabaseCase {

    private static final int KILLS = 3;
    private static final int ROWS_BEFORE_DEATH = 3_000;

    @TempDir
    private Path folder;

    private final AtomicInteger files = new AtomicInteger();

    @Override
    String emptyDatabase() {
        return "sqlite://" + folder.resolve("test" + files.incrementAndGet() + ".db");
    }

    @Override
    void perform(String url, List<String> statements) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + url.substring("sqlite://".length()));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static final String COUNTING = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c";

    @Override
    String endless() {
        return COUNTING + ") SELECT count(*) FROM c";
    }

    @Override
    String million() {
        return COUNTING + " LIMIT 1000000) SELECT n, printf('%.200c', 'x') AS text FROM c";
    }

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws Exception {
        String url = emptyDatabase();
        Set<String> acknowledged = new HashSet<>();
        for (int i = 0; i < KILLS; i++) {
            perform(url, i == 0 ? List.of() : List.of("DELETE FROM grp"));
            acknowledged.clear();
            Process child = child("-Xmx200m", SubmittedRows.class, url);
            try (BufferedReader said = child.inputReader()) {
                for (String line = said.readLine(); line != null; line = said.readLine()) {
                    acknowledged.add(line);
                    if (acknowledged.size() == ROWS_BEFORE_DEATH) {
                        child.toHandle().destroyForcibly();
                    }
                }
            }
            assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROWS_BEFORE_DEATH);
            try (Database database = Database.open(DatabaseUrl.parse(url))) {
                acknowledged.removeAll(database.query("SELECT username FROM grp", row -> row.text(1, "")));
                assertThat(acknowledged).isEmpty();
            }
        }
    }

    @Test
    void aFileThatAnotherProgramHoldsIsBusyForAWhileOnly() throws Exception {
        String url = emptyDatabase();
        try (Database database = Database.open(
                        DatabaseUrl.parse(url), SETTINGS.withTimeouts(Duration.ofSeconds(1), Duration.ofMillis(100)));
                Connection other = DriverManager.getConnection(
                        "jdbc:sqlite:" + database.url().name());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            CompletableFuture<Integer> submitted = database.submit("k", GROUP_OF_A_USER);
            assertKind(submitted, Kind.CONFLICT);
            assertThat(count(database, "grp")).isZero();
            statement.execute("COMMIT");
            assertThat((int) database.write(GROUP_OF_A_USER)).isOne();
        }
    }

    @Test
    void theFileIsForItsOwnerOnly() throws Exception {
        String url = emptyDatabase();
        try (Database database = Database.open(DatabaseUrl.parse(url))) {
            database.write(GROUP_OF_A_USER);
            for (String end : List.of("", "-wal", "-shm")) {
                assertThat(Files.getPosixFilePermissions(Path.of(database.url().name() + end)))
                        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    @Test
    void powerSafetyIsASetting() throws Exception {
        for (boolean safe : new boolean[] {false, true}) {
            try (Database database = open(SETTINGS.withPowerSafe(safe))) {
                String found = database.write(session -> session.query("PRAGMA synchronous", row -> row.text(1, ""))
                                .getFirst()
                        + session.query("PRAGMA journal_mode", row -> row.text(1, ""))
                                .getFirst());
                assertThat(found).isEqualTo(safe ? "2wal" : "1wal");
            }
        }
    }

    @Test
    void whatCannotBeUsedIsToldWithAWayOut() throws Exception {
        assertThatThrownBy(() -> Database.open(DatabaseUrl.parse("sqlite://" + folder + "/no/such/folder.db")))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.SETTING))
                .hasMessageContaining(folder + "/no/such does not exist. Create it");
        assertThatThrownBy(() -> Database.open(DatabaseUrl.file(folder)))
                .hasMessageContaining("it is no file that this user may write");
        Path text = Files.writeString(folder.resolve("text.db"), "This is a text and no database at all. ".repeat(50));
        assertThatThrownBy(() -> Database.open(DatabaseUrl.file(text)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("not a database");
        assertThat(text).content().startsWith("This is a text");
    }

    @Test
    void twoProgramsMayUseOneFile() throws Exception {
        String url = emptyDatabase();
        try (Database server = Database.open(DatabaseUrl.parse(url));
                Database tool = Database.open(DatabaseUrl.parse(url))) {
            CompletableFuture<Integer> submitted = server.submit("k", GROUP_OF_A_USER);
            tool.write(session -> session.update(session.engine().insert("grp", List.of("username")), "other"));
            submitted.get(10, TimeUnit.SECONDS);
            assertThat(count(tool, "grp")).isEqualTo(2);
        }
    }

    @Test
    void whatTakesLongButGoesOnIsNotEnded() throws Exception {
        DatabaseSettings hasty = SETTINGS.withTimeouts(Duration.ofSeconds(1), Duration.ofMillis(400));
        Clock clock = Clock.system();
        try (Database database = open(hasty)) {
            long end = clock.nanoTime() + Duration.ofSeconds(2).toNanos();
            assertThatThrownBy(() -> database.read(session -> session.forEach(COUNTING + ") SELECT n FROM c", _ -> {
                        if (clock.nanoTime() > end) {
                            throw new IllegalStateException("enough");
                        }
                    })))
                    .hasMessage("enough");
        }
    }

    @Test
    void timesOfBothFamiliesAreRead() throws Exception {
        try (Database database = open(SETTINGS)) {
            for (String written : List.of("2461366.543090278", "1795309323")) {
                assertThat(database.query(
                                        "SELECT CAST(" + written + " AS NUMERIC) AS t",
                                        row -> String.valueOf(row.time("t")))
                                .getFirst())
                        .startsWith("2026-11-22T01:02:0");
            }
        }
    }
}
