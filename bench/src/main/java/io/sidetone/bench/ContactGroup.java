package io.sidetone.bench;

import com.sun.management.ThreadMXBean;
import io.sidetone.bench.base.Group;
import io.sidetone.bench.base.Machine;
import io.sidetone.bench.base.Scratch;
import io.sidetone.bench.base.Spread;
import io.sidetone.bench.base.Table;
import io.sidetone.bench.base.Verdicts;
import io.sidetone.bench.subject.Holding;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.server.storage.DatabaseSettings;
import io.sidetone.server.storage.DatabaseUrl;
import io.sidetone.server.storage.Engine;
import io.sidetone.server.testing.DatabaseServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/// What a million contacts cost: memory, looking one up, and loading all from each database. Immutable.
record ContactGroup() implements Group {

    private static final int FULL = 1_000_000;
    private static final int QUICK = 2_000;
    private static final int ROUNDS = 7;
    private static final int WARM_UP = 2;
    private static final int LOOKUPS = 200_000;

    @Override
    public String id() {
        return "contacts";
    }

    @Override
    public String run(boolean quick, Machine machine, Consumer<String> progress) throws IOException {
        int count = quick ? QUICK : FULL;
        Table table = new Table(Spread.show(count) + " contacts", "");
        Consumer<List<String>> rows = row -> {
            table.row(row.get(0), row.get(1));
            progress.accept(String.join(": ", row));
        };
        inMemory(count, rows);
        for (Engine engine : Engine.values()) {
            rows.accept(List.of("load from " + engine.title() + ": s", load(engine, count)));
        }
        return machine.block(
                id(), table, new Verdicts(), "in the process of the benchmarks itself, each load once", List.of());
    }

    private static void inMemory(int count, Consumer<List<String>> rows) {
        long empty;
        try (ContactStore store = ContactStore.inMemory()) {
            // So that classes and caches are there before.
            store.save(QUICK / 2);
            empty = Holding.liveHeap();
        }
        try (ContactStore store = ContactStore.inMemory()) {
            long begin = System.nanoTime();
            store.save(count);
            double each = (System.nanoTime() - begin) / (double) count;
            double octets = (Holding.liveHeap() - empty) / (count - QUICK / 2.0);
            rows.accept(List.of("heap: octets each", Spread.show(octets)));
            rows.accept(List.of("making and saving one, in memory: ns", Spread.show(each)));
            lookUp(
                    "looking a user up",
                    count,
                    address -> store.table().bindings(address).size(),
                    rows);
            lookUp(
                    "looking a user up, and reading the contact's URI",
                    count,
                    address -> store.table().bindings(address).getFirst().uri().hashCode(),
                    rows);
        }
    }

    private static void lookUp(String what, int count, ToIntFunction<String> lookup, Consumer<List<String>> rows) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Random random = new Random(1);
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < LOOKUPS; i++) {
            addresses.add(Contacts.address(random.nextInt(count)));
        }
        double[] nanos = new double[ROUNDS];
        double octets = 0;
        int sum = 0;
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long begin = System.nanoTime();
            for (String address : addresses) {
                sum += lookup.applyAsInt(address);
            }
            if (round >= 0) {
                nanos[round] = (System.nanoTime() - begin) / (double) LOOKUPS;
                octets = (threads.getCurrentThreadAllocatedBytes() - allocated) / (double) LOOKUPS;
            }
        }
        if (sum == 0) {
            throw new IllegalStateException("nobody was found");
        }
        rows.accept(List.of(what + ": ns", Spread.of(nanos).toString()));
        rows.accept(List.of(what + ": octets allocated", Spread.show(octets)));
    }

    private static String load(Engine engine, int count) throws IOException {
        if (engine == Engine.SQLITE) {
            try (Scratch scratch = Scratch.create()) {
                return load("sqlite://" + scratch.path("contacts.db"), count);
            }
        }
        if (!DatabaseServer.isInstalled(engine)) {
            return "not measured: " + DatabaseServer.program(engine) + " is not installed";
        }
        try (DatabaseServer server = DatabaseServer.start(engine)) {
            return load(server.url(server.fresh()), count);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private static String load(String url, int count) throws IOException {
        try (Database database = Database.open(DatabaseUrl.parse(url), DatabaseSettings.DEFAULT.withCreate(true))) {
            Contacts.fill(database, count);
        } catch (DatabaseException e) {
            throw new IOException(e);
        }
        long begin = System.nanoTime();
        try (ContactStore store = ContactStore.loaded(url)) {
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (store.table().contacts() != count) {
                throw new IllegalStateException(store.table().contacts() + " contacts of " + count + " were loaded");
            }
            return String.format(Locale.ROOT, "%.1f", seconds);
        }
    }
}
