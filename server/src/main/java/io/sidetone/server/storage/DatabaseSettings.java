package io.sidetone.server.storage;

import java.time.Duration;

/// How a database is used: limits, time-outs, threads. Immutable.
///
/// @param connections connections for those who read and write in their own thread; SQLite: threads that read
/// @param writers threads that write what was submitted; SQLite has one, whatever stands here
/// @param queueLimit submitted works that may wait
/// @param groupLimit submitted works that one transaction takes
/// @param rowLimit rows that [Session#query] returns; for more there is [Session#forEach]
/// @param attempts how often a transaction is tried that met a lost connection, a deadlock or a lock; a lock of a
///     SQLite file is waited for as long as a statement may take, in all attempts together
/// @param connectTimeout for a connection: to be made, or to get free
/// @param timeout for one statement
/// @param powerSafe SQLite: whether what was committed survives a loss of power, at one fsync for each commit;
///     else it survives the death of the process
/// @param create whether tables are made in an empty database of PostgreSQL or MariaDB; in an empty SQLite file
///     they always are
public record DatabaseSettings(
        int connections,
        int writers,
        int queueLimit,
        int groupLimit,
        int rowLimit,
        int attempts,
        Duration connectTimeout,
        Duration timeout,
        boolean powerSafe,
        boolean create) {

    /// What serves most.
    public static final DatabaseSettings DEFAULT = new DatabaseSettings(
            4, 2, 100_000, 256, 100_000, 5, Duration.ofSeconds(5), Duration.ofSeconds(10), false, false);

    /// Checks the ranges.
    public DatabaseSettings {
        if (connections < 1 || writers < 1 || queueLimit < 1 || groupLimit < 1 || rowLimit < 1 || attempts < 1) {
            throw new IllegalArgumentException("numbers of database settings are at least 1");
        }
        if (connectTimeout.toMillis() < 250 || timeout.toMillis() < 1) {
            throw new IllegalArgumentException("time-outs: at least 250 ms to connect, 1 ms for a statement");
        }
    }

    /// The same with other numbers of connections and writing threads.
    public DatabaseSettings withConnections(int connections, int writers) {
        return new DatabaseSettings(
                connections,
                writers,
                queueLimit,
                groupLimit,
                rowLimit,
                attempts,
                connectTimeout,
                timeout,
                powerSafe,
                create);
    }

    /// The same with other limits of what is submitted.
    public DatabaseSettings withQueue(int queueLimit, int groupLimit) {
        return new DatabaseSettings(
                connections,
                writers,
                queueLimit,
                groupLimit,
                rowLimit,
                attempts,
                connectTimeout,
                timeout,
                powerSafe,
                create);
    }

    /// The same with another limit of rows.
    public DatabaseSettings withRowLimit(int rowLimit) {
        return new DatabaseSettings(
                connections,
                writers,
                queueLimit,
                groupLimit,
                rowLimit,
                attempts,
                connectTimeout,
                timeout,
                powerSafe,
                create);
    }

    /// The same with other time-outs.
    public DatabaseSettings withTimeouts(Duration connectTimeout, Duration timeout) {
        return new DatabaseSettings(
                connections,
                writers,
                queueLimit,
                groupLimit,
                rowLimit,
                attempts,
                connectTimeout,
                timeout,
                powerSafe,
                create);
    }

    /// The same, surviving a loss of power or not.
    public DatabaseSettings withPowerSafe(boolean powerSafe) {
        return new DatabaseSettings(
                connections,
                writers,
                queueLimit,
                groupLimit,
                rowLimit,
                attempts,
                connectTimeout,
                timeout,
                powerSafe,
                create);
    }

    /// The same, making tables in an empty database or not.
    public DatabaseSettings withCreate(boolean create) {
        return new DatabaseSettings(
                connections,
                writers,
                queueLimit,
                groupLimit,
                rowLimit,
                attempts,
                connectTimeout,
                timeout,
                powerSafe,
                create);
    }
}
