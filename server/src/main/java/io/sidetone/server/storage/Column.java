package io.sidetone.server.storage;

import org.jspecify.annotations.Nullable;

/// A column of a table. Immutable.
///
/// @param name its name
/// @param type what it holds
/// @param size characters, for texts of a length; else 0
/// @param nullable whether it may be NULL
/// @param initial what it holds if nothing is said: a text, a number, or null for none
public record Column(
        String name,
        Type type,
        int size,
        boolean nullable,
        @Nullable Object initial) {

    /// What columns hold, as the schemas of the families name it.
    public enum Type {
        /// A number that the database gives, which is the primary key; 32 bits.
        ID,
        /// The same with 64 bits.
        BIG_ID,
        /// Characters, up to a size.
        CHARS,
        /// Characters of any number.
        TEXT,
        /// 16 bits without sign.
        UNSIGNED_SHORT,
        /// 32 bits.
        INTEGER,
        /// 32 bits without sign; PostgreSQL has no such type and takes one with sign, as both families do.
        UNSIGNED,
        /// A number with two decimals.
        DECIMAL,
        /// Date and time of day, in seconds.
        TIME
    }

    /// Its part of `CREATE TABLE`.
    ///
    /// @param fixed whether texts are CHAR, as OpenSIPS has them in MariaDB and SQLite, and not VARCHAR
    String definition(Engine engine, boolean fixed) {
        String text = engine.quote(name) + " " + typeName(engine, fixed);
        if (type == Type.ID || type == Type.BIG_ID) {
            return text;
        }
        if (initial != null) {
            text += " DEFAULT " + (initial instanceof String words ? "'" + words + "'" : initial);
        } else if (nullable) {
            text += " DEFAULT NULL";
        }
        return nullable ? text : text + " NOT NULL";
    }

    private String typeName(Engine engine, boolean fixed) {
        return switch (type) {
            case ID, BIG_ID -> id(engine);
            case CHARS -> (fixed && engine != Engine.POSTGRESQL ? "CHAR(" : "VARCHAR(") + size + ")";
            case TEXT -> "TEXT";
            case UNSIGNED_SHORT ->
                switch (engine) {
                    case SQLITE -> "SMALLINT";
                    // Its SMALLINT ends at 32767, which is no limit for ports.
                    case POSTGRESQL -> "INTEGER";
                    case MARIADB -> "SMALLINT UNSIGNED";
                };
            case INTEGER -> engine == Engine.MARIADB ? "INT" : "INTEGER";
            case UNSIGNED -> engine == Engine.MARIADB ? "INT UNSIGNED" : "INTEGER";
            case DECIMAL -> engine == Engine.POSTGRESQL ? "REAL" : "FLOAT(10,2)";
            case TIME -> engine == Engine.POSTGRESQL ? "TIMESTAMP WITHOUT TIME ZONE" : "DATETIME";
        };
    }

    private String id(Engine engine) {
        boolean big = type == Type.BIG_ID;
        return switch (engine) {
            case SQLITE -> "INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL";
            case POSTGRESQL -> (big ? "BIGSERIAL" : "SERIAL") + " PRIMARY KEY NOT NULL";
            case MARIADB -> (big ? "BIGINT" : "INT") + " UNSIGNED AUTO_INCREMENT PRIMARY KEY NOT NULL";
        };
    }
}
