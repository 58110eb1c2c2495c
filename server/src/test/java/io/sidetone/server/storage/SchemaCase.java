package io.sidetone.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.script.define.Family;
import io.sidetone.server.storage.DatabaseException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a database does with tables, whatever its kind.
@Timeout(120)
abstract class SchemaCase {

    static final DatabaseSettings SETTINGS =
            DatabaseSettings.DEFAULT.withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(10));

    static final Work<Integer> GROUP_OF_A_USER = session -> session.update(
            session.engine().upsert("grp", List.of("username", "domain", "grp"), List.of()), "u", "d", "g");

    /// The URL of a database in which nothing is.
    abstract String emptyDatabase() throws Exception;

    /// Performs statements as other programs would.
    abstract void perform(String url, List<String> statements) throws Exception;

    Database open(DatabaseSettings settings) throws Exception {
        return Database.open(DatabaseUrl.parse(emptyDatabase()), settings.withCreate(true));
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static long count(Database database, String table) throws DatabaseException {
        return database.query("SELECT count(*) FROM " + table, row -> row.number(1))
                .getFirst();
    }

    static void assertKind(CompletableFuture<?> done, Kind kind) {
        assertThat(done)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(DatabaseException.class)
                .satisfies(e -> assertThat(((DatabaseException) Objects.requireNonNull(e.getCause())).kind())
                        .isEqualTo(kind));
    }

    static void assertKind(ThrowableAssert.ThrowingCallable call, Kind kind) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    // ---- Tables

    @Test
    void anEmptyDatabaseGetsTheTablesOfOpenSips() throws Exception {
        String url = emptyDatabase();
        try (Database database = Database.open(DatabaseUrl.parse(url), SETTINGS.withCreate(true))) {
            for (Table table : Schema.of(Family.OPENSIPS).tables()) {
                assertThat(count(database, table.name())).isEqualTo(table.name().equals("version") ? 13 : 0);
                if (table.version() > 0) {
                    assertThat(database.version(table.name())).hasValue(table.version());
                    assertThat(database.table(table.name())).isEqualTo(table);
                }
            }
            database.write(GROUP_OF_A_USER);
        }
        try (Database again = Database.open(DatabaseUrl.parse(url), SETTINGS.withCreate(true))) {
            assertThat(count(again, "grp")).isOne();
            assertThat(count(again, "version")).isEqualTo(13);
        }
    }

    private void makeTables(String url, List<Table> tables) throws Exception {
        Engine engine = DatabaseUrl.parse(url).engine();
        List<String> statements = new ArrayList<>();
        for (Table table : tables) {
            statements.addAll(table.statements(engine));
            if (table.version() > 0) {
                statements.add("INSERT INTO version (table_name, table_version) VALUES ('" + table.name() + "', "
                        + table.version() + ")");
            }
        }
        perform(url, statements);
    }

    @Test
    void aDatabaseOfKamailioIsUsedAsItIs() throws Exception {
        String url = emptyDatabase();
        makeTables(url, Schema.of(Family.KAMAILIO).tables());
        try (Database database = Database.open(DatabaseUrl.parse(url), SETTINGS.withCreate(true))) {
            for (Table table : Schema.of(Family.KAMAILIO).tables()) {
                assertThat(database.table(table.name())).isEqualTo(table);
            }
            assertThat(database.table("location").family()).isEqualTo(Family.KAMAILIO);
            assertThat(count(database, "version")).isEqualTo(16);
            assertThat(Schema.of(Family.KAMAILIO).create(database)).isFalse();
        }
    }

    @Test
    void theRowsOfAllTablesCanHoldTheirDefaults() throws Exception {
        String url = emptyDatabase();
        makeTables(url, Schema.of(Family.KAMAILIO).tables());
        try (Database database = Database.open(DatabaseUrl.parse(url), SETTINGS)) {
            database.write(session -> session.update("INSERT INTO location (ruid, username) VALUES (?, ?)", "r", "u"));
            database.write(session -> session.update("INSERT INTO usr_preferences (uuid) VALUES (?)", "u"));
            String expires = database.query(
                            "SELECT * FROM location",
                            row -> row.time("expires") + " " + row.decimal("q") + " " + row.text("domain") + " "
                                    + row.text("callid", "") + " " + row.isNull("methods") + " "
                                    + row.number("methods"))
                    .getFirst();
            Instant local = LocalDateTime.parse("2030-05-28T21:32:15")
                    .atZone(ZoneId.systemDefault())
                    .toInstant();
            assertThat(expires).isEqualTo(local + " 1.0 null Default-Call-ID true 0");
        }
    }

    @Test
    void anUnknownVersionIsRefusedByName() throws Exception {
        String url = emptyDatabase();
        makeTables(
                url, List.of(Objects.requireNonNull(Schema.of(Family.OPENSIPS).table("version"))));
        perform(
                url,
                List.of(
                        "INSERT INTO version (table_name, table_version) VALUES ('location', 1009)",
                        "INSERT INTO version (table_name, table_version) VALUES ('phones', 9)"));
        try (Database database = Database.open(DatabaseUrl.parse(url), SETTINGS.withCreate(true))) {
            assertThatThrownBy(() -> database.table("location"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("table location")
                    .hasMessageContaining("version 1009")
                    .hasMessageContaining("1013 (OpenSIPS) or 9 (Kamailio)");
            assertThatThrownBy(() -> database.table("trusted")).hasMessageContaining("no row");
            assertThat(database.table("phones", "location").family()).isEqualTo(Family.KAMAILIO);
        }
    }

    // ---- Migrations

    @Test
    void migrationsRunOnceAndOnlyInTablesThatWeMade() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Schema later = new Schema(
                Stream.concat(
                                Schema.of(Family.OPENSIPS).tables().stream(),
                                Stream.of(Table.of(Family.OPENSIPS, "later", 3)
                                        .id()
                                        .chars("name", 8)
                                        .build()))
                        .toList(),
                List.of(new Migration(1, session -> {
                    runs.incrementAndGet();
                    session.update("ALTER TABLE grp ADD COLUMN extra INTEGER DEFAULT 4 NOT NULL");
                })));
        try (Database database = open(SETTINGS)) {
            database.write(GROUP_OF_A_USER);
            assertThat(later.create(database)).isTrue();
            assertThat(later.create(database)).isTrue();
            assertThat(runs).hasValue(1);
            assertThat(database.version("sidetone")).hasValue(1);
            assertThat(database.version("later")).hasValue(3);
            List<Long> extra = database.query("SELECT extra FROM grp", row -> row.number(1));
            assertThat(extra).containsExactly(4L);
        }
        String foreign = emptyDatabase();
        makeTables(foreign, Schema.of(Family.OPENSIPS).tables());
        try (Database database = Database.open(DatabaseUrl.parse(foreign), SETTINGS.withCreate(true))) {
            assertThat(later.create(database)).isFalse();
            assertThat(runs).hasValue(1);
            assertThat(database.version("later")).isEmpty();
        }
    }

    @Test
    void severalServersMayBeginAtOnce() throws Exception {
        String url = emptyDatabase();
        List<CompletableFuture<Database>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return Database.open(DatabaseUrl.parse(url), SETTINGS.withCreate(true));
                        } catch (DatabaseException e) {
                            throw new AssertionError(e);
                        }
                    },
                    task -> Thread.ofVirtual().start(task)));
        }
        for (CompletableFuture<Database> one : all) {
            try (Database database = one.get(60, TimeUnit.SECONDS)) {
                assertThat(count(database, "version")).isEqualTo(13);
            }
        }
    }
}
