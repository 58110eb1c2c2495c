package io.sidetone.server.storage;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The databases that a server uses: modules that name the same one share it. Thread-safe.
public final class Databases implements AutoCloseable {

    private final Path usual;
    private final Supplier<DatabaseSettings> settings;
    private final Map<String, Database> open = new HashMap<>();

    /// @param usual the SQLite file that is meant where no URL is given; made when it is first used
    /// @param settings asked for each database when it is opened
    public Databases(Path usual, Supplier<DatabaseSettings> settings) {
        this.usual = usual;
        this.settings = settings;
    }

    /// The database of a URL, which is opened by who asks first. Waits.
    ///
    /// @param url empty for the usual one
    /// @throws DatabaseException if the URL is none, or the database is not there or does not let us in
    public synchronized Database of(String url) throws DatabaseException {
        Database database = open.get(url);
        if (database == null) {
            database = Database.open(url.isEmpty() ? DatabaseUrl.file(usual) : DatabaseUrl.parse(url), settings.get());
            open.put(url, database);
        }
        return database;
    }

    /// Writes what waits to be written, and closes all.
    @Override
    public synchronized void close() {
        open.values().forEach(Database::close);
        open.clear();
    }
}
