package io.sidetone.modules.htable;

import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.server.storage.Engine;
import io.sidetone.server.storage.Row;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A table in a database that a table in memory is loaded from and written to. Thread-safe. All of it waits.
///
/// @param columns names of the columns for name, kind of name, kind of value, value and end
/// @param suffix behind a name, for how many values it has
/// @param ends whether the column for the end is read and written
record StoredTable(Database database, Columns columns, String suffix, boolean ends) {

    private static final System.Logger LOG = System.getLogger(StoredTable.class.getName());

    private static final long NUMBER = 1;

    /// The columns of the standard table.
    record Columns(String name, String nameKind, String valueKind, String value, String ends) {}

    /// A row as it is read.
    private record Stored(String name, boolean several, Object value, long ends) {}

    /// Reads all rows.
    ///
    /// @param now milliseconds since 1970
    Map<String, HashTable.Entry> load(TableDefinition definition, long now) throws DatabaseException {
        List<Stored> rows = definition.columns().size() > 1 ? packed(definition) : standard(definition);
        long usual = definition.autoexpire() == 0 ? 0 : now + definition.autoexpire() * 1000;
        Map<String, HashTable.Entry> loaded = new HashMap<>();
        Map<String, Long> counts = new HashMap<>();
        for (Stored row : rows) {
            long end = row.ends() == 0 ? usual : row.ends() * 1000;
            if (end != 0 && end <= now) {
                continue;
            }
            if (row.several()) {
                long index = counts.merge(row.name(), 1L, Long::sum) - 1;
                loaded.put(row.name() + "[" + index + "]", new HashTable.Entry(row.value(), end));
            } else {
                loaded.put(row.name(), new HashTable.Entry(row.value(), end));
            }
        }
        counts.forEach((name, count) -> loaded.put(name + suffix, new HashTable.Entry(count, usual)));
        return loaded;
    }

    private List<Stored> standard(TableDefinition definition) throws DatabaseException {
        Engine engine = database.engine();
        List<String> names =
                new ArrayList<>(List.of(columns.name(), columns.nameKind(), columns.valueKind(), columns.value()));
        if (ends) {
            names.add(columns.ends());
        }
        String sql = "SELECT " + names.stream().map(engine::quote).collect(Collectors.joining(", ")) + " FROM "
                + engine.quote(definition.table());
        return database.query(sql, this::stored);
    }

    private Stored stored(Row row) throws SQLException {
        String text = row.text(4, "");
        Object value = text;
        if (row.number(3) == NUMBER) {
            try {
                value = Long.valueOf(text.strip());
            } catch (NumberFormatException _) {
                value = 0L;
            }
        }
        return new Stored(row.text(1, ""), row.number(2) == NUMBER, value, ends ? row.number(5) : 0);
    }

    private List<Stored> packed(TableDefinition definition) throws DatabaseException {
        Engine engine = database.engine();
        String sql = "SELECT "
                + definition.columns().stream().map(engine::quote).collect(Collectors.joining(", ")) + " FROM "
                + engine.quote(definition.table());
        int count = definition.columns().size();
        return database.query(sql, row -> {
            List<String> values = new ArrayList<>();
            for (int column = 2; column <= count; column++) {
                values.add(row.text(column, ""));
            }
            return new Stored(row.text(1, ""), false, String.join(definition.delimiter(), values), 0);
        });
    }

    /// Writes all entries in the place of all rows.
    void save(TableDefinition definition, Map<String, HashTable.Entry> entries) throws DatabaseException {
        Engine engine = database.engine();
        List<String> names =
                new ArrayList<>(List.of(columns.name(), columns.nameKind(), columns.valueKind(), columns.value()));
        if (ends) {
            names.add(columns.ends());
        }
        List<List<Object>> rows = new ArrayList<>();
        entries.forEach((name, entry) -> {
            List<Object> row = new ArrayList<>(List.of(
                    name,
                    0,
                    entry.value() instanceof Long ? 1 : 0,
                    entry.value().toString()));
            if (ends) {
                row.add(entry.ends() / 1000);
            }
            rows.add(row);
        });
        int written = database.write(session -> {
            session.update("DELETE FROM " + engine.quote(definition.table()));
            session.batch(engine.insert(definition.table(), names), rows);
            return rows.size();
        });
        LOG.log(Level.DEBUG, "{0} entries of {1} were written", written, definition.name());
    }
}
