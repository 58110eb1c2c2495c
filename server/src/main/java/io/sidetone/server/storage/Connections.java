package io.sidetone.server.storage;

import java.sql.Connection;
import java.sql.SQLException;

/// Lends connections, and knows how their transactions begin and end. Thread-safe.
interface Connections extends AutoCloseable {

    /// A connection, to be given back.
    ///
    /// @throws SQLException if there is none within the time-out
    Connection take() throws SQLException;

    /// Begins a transaction.
    void begin(Connection connection) throws SQLException;

    /// Commits it.
    void commit(Connection connection) throws SQLException;

    /// Undoes it.
    void rollback(Connection connection) throws SQLException;

    /// Takes a connection back, in which no transaction is open.
    ///
    /// @param broken whether it is good for nothing more
    void giveBack(Connection connection, boolean broken);

    @Override
    void close();
}
