package io.sidetone.modules.usrloc;

import io.sidetone.modules.usrloc.LocationParameters.Mode;
import io.sidetone.script.value.ScriptError;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.StartException;
import io.sidetone.server.service.Binding;
import io.sidetone.server.service.LocationService;
import io.sidetone.server.service.LocationTable;
import io.sidetone.server.service.LocationWatcher;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.sip.base.Clock;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// All tables of bindings, and the database behind them if there is one. Thread-safe.
final class Locations implements LocationService, AutoCloseable {

    /// The name that scripts give the only table that most of them have.
    static final String USUAL = "location";

    private static final System.Logger LOG = System.getLogger(Locations.class.getName());

    /// Seconds that the last writing may take.
    private static final long LAST = 10;

    private final LocationParameters parameters;
    private final LocationEvents events;
    private final Clock clock;
    private final List<LocationWatcher> watchers = new CopyOnWriteArrayList<>();
    private final Map<String, Location> tables = new ConcurrentSkipListMap<>();
    private final Map<String, SqlStore> stores = new ConcurrentSkipListMap<>();
    private final Map<String, WriteBack> later = new ConcurrentSkipListMap<>();
    private final @Nullable Database database;
    private final Mode mode;

    private Locations(
            LocationParameters parameters, LocationEvents events, Clock clock, Mode mode, @Nullable Database database) {
        this.parameters = parameters;
        this.events = events;
        this.clock = clock;
        this.mode = mode;
        this.database = database;
        watchers.add(events);
    }

    /// Opens the database if there is one, and loads what is in it. Waits.
    ///
    /// @throws StartException if the parameters do not fit, or the database does not
    static Locations open(LocationParameters parameters, LocationEvents events, ModuleContext context)
            throws StartException {
        Clock clock = context.clock();
        Mode mode = parameters.mode();
        if (mode == Mode.MEMORY) {
            Locations locations = new Locations(parameters, events, clock, mode, null);
            names(parameters).forEach(locations::table);
            return locations;
        }
        try {
            Database database = context.database(parameters.databaseUrl());
            Locations locations = new Locations(parameters, events, clock, mode, database);
            for (String name : names(parameters)) {
                locations.load(database, name);
            }
            return locations;
        } catch (DatabaseException e) {
            throw new StartException(StartException.Reason.DATABASE, e.getMessage(), e);
        }
    }

    private static List<String> names(LocationParameters parameters) {
        return parameters.preload().isEmpty() ? List.of(USUAL) : parameters.preload();
    }

    private void load(Database from, String name) throws DatabaseException {
        SqlStore store = SqlStore.of(from, name, parameters.useDomain(), parameters.natFlag(), parameters::column);
        Location location = new Location(name, clock, watchers);
        store.load(location, now());
        // It does no harm if this fails: rows that have expired are not loaded.
        CompletableFuture<Integer> _ = store.removeExpired(now());
        stores.put(name, store);
        if (mode == Mode.WRITE_BACK) {
            WriteBack writeBack = new WriteBack(store);
            later.put(name, writeBack);
            location.store(writeBack);
        } else {
            location.store(store);
        }
        tables.put(name, location);
    }

    /// Seconds since 1970.
    long now() {
        return clock.currentTimeMillis() / 1000;
    }

    @Override
    public LocationTable table(String name) {
        Location known = tables.get(name);
        if (known != null) {
            return known;
        }
        if (database != null) {
            throw new ScriptError(
                    "the table " + name + " was not loaded: add modparam(\"usrloc\", \"preload\", \"" + name + "\")");
        }
        return tables.computeIfAbsent(name, _ -> new Location(name, clock, watchers));
    }

    /// The table of a name; null if there is none.
    @Nullable
    Location find(String name) {
        return tables.get(name);
    }

    @Override
    public Collection<LocationTable> tables() {
        return List.copyOf(tables.values());
    }

    @Override
    public boolean usesDomain() {
        return parameters.useDomain();
    }

    @Override
    public @Nullable String natFlag() {
        return parameters.natFlag().isEmpty() ? null : parameters.natFlag();
    }

    @Override
    public int matchingMode() {
        return parameters.matchingMode();
    }

    @Override
    public int retransmissionSeconds() {
        return parameters.cseqDelay();
    }

    @Override
    public boolean newestFirst() {
        return parameters.newestFirst();
    }

    @Override
    public void wake(LocationTable table, String address, Binding binding, String reason, String callId) {
        events.wake(table, address, binding, reason, callId);
    }

    @Override
    public void watch(LocationWatcher watcher) {
        watchers.add(watcher);
    }

    /// Removes what has expired.
    void expire() {
        tables.values().forEach(Location::expire);
    }

    /// Hands on what write-back holds.
    CompletableFuture<Void> flush() {
        return CompletableFuture.allOf(
                later.values().stream().map(WriteBack::flush).toArray(CompletableFuture[]::new));
    }

    /// Whether a binding waits to be written.
    boolean isPending(String table, Binding binding) {
        WriteBack writeBack = later.get(table);
        return writeBack != null && writeBack.has(binding.id());
    }

    /// How many bindings wait to be written.
    long pending() {
        return later.values().stream().mapToLong(WriteBack::size).sum();
    }

    /// Makes the rows of a table what the memory is. Waits.
    ///
    /// @param address null for all addresses
    /// @return false if the table is in no database
    boolean sync(String table, @Nullable String address) throws DatabaseException {
        SqlStore store = stores.get(table);
        Location location = tables.get(table);
        if (store == null || location == null) {
            return false;
        }
        store.replace(location, address);
        return true;
    }

    /// Writes what is to be written. Waits, for some seconds at most.
    @Override
    public void close() {
        try {
            flush().get(LAST, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.ERROR, "Contacts could not be written in the end: {0}", e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
