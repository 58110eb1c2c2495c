package io.sidetone.server.storage;

import io.sidetone.script.define.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A table of a family's standard schema. Immutable.
///
/// @param family whose it is
/// @param name its standard name
/// @param version what its row in the table `version` says
/// @param columns its columns
/// @param indexes its indexes
public record Table(Family family, String name, int version, List<Column> columns, List<Index> indexes) {

    /// An index of a table. Immutable.
    ///
    /// @param name its name in MariaDB; elsewhere the table's name stands before it
    /// @param unique whether two rows may not be equal in these columns
    /// @param columns the columns, at least one
    public record Index(String name, boolean unique, List<String> columns) {

        /// Takes copies.
        public Index {
            columns = List.copyOf(columns);
        }
    }

    /// Takes copies.
    public Table {
        columns = List.copyOf(columns);
        indexes = List.copyOf(indexes);
    }

    /// Begins the definition of a table.
    public static Builder of(Family family, String name, int version) {
        return new Builder(family, name, version);
    }

    /// The column of a name, or null.
    public @Nullable Column column(String column) {
        return columns.stream()
                .filter(one -> one.name().equals(column))
                .findFirst()
                .orElse(null);
    }

    /// The statements that make it: the table, then its indexes.
    public List<String> statements(Engine engine) {
        boolean fixed = family == Family.OPENSIPS;
        List<String> parts = new ArrayList<>();
        columns.forEach(column -> parts.add(column.definition(engine, fixed)));
        List<String> statements = new ArrayList<>();
        for (Index index : indexes) {
            String indexName = engine.quote(engine == Engine.MARIADB ? index.name : name + "_" + index.name);
            String indexed = index.columns.stream().map(engine::quote).collect(Collectors.joining(", ", "(", ")"));
            if (index.unique) {
                parts.add("CONSTRAINT " + indexName + " UNIQUE " + indexed);
            } else if (engine == Engine.MARIADB) {
                // Each of its statements commits: a table is there in whole, or not at all.
                parts.add("INDEX " + indexName + " " + indexed);
            } else {
                statements.add("CREATE INDEX " + indexName + " ON " + engine.quote(name) + " " + indexed);
            }
        }
        String create = "CREATE TABLE " + engine.quote(name) + " (\n    " + String.join(",\n    ", parts) + "\n)";
        // Without this MariaDB may be unable to hold a name, or take Bob for bob.
        String options = " ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
        statements.addFirst(engine == Engine.MARIADB ? create + options : create);
        return List.copyOf(statements);
    }

    /// Collects the columns in their order. Confined to one thread.
    public static final class Builder {

        private final Family family;
        private final String name;
        private final int version;
        private final List<Column> columns = new ArrayList<>();
        private final List<Index> indexes = new ArrayList<>();

        private Builder(Family family, String name, int version) {
            this.family = family;
            this.name = name;
            this.version = version;
        }

        /// The number that the database gives, called `id`.
        public Builder id() {
            return column(new Column("id", Column.Type.ID, 0, false, null));
        }

        /// A number of 64 bits that the database gives.
        public Builder bigId(String column) {
            return column(new Column(column, Column.Type.BIG_ID, 0, false, null));
        }

        /// Characters, empty if nothing is said.
        public Builder chars(String column, int size) {
            return chars(column, size, "");
        }

        /// Characters.
        ///
        /// @param initial what stands there if nothing is said; null: it must be said
        public Builder chars(String column, int size, @Nullable String initial) {
            return column(new Column(column, Column.Type.CHARS, size, false, initial));
        }

        /// Characters, or NULL.
        public Builder charsOrNull(String column, int size) {
            return column(new Column(column, Column.Type.CHARS, size, true, null));
        }

        /// Any number of characters; it must be said.
        public Builder text(String column) {
            return column(new Column(column, Column.Type.TEXT, 0, false, null));
        }

        /// Any number of characters, or NULL.
        public Builder textOrNull(String column) {
            return column(new Column(column, Column.Type.TEXT, 0, true, null));
        }

        /// A whole number.
        public Builder integer(String column, int initial) {
            return column(new Column(column, Column.Type.INTEGER, 0, false, initial));
        }

        /// A whole number, or NULL.
        public Builder integerOrNull(String column) {
            return column(new Column(column, Column.Type.INTEGER, 0, true, null));
        }

        /// A whole number of a type.
        ///
        /// @param initial what stands there if nothing is said; null: it must be said
        public Builder number(String column, Column.Type type, @Nullable Integer initial) {
            return column(new Column(column, type, 0, false, initial));
        }

        /// A date and time.
        ///
        /// @param initial what stands there if nothing is said, as `YYYY-MM-DD HH:MM:SS`; null: it must be said
        public Builder time(String column, @Nullable String initial) {
            return column(new Column(column, Column.Type.TIME, 0, false, initial));
        }

        /// A column as it is.
        public Builder column(Column column) {
            columns.add(column);
            return this;
        }

        /// An index.
        public Builder index(String index, String... indexed) {
            indexes.add(new Index(index, false, List.of(indexed)));
            return this;
        }

        /// An index in which no two rows are equal.
        public Builder unique(String index, String... indexed) {
            indexes.add(new Index(index, true, List.of(indexed)));
            return this;
        }

        /// The table.
        public Table build() {
            return new Table(family, name, version, columns, indexes);
        }
    }
}
