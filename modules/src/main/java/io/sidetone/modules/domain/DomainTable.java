package io.sidetone.modules.domain;

import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.server.storage.Engine;
import io.sidetone.server.storage.Row;
import io.sidetone.server.storage.Session;
import io.sidetone.sip.text.Text;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The table of domains in a database. Columns of attributes and subdomains are used if they are there: the
/// schema of Kamailio has none. Thread-safe; all waits.
final class DomainTable {

    /// A name that is longer has no parent that is looked for.
    private static final int MOST_LABELS = 16;

    /// A domain of ours.
    ///
    /// @param name in lower case
    /// @param attributes null for none
    /// @param subdomains whether all below it is ours too
    record Domain(String name, @Nullable String attributes, boolean subdomains) {}

    private final Database database;
    private final String table;
    private final String nameColumn;
    private final String attributesColumn;
    private final String subdomainColumn;

    DomainTable(Database database, String table, String nameColumn, String attributesColumn, String subdomainColumn) {
        this.database = database;
        this.table = table;
        this.nameColumn = nameColumn;
        this.attributesColumn = attributesColumn;
        this.subdomainColumn = subdomainColumn;
    }

    /// All, by their names.
    Map<String, Domain> all() throws DatabaseException {
        return database.read(session -> {
            Set<String> present = present(session);
            Map<String, Domain> all = new HashMap<>();
            session.forEach("SELECT * FROM " + session.engine().quote(table), row -> {
                Domain domain = domain(row, present);
                all.put(domain.name(), domain);
            });
            return Collections.unmodifiableMap(all);
        });
    }

    /// The one that makes a name ours; empty if there is none.
    List<Domain> find(String host) throws DatabaseException {
        List<String> candidates = candidates(host);
        Engine engine = database.engine();
        String sql = "SELECT * FROM " + engine.quote(table) + " WHERE " + engine.quote(nameColumn) + " IN (?"
                + ", ?".repeat(candidates.size() - 1) + ")";
        return database.read(session -> {
            Set<String> present = present(session);
            Map<String, Domain> found = new HashMap<>();
            session.query(sql, row -> domain(row, present), candidates.toArray())
                    .forEach(domain -> found.put(domain.name(), domain));
            Domain local = match(found, host);
            return local == null ? List.<Domain>of() : List.of(local);
        });
    }

    /// The domain that makes a name ours: its own, or the nearest above it that takes subdomains.
    static @Nullable Domain match(Map<String, Domain> all, String host) {
        for (String candidate : candidates(host)) {
            Domain domain = all.get(candidate);
            if (domain != null && (domain.subdomains() || candidate.equals(host))) {
                return domain;
            }
        }
        return null;
    }

    /// The name, and those above it.
    private static List<String> candidates(String host) {
        List<String> names = new ArrayList<>();
        names.add(host);
        int dot = host.indexOf('.');
        while (dot >= 0 && names.size() < MOST_LABELS) {
            names.add(host.substring(dot + 1));
            dot = host.indexOf('.', dot + 1);
        }
        return names;
    }

    private Set<String> present(Session session) throws SQLException {
        String sql = "SELECT * FROM " + session.engine().quote(table) + " WHERE 1 = 0";
        try (PreparedStatement statement = session.jdbc().prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            ResultSetMetaData description = result.getMetaData();
            Set<String> names = new HashSet<>();
            for (int i = 1; i <= description.getColumnCount(); i++) {
                names.add(Text.lower(description.getColumnName(i)));
            }
            return names;
        }
    }

    private Domain domain(Row row, Set<String> present) throws SQLException {
        String attributes = present.contains(Text.lower(attributesColumn)) ? row.text(attributesColumn) : null;
        boolean subdomains = present.contains(Text.lower(subdomainColumn)) && row.number(subdomainColumn) > 0;
        return new Domain(Text.lower(row.text(nameColumn, "").strip()), attributes, subdomains);
    }
}
