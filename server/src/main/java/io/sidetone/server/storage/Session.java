package io.sidetone.server.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A transaction, as a [Work] sees it. Confined to the thread of its work, and over when that returns.
///
/// Parameters are texts, numbers, booleans, byte arrays, [Instant]s (date and time columns) and null. They never
/// become part of the SQL.
public final class Session {

    private static final int ROWS_AT_ONCE = 1_000;
    private static final int BATCH = 1_000;

    /// Takes one row of many.
    @FunctionalInterface
    public interface RowReader {

        /// The row is valid only during the call.
        void row(Row row) throws SQLException;
    }

    private final Connection connection;
    private final Engine engine;
    private final DatabaseSettings settings;
    private final Watch watch;

    Session(Connection connection, Engine engine, DatabaseSettings settings, Watch watch) {
        this.connection = connection;
        this.engine = engine;
        this.settings = settings;
        this.watch = watch;
    }

    /// What it talks to, and how that spells SQL.
    public Engine engine() {
        return engine;
    }

    /// The connection as JDBC has it, for what is not offered here. Its time-outs are the user's; it is not to be
    /// committed or closed.
    public Connection jdbc() {
        return connection;
    }

    /// All rows.
    ///
    /// @throws SQLException also if there are more than [DatabaseSettings#rowLimit]
    public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters);
                Watch.Guard _ = watch.guard(statement);
                ResultSet result = statement.executeQuery()) {
            List<T> values = new ArrayList<>();
            Row row = new Row(result, engine);
            while (result.next()) {
                if (values.size() == settings.rowLimit()) {
                    throw new SQLException("more than " + settings.rowLimit() + " rows: read them one by one", "54000");
                }
                values.add(mapper.of(row));
            }
            return values;
        }
    }

    /// The first row, or null if there is none.
    public <T> @Nullable T first(String sql, RowMapper<T> mapper, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters);
                Watch.Guard _ = watch.guard(statement);
                ResultSet result = statement.executeQuery()) {
            return result.next() ? mapper.of(new Row(result, engine)) : null;
        }
    }

    /// Reads any number of rows, of which few are in memory at a time. The time-out is for the first of them, and
    /// for silence between two.
    ///
    /// @return how many there were
    public long forEach(String sql, RowReader reader, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            statement.setFetchSize(ROWS_AT_ONCE);
            // MariaDB counts the time of the whole result; the time-out of the socket is enough.
            statement.setQueryTimeout(0);
            long rows = 0;
            try (Watch.Guard guard = watch.guard(statement);
                    ResultSet result = statement.executeQuery()) {
                Row row = new Row(result, engine);
                while (result.next()) {
                    guard.step();
                    reader.row(row);
                    rows++;
                }
            }
            return rows;
        }
    }

    /// Changes rows, or tables.
    ///
    /// @return how many rows were changed
    public int update(String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters);
                Watch.Guard _ = watch.guard(statement)) {
            return statement.executeUpdate();
        }
    }

    /// The same statement for many rows of parameters, sent together.
    public void batch(String sql, Iterable<? extends List<? extends @Nullable Object>> rows) throws SQLException {
        try (PreparedStatement statement = prepare(sql)) {
            int pending = 0;
            for (List<? extends @Nullable Object> row : rows) {
                bind(statement, row.toArray());
                statement.addBatch();
                pending++;
                if (pending == BATCH) {
                    send(statement);
                    pending = 0;
                }
            }
            if (pending > 0) {
                send(statement);
            }
        }
    }

    private void send(PreparedStatement statement) throws SQLException {
        try (Watch.Guard _ = watch.guard(statement)) {
            statement.executeBatch();
        }
    }

    private PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            if (engine != Engine.SQLITE) {
                statement.setQueryTimeout((int) Math.max(1, settings.timeout().toSeconds()));
            }
            bind(statement, parameters);
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private void bind(PreparedStatement statement, @Nullable Object[] parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            switch (parameters[i]) {
                case String text -> statement.setString(i + 1, text);
                case Instant time -> statement.setObject(i + 1, Times.bound(time, engine));
                case byte[] octets -> statement.setBytes(i + 1, octets);
                case null -> statement.setNull(i + 1, Types.NULL);
                case Object other -> statement.setObject(i + 1, other);
            }
        }
    }
}
