package io.sidetone.server.storage;

import io.sidetone.server.storage.DatabaseException.Kind;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Connections to one SQLite file, all of the same kind: that of the writer, or those of the readers. As many are
/// made as are used at once, which the number of threads bounds.
final class SqliteConnections implements Connections {

    private final DatabaseUrl url;
    private final DatabaseSettings settings;
    private final boolean writing;
    private final ConcurrentLinkedQueue<Connection> idle = new ConcurrentLinkedQueue<>();

    SqliteConnections(DatabaseUrl url, DatabaseSettings settings, boolean writing) {
        this.url = url;
        this.settings = settings;
        this.writing = writing;
    }

    /// Makes the file if it is missing, for nobody else to read: passwords are in it.
    static void prepare(DatabaseUrl url) throws DatabaseException {
        Path file = Path.of(url.name()).toAbsolutePath();
        Path folder = file.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw unusable(url, "the folder " + folder + " does not exist. Create it, or name another one.", null);
        }
        try {
            PrivateFiles.create(file);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
                throw unusable(url, "it is no file that this user may write. Change its owner, or name another.", e);
            }
        } catch (IOException e) {
            throw unusable(url, "it cannot be made: " + e + ". May this user write in the folder?", e);
        }
    }

    private static DatabaseException unusable(DatabaseUrl url, String why, @Nullable Throwable cause) {
        return new DatabaseException(Kind.SETTING, "Cannot use the database " + url + ": " + why, cause);
    }

    @Override
    public Connection take() throws SQLException {
        Connection connection = idle.poll();
        return connection == null ? open() : connection;
    }

    private Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", Long.toString(settings.timeout().toMillis() / settings.attempts()));
        Connection connection = DriverManager.getConnection(url.jdbc(), properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = " + (settings.powerSafe() ? "FULL" : "NORMAL"));
            if (!writing) {
                statement.execute("PRAGMA query_only = ON");
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    // The driver, told not to commit by itself, would begin the next transaction right after a commit, and so hold the
    // lock of the file while nobody writes.

    @Override
    public void begin(Connection connection) throws SQLException {
        // Who means to write takes the lock first, else two could wait for each other.
        execute(connection, writing ? "BEGIN IMMEDIATE" : "BEGIN");
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        execute(connection, "COMMIT");
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        execute(connection, "ROLLBACK");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void giveBack(Connection connection, boolean broken) {
        if (!broken) {
            idle.add(connection);
            return;
        }
        shut(connection);
    }

    private static void shut(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // Nothing is left to be done with it.
        }
    }

    @Override
    public void close() {
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            shut(connection);
        }
    }
}
