package io.sidetone.modules.usrloc;

import io.sidetone.modules.usrloc.Difference.Replacement;
import io.sidetone.script.define.Family;
import io.sidetone.server.service.Binding;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.server.storage.Session;
import io.sidetone.server.storage.Table;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.Uri;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Bindings in a table of a database. Thread-safe.
///
/// A change of one address is one work; works of one address are done in their order, and those of many addresses
/// share transactions. All of them can be done twice.
final class SqlStore implements LocationStore {

    private final Database database;
    private final String table;
    private final LocationRows rows;
    private final List<String> columns;
    private final String upsert;
    private final String delete;

    /// @param table its name
    /// @param rows how its family writes rows
    /// @param columnName gives the name that a column has in this database
    SqlStore(Database database, String table, LocationRows rows, UnaryOperator<String> columnName) {
        this.database = database;
        this.table = table;
        this.rows = rows;
        this.columns = rows.columns().stream().map(columnName).toList();
        this.upsert = database.engine().upsert(table, columns.subList(0, 1), columns.subList(1, columns.size()));
        this.delete = "DELETE FROM " + quoted(table) + " WHERE " + quoted(columns.getFirst()) + " = ?";
    }

    /// The store of a table, as its version says whose it is.
    ///
    /// @param natFlag the branch flag that marks contacts behind a NAT; empty for none
    /// @throws DatabaseException if it is not there, or of neither family
    static SqlStore of(
            Database database, String table, boolean useDomain, String natFlag, UnaryOperator<String> columnName)
            throws DatabaseException {
        Table known = database.table(table, "location");
        LocationRows rows =
                known.family() == Family.OPENSIPS ? new OpenSipsRows(useDomain) : new KamailioRows(useDomain, natFlag);
        return new SqlStore(database, table, rows, columnName);
    }

    private String quoted(String name) {
        return database.engine().quote(name);
    }

    @Override
    public CompletableFuture<?> write(String address, Difference change) {
        List<List<@Nullable Object>> written = new ArrayList<>(1);
        List<Object> deleted = new ArrayList<>(0);
        for (Binding binding : change.added()) {
            put(address, binding, written);
        }
        for (Replacement replacement : change.changed()) {
            put(address, replacement.after(), written);
        }
        for (Binding binding : change.removed()) {
            deleted.add(rows.key(binding));
        }
        return database.submit(address, session -> {
            for (Object key : deleted) {
                session.update(delete, key);
            }
            for (List<@Nullable Object> row : written) {
                session.update(upsert, row.toArray());
            }
            return true;
        });
    }

    private void put(String address, Binding binding, List<List<@Nullable Object>> into) {
        if (!binding.is(Binding.MEMORY_ONLY)) {
            into.add(rows.values(address, binding));
        }
    }

    /// Loads all rows that have not expired. Waits for the database.
    ///
    /// @param now seconds since 1970
    /// @return how many there were
    long load(Location location, long now) throws DatabaseException {
        String sql = "SELECT " + columns.stream().map(this::quoted).collect(Collectors.joining(", ")) + " FROM "
                + quoted(table) + " WHERE " + quoted(columns.get(6)) + " > ? OR " + quoted(columns.get(6)) + " <= ?";
        // Whoever never expires has a time of 0.
        return database.read(session -> load(session, sql, location, now));
    }

    private long load(Session session, String sql, Location location, long now) throws SQLException {
        ForeignNumbers foreign = new ForeignNumbers();
        long[] loaded = {0};
        session.forEach(
                sql,
                row -> {
                    LocationRows.Loaded read = rows.read(row, columns);
                    if (read != null && isUri(read.binding().contact())) {
                        Binding binding = read.binding();
                        if (binding.id() == 0) {
                            binding = binding.withId(foreign.next());
                        } else {
                            location.numbers().taken(binding.id());
                        }
                        location.table().load(read.address(), binding);
                        loaded[0]++;
                    }
                },
                rows.expires(now),
                rows.expires(0));
        return loaded[0];
    }

    private static boolean isUri(String contact) {
        try {
            Uri.parse(contact);
            return true;
        } catch (SyntaxException _) {
            return false;
        }
    }

    /// Removes the rows that have expired. Does not wait.
    ///
    /// @param now seconds since 1970
    CompletableFuture<Integer> removeExpired(long now) {
        String expires = quoted(columns.get(6));
        return database.submit(
                table,
                session -> session.update(
                        "DELETE FROM " + quoted(table) + " WHERE " + expires + " <= ? AND " + expires + " > ?",
                        rows.expires(now),
                        rows.expires(0)));
    }

    /// Makes the rows what the memory is: of one address, or of all. Waits for the database.
    ///
    /// @param address null for all
    void replace(Location location, @Nullable String address) throws DatabaseException {
        List<List<@Nullable Object>> all = new ArrayList<>();
        if (address == null) {
            location.forEach((each, binding) -> put(each, binding, all));
        } else {
            location.bindings(address).forEach(binding -> put(address, binding, all));
        }
        database.write(session -> {
            if (address == null) {
                session.update("DELETE FROM " + quoted(table));
            } else {
                deleteAddress(session, address);
            }
            session.batch(upsert, all);
            return true;
        });
    }

    private void deleteAddress(Session session, String address) throws SQLException {
        List<@Nullable Object> names =
                rows.values(address, Binding.of("", "").build()).subList(1, 3);
        String sql = "DELETE FROM " + quoted(table) + " WHERE " + quoted(columns.get(1)) + " = ?";
        if (names.get(1) == null) {
            session.update(sql, names.get(0));
        } else {
            session.update(sql + " AND " + quoted(columns.get(2)) + " = ?", names.toArray());
        }
    }

    /// Numbers of bindings whose rows have keys of another server: none of ours is as great.
    private static final class ForeignNumbers {

        private long last = 1L << 62;

        long next() {
            return ++last;
        }
    }
}
