package io.sidetone.modules.permissions;

import io.sidetone.modules.permissions.AddressTable.Entry;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.server.storage.Row;
import io.sidetone.server.storage.Table;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads addresses from tables of both families. Thread-safe: only functions.
final class AddressReader {

    private AddressReader() {}

    /// What columns can be named for.
    static List<String> columns() {
        return List.of("grp", "ip", "mask", "port", "proto", "pattern", "info");
    }

    /// Reads a table.
    ///
    /// @param named names of columns, empty for that of the schema
    /// @throws IllegalArgumentException if an address in it is none
    static AddressTable read(Database database, String table, Map<String, String> named) throws DatabaseException {
        Table schema = database.table(table, "address");
        // Kamailio calls some columns otherwise, and has neither protocols nor patterns.
        boolean older = schema.column("ip_addr") != null;
        String ip = name(named, "ip", older ? "ip_addr" : "ip");
        String info = name(named, "info", older ? "tag" : "context_info");
        String protocol = name(named, "proto", older ? "" : "proto");
        String pattern = name(named, "pattern", older ? "" : "pattern");
        List<Entry> entries = database.read(session -> session.query(
                "SELECT * FROM " + session.engine().quote(table),
                row -> new Entry(
                        row.number(name(named, "grp", "grp")),
                        row.text(ip, "").strip(),
                        Math.toIntExact(row.number(name(named, "mask", "mask"))),
                        row.number(name(named, "port", "port")),
                        protocol.isEmpty() ? "any" : row.text(protocol, "any").toLowerCase(Locale.ROOT),
                        textOrNull(row, pattern),
                        textOrNull(row, info))));
        return new AddressTable(entries);
    }

    private static String name(Map<String, String> named, String column, String usual) {
        String name = named.getOrDefault(column, "");
        return name.isEmpty() ? usual : name;
    }

    private static @Nullable String textOrNull(Row row, String column) throws SQLException {
        return column.isEmpty() ? null : row.text(column);
    }
}
