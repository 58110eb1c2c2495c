package io.sidetone.modules.usrloc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.script.define.Family;
import io.sidetone.server.service.Binding;
import io.sidetone.server.service.MethodMask;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseSettings;
import io.sidetone.server.storage.DatabaseUrl;
import io.sidetone.server.storage.Schema;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Bindings in a database, whichever it is.
abstract class LocationStoreCase {

    private final ManualClock clock = new ManualClock();

    /// The URL of an empty database.
    abstract String url() throws Exception;

    private long now() {
        return clock.currentTimeMillis() / 1000;
    }

    private static Database open(String url, Family family) throws Exception {
        // An SQLite file that is not there is made with the tables of OpenSIPS.
        Database database =
                Database.open(DatabaseUrl.parse(url), DatabaseSettings.DEFAULT.withCreate(family == Family.OPENSIPS));
        if (family == Family.KAMAILIO && database.version("location").isEmpty()) {
            Schema.of(family).create(database);
        }
        return database;
    }

    private Location load(Database database) throws Exception {
        SqlStore store = SqlStore.of(database, "location", true, "NAT", name -> name);
        Location location = new Location("location", clock, new CopyOnWriteArrayList<>());
        store.load(location, now());
        location.store(store);
        return location;
    }

    private Binding full() {
        return Binding.of("sip:bob@10.0.0.1;ob", "call")
                .order("call", 77)
                .received("sip:203.0.113.1:1024;transport=tcp")
                .path("<sip:p1.example.org;lr>,<sip:p2.example.org;lr;ob>")
                .instance("urn:uuid:f81d4fae", 3)
                .parameters(";audio;x=\"y z\"")
                .flow("token")
                .attributes("attached")
                .store("{\"language\":\"en\"}")
                .userAgent("Téléphone \"1\" -- '")
                .socket("tcp:192.0.2.1:5060")
                .flags("NAT")
                .methods(MethodMask.of(List.of(Method.INVITE, Method.ACK, Method.OPTIONS, Method.of("FUNNY"))))
                .q(250)
                .expires(now() + 600)
                .modified(now())
                .marks(Binding.PUSH)
                .build();
    }

    @Test
    void whatIsStoredIsLoadedAsItWas() throws Exception {
        String url = url();
        try (Database database = open(url, Family.OPENSIPS)) {
            Bindings.add(load(database), "bob@example.org", full()).get();
        }
        try (Database database = open(url, Family.OPENSIPS)) {
            Binding binding = load(database).bindings("bob@example.org").getFirst();
            assertThat(binding).usingRecursiveComparison().ignoringFields("id").isEqualTo(full());
        }
    }

    @Test
    void aTableOfKamailioHoldsWhatItHasColumnsFor() throws Exception {
        String url = url();
        if (url.startsWith("sqlite")) {
            return;
        }
        Binding expected = full().edit()
                .parameters(null)
                .flow(null)
                .attributes(null)
                .store(null)
                .marks(0)
                .build();
        try (Database database = open(url, Family.KAMAILIO)) {
            Bindings.add(load(database), "bob@example.org", full()).get();
        }
        try (Database database = open(url, Family.KAMAILIO)) {
            Location location = load(database);
            assertThat(location.bindings("bob@example.org").getFirst())
                    .usingRecursiveComparison()
                    .ignoringFields("id")
                    .isEqualTo(expected);
            // A row of another server keeps its key.
            database.write(session -> session.update(
                    "UPDATE location SET ruid = 'uloc-5f-1-2', instance = NULL, reg_id = 0, methods = NULL"));
            location = load(database);
            assertThat(location.bindings("bob@example.org").getFirst().row()).isEqualTo("uloc-5f-1-2");
            Bindings.clear(location, "bob@example.org").get();
            assertThat(database.<Long>read(
                            session -> session.first("SELECT count(*) FROM location", row -> row.number(1))))
                    .isZero();
        }
    }

    @Test
    void refreshesAndRemovalsAreStored() throws Exception {
        String url = url();
        try (Database database = open(url, Family.OPENSIPS)) {
            Location location = load(database);
            Bindings.add(location, "bob@example.org", full()).get();
            Bindings.add(location, "carol@example.org", full()).get();
            Bindings.add(
                            location,
                            "dave@example.org",
                            full().edit().marks(Binding.MEMORY_ONLY).build())
                    .get();
            clock.advance(Duration.ofMinutes(5));
            Bindings.replace(location, "bob@example.org", full()).get();
            Bindings.clear(location, "carol@example.org").get();
            Location again = load(database);
            assertThat(again.users()).isEqualTo(1);
            assertThat(again.bindings("bob@example.org").getFirst().expires()).isEqualTo(now() + 600);
            clock.advance(Duration.ofMinutes(10));
            assertThat(load(database).contacts()).isZero();
            SqlStore store = SqlStore.of(database, "location", true, "", name -> name);
            assertThat(store.removeExpired(now()).get()).isEqualTo(1);
        }
    }

    @Test
    void manyAddressesAreStoredTogetherAndLoadedTogether() throws Exception {
        try (Database database = open(url(), Family.OPENSIPS)) {
            Location location = load(database);
            List<CompletableFuture<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                Binding binding = Bindings.usual(i).edit().expires(now() + 600).build();
                all.add(Bindings.add(location, "user" + i % 500 + "@example.org", binding));
            }
            for (CompletableFuture<Boolean> each : all) {
                each.get();
            }
            assertThat(database.counters().of(Database.Count.TRANSACTIONS)).isLessThan(1000);
            Location again = load(database);
            assertThat(again.users()).isEqualTo(500);
            assertThat(again.contacts()).isEqualTo(2000);
            SqlStore store = SqlStore.of(database, "location", true, "", name -> name);
            Bindings.clear(again, "user1@example.org").get();
            store.replace(again, "user2@example.org");
            store.replace(again, null);
            assertThat(load(database).contacts()).isEqualTo(1996);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSIPS"})
    void whatTheDatabaseRefusesIsNotThere(Family family) throws Exception {
        try (Database database = open(url(), family)) {
            Location location = load(database);
            database.write(session -> session.update("DROP TABLE location"));
            assertThat(Bindings.add(location, "bob@example.org", full())).failsWithin(Duration.ofSeconds(30));
            assertThat(location.contacts()).isZero();
        }
    }

    @Test
    void writeBackAnswersBeforeAndWritesLater() throws Exception {
        try (Database database = open(url(), Family.OPENSIPS)) {
            Location location = load(database);
            WriteBack later = new WriteBack(SqlStore.of(database, "location", true, "", name -> name));
            location.store(later);
            assertThat(Bindings.add(location, "bob@example.org", full())).isCompleted();
            assertThat(Bindings.add(location, "carol@example.org", full())).isCompleted();
            assertThat(Bindings.clear(location, "carol@example.org")).isCompleted();
            assertThat(load(database).contacts()).isZero();
            assertThat(later.size()).isEqualTo(2);
            later.flush().get();
            assertThat(later.size()).isZero();
            assertThat(load(database).contacts()).isEqualTo(1);
        }
    }
}
