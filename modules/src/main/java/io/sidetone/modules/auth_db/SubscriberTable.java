package io.sidetone.modules.auth_db;

import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.server.storage.Engine;
import io.sidetone.server.storage.Row;
import io.sidetone.server.storage.Session;
import io.sidetone.sip.digest.DigestAlgorithm;
import io.sidetone.sip.digest.DigestSecret;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A table of users as it is: which of the columns it has, and with which algorithms all its users can be
/// checked. Thread-safe.
final class SubscriberTable {

    private final String name;
    private final SubscriberColumns columns;
    private final Set<String> present;
    private final String select;
    private volatile Set<DigestAlgorithm> verifiable;

    private SubscriberTable(
            Engine engine,
            String name,
            SubscriberColumns columns,
            Set<String> present,
            Set<DigestAlgorithm> verifiable) {
        this.name = name;
        this.columns = columns;
        this.present = present;
        this.verifiable = verifiable;
        List<String> read = new ArrayList<>(List.of(columns.user(), columns.password()));
        for (String optional : List.of(columns.passwordWithDomain(), columns.sha256(), columns.sha512t256())) {
            if (has(optional)) {
                read.add(optional);
            }
        }
        columns.loaded().forEach(loaded -> read.add(loaded.column()));
        this.select = "SELECT "
                + String.join(", ", read.stream().distinct().map(engine::quote).toList())
                + " FROM " + engine.quote(name) + " WHERE " + engine.quote(columns.user()) + " = ?"
                + (columns.useDomain() ? " AND " + engine.quote(columns.domain()) + " = ?" : "");
    }

    /// Looks what a table has. Waits.
    ///
    /// @throws DatabaseException if it is not there, or its schema is not known
    static SubscriberTable open(Database database, String name, SubscriberColumns columns) throws DatabaseException {
        if (columns.checkVersion()) {
            database.table(name, "subscriber");
        }
        return database.read(session -> {
            Set<String> present = present(session, name);
            return new SubscriberTable(
                    session.engine(), name, columns, present, verifiable(session, name, columns, present));
        });
    }

    private static Set<String> present(Session session, String name) throws SQLException {
        String sql = "SELECT * FROM " + session.engine().quote(name) + " WHERE 1 = 0";
        try (PreparedStatement statement = session.jdbc().prepareStatement(sql);
                var result = statement.executeQuery()) {
            ResultSetMetaData description = result.getMetaData();
            Set<String> names = new LinkedHashSet<>();
            for (int i = 1; i <= description.getColumnCount(); i++) {
                names.add(description.getColumnName(i).toLowerCase(Locale.ROOT));
            }
            return names;
        }
    }

    /// Users without a hash could not answer a challenge of that algorithm; and to offer less to them alone would
    /// tell that they exist.
    private static Set<DigestAlgorithm> verifiable(
            Session session, String name, SubscriberColumns columns, Set<String> present) throws SQLException {
        if (columns.plain()) {
            return Set.copyOf(EnumSet.allOf(DigestAlgorithm.class));
        }
        EnumSet<DigestAlgorithm> all = EnumSet.of(DigestAlgorithm.MD5, DigestAlgorithm.MD5_SESS);
        if (isFilled(session, name, columns.sha256(), present)) {
            Collections.addAll(all, DigestAlgorithm.SHA_256, DigestAlgorithm.SHA_256_SESS);
        }
        if (isFilled(session, name, columns.sha512t256(), present)) {
            Collections.addAll(all, DigestAlgorithm.SHA_512_256, DigestAlgorithm.SHA_512_256_SESS);
        }
        return Set.copyOf(all);
    }

    private static boolean isFilled(Session session, String name, String column, Set<String> present)
            throws SQLException {
        if (!present.contains(column.toLowerCase(Locale.ROOT))) {
            return false;
        }
        Engine engine = session.engine();
        String quoted = engine.quote(column);
        String sql =
                "SELECT 1 FROM " + engine.quote(name) + " WHERE " + quoted + " = '' OR " + quoted + " IS NULL LIMIT 1";
        return session.first(sql, _ -> true) == null;
    }

    /// What all users can be checked with, as far as is known.
    Set<DigestAlgorithm> verifiable() {
        return verifiable;
    }

    /// A user was met who cannot be checked with an algorithm: it is offered no more.
    ///
    /// @return whether that is news
    boolean lacks(DigestAlgorithm algorithm) {
        Set<DigestAlgorithm> before = verifiable;
        EnumSet<DigestAlgorithm> less = EnumSet.noneOf(DigestAlgorithm.class);
        less.addAll(before);
        less.removeIf(one -> one.hashesAs(algorithm));
        if (less.isEmpty() || less.size() == before.size()) {
            return false;
        }
        verifiable = Set.copyOf(less);
        return true;
    }

    /// The name of the table.
    String name() {
        return name;
    }

    private boolean has(String column) {
        return present.contains(column.toLowerCase(Locale.ROOT));
    }

    /// Reads a user. Waits.
    ///
    /// @return null if there is none
    @Nullable
    StoredUser read(Session session, String user, String domain) throws SQLException {
        List<Optional<StoredUser>> rows = columns.useDomain()
                ? session.query(select, row -> user(row, user), user, domain)
                : session.query(select, row -> user(row, user), user);
        return rows.stream().flatMap(Optional::stream).findFirst().orElse(null);
    }

    private Optional<StoredUser> user(Row row, String user) throws SQLException {
        if (!user.equals(row.text(columns.user()))) {
            // MariaDB finds ALICE where alice is asked for; their hashes differ.
            return Optional.empty();
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (StoredUser.Loaded loaded : columns.loaded()) {
            values.add(value(row, loaded.column()));
        }
        String password = row.text(columns.password());
        if (columns.plain()) {
            DigestSecret secret = password == null || password.isEmpty() ? null : DigestSecret.ofPassword(password);
            return Optional.of(new StoredUser(secret, secret, Collections.unmodifiableList(values)));
        }
        DigestSecret secret =
                StoredUser.ofHashes(password, optional(row, columns.sha256()), optional(row, columns.sha512t256()));
        DigestSecret withDomain = StoredUser.ofHashes(optional(row, columns.passwordWithDomain()), null, null);
        return Optional.of(new StoredUser(secret, withDomain, Collections.unmodifiableList(values)));
    }

    private @Nullable String optional(Row row, String column) throws SQLException {
        return has(column) ? row.text(column) : null;
    }

    private static @Nullable Object value(Row row, String column) throws SQLException {
        return switch (row.jdbc().getObject(column)) {
            case null -> null;
            case Integer number -> number.longValue();
            case Long number -> number;
            default -> row.text(column);
        };
    }
}
