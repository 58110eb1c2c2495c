package io.sidetone.server.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One row of a result, valid while it is read. Confined to the thread of its work.
///
/// What is NULL is null as a text and as a time, 0 as a number.
public final class Row {

    private final ResultSet result;
    private final Engine engine;

    Row(ResultSet result, Engine engine) {
        this.result = result;
        this.engine = engine;
    }

    /// A text, or null.
    public @Nullable String text(String column) throws SQLException {
        return result.getString(column);
    }

    /// A text, or another one for NULL.
    public String text(String column, String otherwise) throws SQLException {
        String text = result.getString(column);
        return text == null ? otherwise : text;
    }

    /// A whole number; 0 for NULL.
    public long number(String column) throws SQLException {
        return result.getLong(column);
    }

    /// A number with a fraction; 0 for NULL.
    public double decimal(String column) throws SQLException {
        return result.getDouble(column);
    }

    /// Whether it is NULL.
    public boolean isNull(String column) throws SQLException {
        return result.getObject(column) == null;
    }

    /// A date and time, or null. The families write them in the time zone of the machine, without naming it.
    public @Nullable Instant time(String column) throws SQLException {
        return Times.read(result, result.findColumn(column), engine);
    }

    /// The text of a column by its position, from 1; or null.
    public @Nullable String text(int position) throws SQLException {
        return result.getString(position);
    }

    /// The text of a column by its position, from 1; or another one for NULL.
    public String text(int position, String otherwise) throws SQLException {
        String text = result.getString(position);
        return text == null ? otherwise : text;
    }

    /// The number in a column by its position, from 1; 0 for NULL.
    public long number(int position) throws SQLException {
        return result.getLong(position);
    }

    /// The row as JDBC has it, for what is not offered here.
    public ResultSet jdbc() {
        return result;
    }
}
