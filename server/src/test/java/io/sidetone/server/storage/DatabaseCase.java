package io.sidetone.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.server.storage.Database.Count;
import io.sidetone.server.storage.DatabaseException.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a database does with what it is asked, whatever its kind.
abstract class DatabaseCase extends SchemaCase {

    /// A query that takes for ever.
    abstract String endless();

    /// A query for a million rows with a `text` of 200 characters.
    abstract String million();

    /// Keeps all writing threads busy until the latch is open.
    private static void block(Database database, CountDownLatch latch) {
        CountDownLatch begun = new CountDownLatch(database.engine() == Engine.SQLITE ? 1 : SETTINGS.writers());
        Set<String> threads = ConcurrentHashMap.newKeySet();
        for (int key = 0; key < 64; key++) {
            CompletableFuture<Boolean> blocked = database.submit(key, _ -> {
                if (threads.add(Thread.currentThread().getName())) {
                    begun.countDown();
                }
                await(latch);
                return true;
            });
            assertThat(blocked).isNotCompletedExceptionally();
        }
        await(begun);
    }

    // ---- Statements

    @Test
    void anUpsertInsertsOrChanges() throws Exception {
        try (Database database = open(SETTINGS)) {
            String sql =
                    database.engine().upsert("subscriber", List.of("username", "domain"), List.of("password", "ha1"));
            String keep = database.engine().upsert("subscriber", List.of("username", "domain"), List.of());
            database.write(session -> session.update(sql, "alice", "example.org", "one", "h"));
            database.write(session -> session.update(sql, "alice", "example.org", "two", "h"));
            database.write(session -> session.update(keep, "alice", "example.org"));
            assertThat(database.query("SELECT password FROM subscriber", row -> row.text("password", "")))
                    .containsExactly("two");
        }
    }

    @Test
    void hostileValuesAreData() throws Exception {
        List<String> hostile = List.of(
                "'; DROP TABLE grp; --",
                "\" OR 1=1",
                "\\'; --",
                "`x`",
                "%_*?",
                "$1 ? :a {b}",
                "ä\u20ac\ud83d\ude00",
                "a\nb\tc\r",
                "/* */",
                "NULL");
        try (Database database = open(SETTINGS)) {
            String sql = database.engine().upsert("grp", List.of("username", "domain", "grp"), List.of());
            database.write(session -> {
                session.batch(
                        sql,
                        hostile.stream().map(text -> List.of(text, "d", "g")).toList());
                return true;
            });
            for (String text : hostile) {
                assertThat(database.query("SELECT username FROM grp WHERE username = ?", row -> row.text(1, ""), text))
                        .containsExactly(text);
            }
            assertThat(count(database, "grp")).isEqualTo(hostile.size());
            for (String text : hostile) {
                assertThatThrownBy(() -> database.engine().quote(text + " x"))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void valuesOfAllTypesComeBack() throws Exception {
        Instant time = Instant.parse("2026-11-22T01:02:03.456Z");
        try (Database database = open(SETTINGS)) {
            database.write(session -> session.update(
                    session.engine()
                            .insert(
                                    "location",
                                    List.of(
                                            "username",
                                            "domain",
                                            "contact",
                                            "expires",
                                            "q",
                                            "cseq",
                                            "last_modified",
                                            "methods")),
                    "u",
                    null,
                    "sip:u@h",
                    2_000_000_000L,
                    0.5,
                    7,
                    time,
                    null));
            assertThat(database.query(
                                    "SELECT * FROM location",
                                    row -> Arrays.asList(
                                            row.text("username"),
                                            row.text("domain"),
                                            row.number("expires"),
                                            row.decimal("q"),
                                            row.number("cseq"),
                                            row.time("last_modified"),
                                            row.isNull("methods"),
                                            row.text("attr", "none")))
                            .getFirst())
                    .containsExactly(
                            "u", null, 2_000_000_000L, 0.5, 7L, Instant.parse("2026-11-22T01:02:03Z"), true, "none");
            String none = database.read(session -> session.first("SELECT method FROM acc", row -> row.text(1)));
            assertThat(none).isNull();
        }
    }

    @Test
    void tooManyRowsAreRefusedUnlessReadOneByOne() throws Exception {
        try (Database database = open(SETTINGS.withRowLimit(10))) {
            String sql = database.engine().insert("uri", List.of("username"));
            database.write(session -> {
                session.batch(
                        sql,
                        IntStream.range(0, 2_500)
                                .mapToObj(i -> List.of("u" + i))
                                .toList());
                return true;
            });
            assertKind(() -> database.query("SELECT * FROM uri", row -> 1), Kind.REFUSED);
            AtomicInteger rows = new AtomicInteger();
            long read = database.read(session -> session.forEach("SELECT * FROM uri", _ -> rows.incrementAndGet()));
            assertThat(read).isEqualTo(2_500).isEqualTo(rows.get());
        }
    }

    @Test
    void aMillionRowsPassThroughLittleMemory() throws Exception {
        String url = emptyDatabase();
        Process child = child("-Xmx40m", MillionRows.class, url, million());
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).endsWith("1000000 rows, 200000000 characters\n");
    }

    static Process child(String option, Class<?> main, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    // ---- Transactions

    @Test
    void aWorkThatFailsChangesNothing() throws Exception {
        try (Database database = open(SETTINGS)) {
            assertKind(
                    () -> database.write(session -> {
                        GROUP_OF_A_USER.on(session);
                        return session.update("INSERT INTO nowhere VALUES (1)");
                    }),
                    Kind.REFUSED);
            assertThatThrownBy(() -> database.write(session -> {
                        GROUP_OF_A_USER.on(session);
                        throw new IllegalStateException("ours");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("ours");
            assertThat(count(database, "grp")).isZero();
            assertThat((int) database.write(GROUP_OF_A_USER)).isOne();
        }
    }

    @Test
    void aReadWritesNothing() throws Exception {
        try (Database database = open(SETTINGS)) {
            try {
                database.read(GROUP_OF_A_USER);
            } catch (DatabaseException e) {
                assertThat(e.kind()).isIn(Kind.REFUSED, Kind.UNAVAILABLE);
            }
            assertThat(count(database, "grp")).isZero();
        }
    }

    @Test
    void manyWorksShareATransaction() throws Exception {
        try (Database database = open(SETTINGS)) {
            CountDownLatch latch = new CountDownLatch(1);
            block(database, latch);
            List<CompletableFuture<Integer>> all = new ArrayList<>();
            long before = database.counters().of(Count.TRANSACTIONS);
            for (int i = 0; i < 1_000; i++) {
                int number = i;
                all.add(database.submit(
                        i,
                        session -> session.update(session.engine().insert("grp", List.of("username")), "u" + number)));
            }
            assertThat(database.waiting()).isGreaterThanOrEqualTo(1_000);
            latch.countDown();
            for (CompletableFuture<Integer> one : all) {
                assertThat(one.get(30, TimeUnit.SECONDS)).isOne();
            }
            assertThat(count(database, "grp")).isEqualTo(1_000);
            assertThat(database.counters().of(Count.TRANSACTIONS) - before).isBetween(1L, 20L);
            assertThat(database.waiting()).isZero();
        }
    }

    @Test
    void aBadWorkFailsAloneInItsGroup() throws Exception {
        try (Database database = open(SETTINGS)) {
            CountDownLatch latch = new CountDownLatch(1);
            block(database, latch);
            List<CompletableFuture<Integer>> good = new ArrayList<>();
            List<CompletableFuture<Integer>> bad = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                int number = i;
                if (i % 40 == 20) {
                    bad.add(database.submit("k", session -> {
                        session.update(session.engine().insert("grp", List.of("username")), "bad" + number);
                        return session.update("INSERT INTO nowhere VALUES (1)");
                    }));
                } else if (i == 50) {
                    bad.add(database.submit("k", _ -> {
                        throw new IllegalStateException("ours");
                    }));
                } else {
                    good.add(database.submit(
                            "k",
                            session ->
                                    session.update(session.engine().insert("grp", List.of("username")), "u" + number)));
                }
            }
            latch.countDown();
            for (CompletableFuture<Integer> one : good) {
                assertThat(one.get(30, TimeUnit.SECONDS)).isOne();
            }
            assertThat(bad).hasSize(3).allSatisfy(one -> assertThat(one).failsWithin(Duration.ofSeconds(30)));
            assertKind(bad.getFirst(), Kind.REFUSED);
            assertThat(count(database, "grp")).isEqualTo(good.size());
            assertThat(database.query("SELECT username FROM grp ORDER BY id", row -> row.text(1, "")))
                    .isSubsetOf(IntStream.range(0, 100).mapToObj(i -> "u" + i).toList())
                    .startsWith("u0", "u1", "u2");
            assertThat(database.counters().of(Count.FAILED)).isEqualTo(bad.size());
            assertThat(database.counters().of(Count.SPLIT)).isPositive();
        }
    }

    @Test
    void worksOfOneKeyKeepTheirOrder() throws Exception {
        try (Database database = open(SETTINGS)) {
            String sql = database.engine().upsert("domain", List.of("domain"), List.of("accept_subdomain"));
            List<CompletableFuture<Integer>> all = new ArrayList<>();
            for (int step = 0; step < 100; step++) {
                for (int key = 0; key < 20; key++) {
                    int value = step;
                    String domain = "d" + key;
                    all.add(database.submit(
                            domain,
                            value == 0
                                    ? session -> session.update(sql, domain, 0)
                                    : session -> session.update(
                                            "UPDATE domain SET accept_subdomain = ? "
                                                    + "WHERE domain = ? AND accept_subdomain = ?",
                                            value,
                                            domain,
                                            value - 1)));
                }
            }
            for (CompletableFuture<Integer> one : all) {
                assertThat(one.get(30, TimeUnit.SECONDS)).isOne();
            }
        }
    }

    @Test
    void aFullQueueRefusesAndCounts() throws Exception {
        try (Database database = open(SETTINGS.withQueue(100, 10))) {
            CountDownLatch latch = new CountDownLatch(1);
            block(database, latch);
            List<CompletableFuture<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                all.add(database.submit(i, GROUP_OF_A_USER));
            }
            assertThat(database.counters().of(Count.REFUSED)).isGreaterThanOrEqualTo(100);
            assertKind(all.getLast(), Kind.FULL);
            latch.countDown();
            for (CompletableFuture<Integer> one : all) {
                if (!one.isCompletedExceptionally()) {
                    assertThat(one.get(30, TimeUnit.SECONDS)).isBetween(0, 1);
                }
            }
            assertThat(database.submit("k", GROUP_OF_A_USER)).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    @Test
    void whatTakesForEverIsEnded() throws Exception {
        try (Database database = open(SETTINGS.withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(1)))) {
            assertKind(() -> database.query(endless(), _ -> 1), Kind.TIMEOUT);
            CompletableFuture<List<Integer>> endless =
                    database.submit("k", session -> session.query(endless(), _ -> 1));
            CompletableFuture<Integer> neighbour = database.submit("k", GROUP_OF_A_USER);
            assertKind(endless, Kind.TIMEOUT);
            assertThat(neighbour.get(30, TimeUnit.SECONDS)).isOne();
            assertThat(count(database, "grp")).isOne();
        }
    }

    @Test
    void readersAndWritersDoNotDisturbEachOther() throws Exception {
        try (Database database = open(SETTINGS)) {
            Map<Integer, Throwable> failures = new ConcurrentHashMap<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                int number = i;
                threads.add(Thread.ofVirtual().start(() -> {
                    try {
                        for (int j = 0; j < 50; j++) {
                            String user = "u" + number + "-" + j;
                            database.write(session ->
                                    session.update(session.engine().insert("grp", List.of("username")), user));
                            assertThat(database.query(
                                            "SELECT username FROM grp WHERE username = ?",
                                            row -> row.text(1, ""),
                                            user))
                                    .containsExactly(user);
                        }
                    } catch (DatabaseException | RuntimeException | AssertionError e) {
                        failures.put(number, e);
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(failures).isEmpty();
            assertThat(count(database, "grp")).isEqualTo(800);
        }
    }

    @Test
    void closingWritesWhatWaits() throws Exception {
        String url = emptyDatabase();
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        Database database = Database.open(DatabaseUrl.parse(url), SETTINGS.withCreate(true));
        for (int i = 0; i < 1_000; i++) {
            String user = "u" + i;
            all.add(database.submit(
                    user, session -> session.update(session.engine().insert("grp", List.of("username")), user)));
        }
        database.close();
        database.close();
        assertThat(all).allSatisfy(one -> assertThat(one).isCompletedWithValue(1));
        assertKind(() -> database.query("SELECT 1", row -> 1), Kind.CLOSED);
        assertKind(() -> database.write(GROUP_OF_A_USER), Kind.CLOSED);
        assertKind(database.submit("k", GROUP_OF_A_USER), Kind.CLOSED);
        try (Database again = Database.open(DatabaseUrl.parse(url), SETTINGS)) {
            assertThat(count(again, "grp")).isEqualTo(1_000);
        }
    }

    @Test
    void whatAWorkThrowsOfSqlNamesTheDatabase() throws Exception {
        try (Database database = open(SETTINGS)) {
            assertThatThrownBy(() -> database.read(_ -> {
                        throw new SQLException("made up", "42000");
                    }))
                    .hasMessageContaining(database.url().toString())
                    .hasMessageContaining("made up");
        }
    }
}
