package io.sidetone.server.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Columns of date and time as both families write them: the local time of the machine, in whole seconds; in
/// SQLite a text, or the Julian day that Kamailio writes.
final class Times {

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final double JULIAN_DAY_OF_1970 = 2_440_587.5;
    private static final double MILLIS_PER_DAY = 86_400_000;
    /// Julian days end long before, seconds since 1970 began long ago.
    private static final double LAST_JULIAN_DAY = 5_373_485;

    private Times() {}

    /// What is bound for a time.
    static Object bound(Instant time, Engine engine) {
        LocalDateTime local = LocalDateTime.ofInstant(time.truncatedTo(ChronoUnit.SECONDS), ZoneId.systemDefault());
        return engine == Engine.SQLITE ? TEXT.format(local) : local;
    }

    static @Nullable Instant read(ResultSet result, int position, Engine engine) throws SQLException {
        if (engine != Engine.SQLITE) {
            LocalDateTime local = result.getObject(position, LocalDateTime.class);
            return local == null ? null : local.atZone(ZoneId.systemDefault()).toInstant();
        }
        return switch (result.getObject(position)) {
            case null -> null;
            case Number number
            when number.doubleValue() <= LAST_JULIAN_DAY ->
                Instant.ofEpochMilli(Math.round((number.doubleValue() - JULIAN_DAY_OF_1970) * MILLIS_PER_DAY));
            case Number number -> Instant.ofEpochSecond(number.longValue());
            case Object text -> parsed(text.toString());
        };
    }

    private static Instant parsed(String text) throws SQLException {
        try {
            return LocalDateTime.parse(text.strip(), TEXT)
                    .atZone(ZoneId.systemDefault())
                    .toInstant();
        } catch (DateTimeParseException e) {
            throw new SQLException("'" + text + "' is no date and time", "22007", e);
        }
    }
}
