package io.sidetone.server.storage;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What is done in one transaction. It may be called several times, as transactions are tried again, so it must
/// do nothing but read and write the database.
///
/// @param <T> what comes of it
@FunctionalInterface
public interface Work<T extends @Nullable Object> {

    /// Does it. An exception of any kind rolls the transaction back.
    T on(Session session) throws SQLException;
}
