package io.sidetone.server.storage;

import io.sidetone.server.storage.DatabaseException.Kind;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;

/// What drivers throw, told apart by SQLSTATE and the numbers of each engine.
final class Failure {

    private Failure() {}

    static Kind kind(SQLException failure, Engine engine) {
        if (isSilent(failure)) {
            return Kind.UNAVAILABLE;
        }
        if (failure instanceof SQLTimeoutException) {
            return Kind.TIMEOUT;
        }
        return switch (engine) {
            case SQLITE -> ofSqlite(failure);
            case POSTGRESQL, MARIADB -> ofServer(failure, engine);
        };
    }

    /// Whether the server said nothing until the time-out of the socket, or none could be reached until that of
    /// the pool: enough was waited then.
    static boolean waited(SQLException failure) {
        return failure instanceof SQLTransientConnectionException || isSilent(failure);
    }

    private static boolean isSilent(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static Kind ofSqlite(SQLException failure) {
        // The lowest octet of extended codes is the code.
        return switch (failure.getErrorCode() & 0xff) {
            // SQLITE_BUSY, SQLITE_LOCKED
            case 5, 6 -> Kind.CONFLICT;
            // SQLITE_INTERRUPT: by the watch
            case 9 -> Kind.TIMEOUT;
            // SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN: the disk
            case 10, 13, 14 -> Kind.UNAVAILABLE;
            default -> Kind.REFUSED;
        };
    }

    private static Kind ofServer(SQLException failure, Engine engine) {
        String state = Objects.requireNonNullElse(failure.getSQLState(), "");
        int number = engine == Engine.MARIADB ? failure.getErrorCode() : 0;
        // MariaDB: lock wait time-out, deadlock; a query that was ended by time; too many connections, shutting down,
        // killed, read only.
        switch (number) {
            case 1205, 1213 -> {
                return Kind.CONFLICT;
            }
            case 1969, 3024 -> {
                return Kind.TIMEOUT;
            }
            case 1040, 1053, 1290, 1927 -> {
                return Kind.UNAVAILABLE;
            }
            default -> {}
        }
        // Cancelled for its time-out; deadlock, serialization, lock not available.
        return switch (state) {
            case "57014", "70100" -> Kind.TIMEOUT;
            case "40001", "40P01", "55P03" -> Kind.CONFLICT;
            default ->
                state.startsWith("08")
                                || state.startsWith("53")
                                || state.startsWith("57P")
                                || failure instanceof SQLTransientConnectionException
                                || failure instanceof SQLRecoverableException
                        ? Kind.UNAVAILABLE
                        : Kind.REFUSED;
        };
    }
}
