package io.sidetone.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.server.storage.Database.Count;
import io.sidetone.server.storage.DatabaseException.Kind;
import io.sidetone.server.testing.DatabaseServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a database does that is a server: it goes away, falls silent, and comes back.
@Tag("peers")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServerDatabaseCase extends DatabaseCase {

    @RegisterExtension
    final DatabaseServers servers;

    private @Nullable DatabaseServer server;

    ServerDatabaseCase(Engine engine) {
        servers = new DatabaseServers(engine);
    }

    @BeforeAll
    void take(DatabaseServer server) {
        this.server = server;
    }

    private DatabaseServer server() {
        return Objects.requireNonNull(server);
    }

    @Override
    String emptyDatabase() throws Exception {
        return server().url(server().fresh());
    }

    @Override
    void perform(String url, List<String> statements) throws Exception {
        for (String statement : statements) {
            server().perform(url.substring(url.lastIndexOf('/') + 1), statement);
        }
    }

    /// Ends all connections to a database from the server's side.
    abstract void killConnections(DatabaseServer server, String database) throws Exception;

    @Test
    void nothingIsLostWhenTheServerEndsTheConnections() throws Exception {
        String name = server().fresh();
        try (Database database = Database.open(DatabaseUrl.parse(server().url(name)), SETTINGS.withCreate(true))) {
            List<CompletableFuture<Integer>> written = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                int number = i;
                written.add(database.submit(
                        number,
                        session -> session.update(
                                session.engine().upsert("grp", List.of("username", "domain", "grp"), List.of()),
                                "u" + number,
                                "d",
                                "g")));
                if (i % 500 == 250) {
                    killConnections(server(), name);
                    assertThat((long) database.query("SELECT 1", row -> row.number(1))
                                    .getFirst())
                            .isEqualTo(1);
                }
            }
            for (CompletableFuture<Integer> one : written) {
                one.get(10, TimeUnit.SECONDS);
            }
            assertThat(count(database, "grp")).isEqualTo(2_000);
            assertThat(database.counters().of(Count.FAILED)).isZero();
        }
    }

    @Test
    void aServerThatIsAwayFailsAllThatWaitsAndIsUsedAgainWhenItIsBack() throws Exception {
        String name = server().fresh();
        try (Relay relay = new Relay(server().port());
                Database database = Database.open(
                        DatabaseUrl.parse(server().url(name, relay.port())),
                        SETTINGS.withCreate(true).withConnections(1, 1))) {
            CountDownLatch gone = new CountDownLatch(1);
            CompletableFuture<Integer> first = database.submit("k", session -> {
                await(gone);
                return GROUP_OF_A_USER.on(session);
            });
            CompletableFuture<Integer> waiting = database.submit("k", GROUP_OF_A_USER);
            CompletableFuture<Integer> more = database.submit("k", GROUP_OF_A_USER);
            relay.cut(true);
            gone.countDown();
            assertKind(first, Kind.UNAVAILABLE);
            assertKind(waiting, Kind.UNAVAILABLE);
            assertKind(more, Kind.UNAVAILABLE);
            assertThatThrownBy(() -> database.query("SELECT 1", row -> row.number(1)))
                    .isInstanceOfSatisfying(
                            DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
                    .hasMessageContaining(database.url().toString())
                    .hasMessageNotContaining(DatabaseServer.PASSWORD);

            relay.cut(false);
            assertThat(database.submit("k", GROUP_OF_A_USER).get(10, TimeUnit.SECONDS))
                    .isOne();
            assertThat(count(database, "grp")).isOne();
        }
    }

    @Test
    void aServerThatFallsSilentHoldsNobodyForEver() throws Exception {
        String name = server().fresh();
        DatabaseSettings hasty = SETTINGS.withCreate(true).withTimeouts(Duration.ofMillis(500), Duration.ofMillis(200));
        try (Relay relay = new Relay(server().port());
                Database database =
                        Database.open(DatabaseUrl.parse(server().url(name, relay.port()) + hastySocket()), hasty)) {
            relay.silent(true);
            List<CompletableFuture<Integer>> submitted = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                submitted.add(database.submit(i, GROUP_OF_A_USER));
            }
            assertThatThrownBy(() -> database.write(GROUP_OF_A_USER))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.passing()).isTrue());
            submitted.forEach(one -> assertThat(one).failsWithin(Duration.ofSeconds(8)));

            relay.silent(false);
            assertThat(database.submit("k", GROUP_OF_A_USER).get(10, TimeUnit.SECONDS))
                    .isBetween(0, 1);
            assertThat(count(database, "grp")).isOne();
        }
    }

    /// A parameter that makes the driver wait for a second only.
    abstract String hastySocket();

    @Test
    void aWrongPasswordIsRefusedAndNotShown() throws Exception {
        String url = server().url(server().fresh()).replace(DatabaseServer.PASSWORD, "wr0ng:s@cret");
        assertThatThrownBy(() -> Database.open(DatabaseUrl.parse(url), SETTINGS))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("sidetone@127.0.0.1")
                .satisfies(e -> {
                    StringWriter trace = new StringWriter();
                    e.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).doesNotContain("wr0ng");
                });
    }

    @Test
    void tablesAreMadeOnlyIfThatIsAskedFor() throws Exception {
        String url = emptyDatabase();
        try (Database database = Database.open(DatabaseUrl.parse(url), SETTINGS)) {
            assertThat(database.version("location")).isEmpty();
        }
        try (Database database = Database.open(DatabaseUrl.parse(url), SETTINGS.withCreate(true))) {
            assertThat(database.version("location")).hasValue(1013);
        }
    }
}
