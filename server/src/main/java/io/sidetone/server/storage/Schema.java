package io.sidetone.server.storage;

import io.sidetone.script.define.Family;
import io.sidetone.server.storage.DatabaseException.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The standard tables of a family. Immutable.
///
/// A database is told apart by its table `version`. One that we made has a row `sidetone` there as well, with the
/// number of the last [Migration]; only in such a one tables are added and changed.
public final class Schema {

    static final String VERSION_TABLE = "version";

    private static final String MARK = "sidetone";
    private static final Schema OPENSIPS = new Schema(OpenSipsTables.all(), List.of());
    private static final Schema KAMAILIO = new Schema(KamailioTables.all(), List.of());

    private final List<Table> tables;
    private final List<Migration> migrations;

    Schema(List<Table> tables, List<Migration> migrations) {
        this.tables = List.copyOf(tables);
        this.migrations = List.copyOf(migrations);
    }

    /// The schema of a family.
    public static Schema of(Family family) {
        return switch (family) {
            case OPENSIPS -> OPENSIPS;
            case KAMAILIO -> KAMAILIO;
        };
    }

    /// All tables.
    public List<Table> tables() {
        return tables;
    }

    /// The table of a standard name, or null.
    public @Nullable Table table(String name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /// Makes all tables in an empty database, and brings one that we made up to date. Any other stays as it is.
    ///
    /// @return whether the database is ours
    /// @throws DatabaseException if that fails
    public boolean create(Database database) throws DatabaseException {
        return prepare(database, true);
    }

    boolean prepare(Database database, boolean create) throws DatabaseException {
        int last = migrations.size();
        List<String> names = tables.stream().map(Table::name).toList();
        AtomicInteger newest = new AtomicInteger();
        boolean done = database.read(session -> {
            List<String> present = present(session);
            int mark = mark(session, present);
            newest.set(mark);
            return mark < 0 ? !create : mark >= last && present.containsAll(names);
        });
        if (newest.get() > last) {
            throw new DatabaseException(
                    Kind.SCHEMA,
                    "The database " + database.url() + " is of a newer Sidetone: its tables have number " + newest
                            + ", and this program knows them up to number " + last
                            + ". Update the program, or use another database.");
        }
        return done ? database.read(session -> mark(session, present(session)) >= 0) : database.write(this::bring);
    }

    /// Makes what is missing. Someone else may have been here since we looked.
    private boolean bring(Session session) throws SQLException {
        lock(session);
        try {
            return bringAlone(session);
        } finally {
            unlock(session);
        }
    }

    private boolean bringAlone(Session session) throws SQLException {
        List<String> present = present(session);
        int done = mark(session, present);
        if (done < 0 && !isEmpty(session, present)) {
            return false;
        }
        for (Table table : tables) {
            if (!present.contains(table.name())) {
                for (String statement : table.statements(session.engine())) {
                    session.update(statement);
                }
            }
            if (table.name().equals(VERSION_TABLE) && done < 0) {
                // Tables that are made from nothing need no migration.
                done = migrations.size();
                say(session, MARK, done);
            }
            if (table.version() > 0) {
                say(session, table.name(), table.version());
            }
        }
        for (Migration migration : migrations) {
            if (migration.number() > done) {
                migration.steps().in(session);
                say(session, MARK, migration.number());
            }
        }
        return true;
    }

    private static void say(Session session, String table, int version) throws SQLException {
        session.update(
                session.engine().upsert(VERSION_TABLE, List.of("table_name"), List.of("table_version")),
                table,
                version);
    }

    /// Two servers may begin on one database at once.
    private static void lock(Session session) throws SQLException {
        switch (session.engine()) {
            // Whoever writes is alone.
            case SQLITE -> {}
            case POSTGRESQL -> session.query("SELECT pg_advisory_xact_lock(5060)", _ -> true);
            case MARIADB -> {
                Long got = session.first("SELECT GET_LOCK(CONCAT('sidetone.', DATABASE()), 5)", row -> row.number(1));
                if (got == null || got != 1) {
                    throw new SQLException("another server is making its tables", "40001");
                }
            }
        }
    }

    /// That of PostgreSQL ends with the transaction.
    private static void unlock(Session session) throws SQLException {
        if (session.engine() == Engine.MARIADB) {
            session.first("SELECT RELEASE_LOCK(CONCAT('sidetone.', DATABASE()))", row -> row.number(1));
        }
    }

    private static List<String> present(Session session) throws SQLException {
        String sql = switch (session.engine()) {
            case SQLITE -> "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
            case POSTGRESQL -> "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()";
            case MARIADB -> "SELECT table_name FROM information_schema.tables WHERE table_schema = database()";
        };
        return session.query(sql, row -> row.text(1, ""));
    }

    /// Whether nothing is there, or only the table that we make first.
    private static boolean isEmpty(Session session, List<String> present) throws SQLException {
        return present.isEmpty()
                || (present.equals(List.of(VERSION_TABLE))
                        && session.first("SELECT table_name FROM version", row -> row.text(1, "")) == null);
    }

    /// The last migration of a database that we made; -1 for another one.
    private static int mark(Session session, List<String> present) throws SQLException {
        return present.contains(VERSION_TABLE) ? said(session, MARK).orElse(-1) : -1;
    }

    private static OptionalInt said(Session session, String table) throws SQLException {
        List<Integer> versions = session.query(
                "SELECT table_version FROM version WHERE table_name = ?", row -> (int) row.number(1), table);
        return versions.isEmpty() ? OptionalInt.empty() : OptionalInt.of(versions.getFirst());
    }

    static OptionalInt version(Database database, String table) throws DatabaseException {
        return database.read(
                session -> present(session).contains(VERSION_TABLE) ? said(session, table) : OptionalInt.empty());
    }

    static Table identify(Database database, String name, String standard) throws DatabaseException {
        List<Table> known = new ArrayList<>();
        for (Family family : Family.values()) {
            Table table = of(family).table(standard);
            if (table != null) {
                known.add(table);
            }
        }
        OptionalInt found = version(database, name);
        for (Table table : known) {
            if (found.isPresent() && table.version() == found.getAsInt()) {
                return table;
            }
        }
        String expected = known.stream()
                .map(table -> table.version() + " (" + table.family().title() + ")")
                .collect(Collectors.joining(" or "));
        throw new DatabaseException(
                Kind.SCHEMA,
                "The table " + name + " of " + database.url() + " "
                        + (found.isPresent()
                                ? "has version " + found.getAsInt() + " in the table 'version'"
                                : "has no row in the table 'version'")
                        + ", expected: " + expected
                        + ". Update or make it with the tools of its family (opensips-cli, kamdbctl), or use another "
                        + "database.");
    }
}
