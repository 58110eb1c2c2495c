package io.sidetone.server.storage;

import java.sql.SQLException;

/// Makes a value of a row.
///
/// @param <T> the value
@FunctionalInterface
public interface RowMapper<T> {

    /// The value. The row is valid only during the call.
    T of(Row row) throws SQLException;
}
