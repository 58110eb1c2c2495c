package io.sidetone.server.storage;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A database did not do what it was asked. The message says what to do, and never shows a password.
public final class DatabaseException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    /// What kind of trouble it is.
    public enum Kind {
        /// The URL or a setting is wrong.
        SETTING,
        /// The database is not there, or went away: the same may succeed later.
        UNAVAILABLE,
        /// It took too long.
        TIMEOUT,
        /// Others were in the way for too long: deadlock, locked.
        CONFLICT,
        /// Too much waits to be written: [DatabaseSettings#queueLimit].
        FULL,
        /// The database refused it: a syntax error, a value that does not fit, a key that exists.
        REFUSED,
        /// The tables are not as they must be.
        SCHEMA,
        /// It was closed.
        CLOSED
    }

    private final Kind kind;

    DatabaseException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    DatabaseException(Kind kind, String message) {
        this(kind, message, null);
    }

    /// What kind of trouble it is.
    public Kind kind() {
        return kind;
    }

    /// Whether the same may succeed later without any change.
    public boolean passing() {
        return kind == Kind.UNAVAILABLE || kind == Kind.TIMEOUT || kind == Kind.CONFLICT || kind == Kind.FULL;
    }
}
