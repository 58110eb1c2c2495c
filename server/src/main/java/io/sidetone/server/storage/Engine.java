package io.sidetone.server.storage;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The kinds of databases, and what they spell differently. Immutable.
public enum Engine {
    SQLITE("SQLite", "sqlite", 0),
    POSTGRESQL("PostgreSQL", "postgresql", 5432),
    MARIADB("MariaDB", "mariadb", 3306);

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

    private final String title;
    private final String driver;
    private final int port;

    Engine(String title, String driver, int port) {
        this.title = title;
        this.driver = driver;
        this.port = port;
    }

    /// Its name as it writes it itself.
    public String title() {
        return title;
    }

    /// What follows `jdbc:` in the URLs of its driver.
    String driver() {
        return driver;
    }

    /// The port that it listens on if nothing else is said.
    int port() {
        return port;
    }

    /// The name of a table or column, quoted. Names that need more than letters, digits and underscores are
    /// refused, so what comes from a configuration cannot become SQL. PostgreSQL gets it in lower case, as it
    /// reads unquoted names.
    ///
    /// @throws IllegalArgumentException if it is no such name
    public String quote(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no name of a table or column: letters, digits and underscores, 63 at most");
        }
        return switch (this) {
            case SQLITE -> '"' + name + '"';
            case POSTGRESQL -> '"' + name.toLowerCase(Locale.ROOT) + '"';
            case MARIADB -> '`' + name + '`';
        };
    }

    /// `INSERT INTO table (columns) VALUES (?, ...)`.
    public String insert(String table, List<String> columns) {
        return "INSERT INTO " + quote(table) + " (" + quoted(columns) + ") VALUES ("
                + Stream.generate(() -> "?").limit(columns.size()).collect(Collectors.joining(", ")) + ")";
    }

    /// A statement that inserts a row, or changes the row that has the same key. Its parameters are the key, then
    /// the values. The table needs a unique index of just the key's columns.
    ///
    /// @param key the columns of the key, at least one
    /// @param values the other columns; may be empty: then a row that is there stays as it is
    public String upsert(String table, List<String> key, List<String> values) {
        String insert =
                insert(table, Stream.concat(key.stream(), values.stream()).toList());
        if (this == MARIADB) {
            List<String> changed = values.isEmpty() ? key.subList(0, 1) : values;
            return insert + " ON DUPLICATE KEY UPDATE "
                    + changed.stream()
                            .map(this::quote)
                            .map(name -> name + " = VALUES(" + name + ")")
                            .collect(Collectors.joining(", "));
        }
        String update = values.stream()
                .map(this::quote)
                .map(name -> name + " = excluded." + name)
                .collect(Collectors.joining(", "));
        return insert + " ON CONFLICT (" + quoted(key) + ") DO "
                + (update.isEmpty() ? "NOTHING" : "UPDATE SET " + update);
    }

    private String quoted(List<String> names) {
        return names.stream().map(this::quote).collect(Collectors.joining(", "));
    }
}
