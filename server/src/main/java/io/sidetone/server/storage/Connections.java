package io.sidetone.server.storage;

import java.sql.Connection;
import java.sql.SQLException;

/// Lends connections with autocommit off. Thread-safe.
interface Connections extends AutoCloseable {

    /// A connection, to be given back.
    ///
    /// @throws SQLException if there is none within the time-out
    Connection take() throws SQLException;

    /// Takes a connection back, in which no transaction is open.
    ///
    /// @param broken whether it is good for nothing more
    void giveBack(Connection connection, boolean broken);

    @Override
    void close();
}
