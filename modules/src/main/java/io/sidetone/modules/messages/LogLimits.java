package io.sidetone.modules.messages;

import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.CoreParameters;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Levels of the log, from -3 (alerts) to 4 (debugging), and how much a script logs. Thread-safe: only functions.
public final class LogLimits {

    /// The level of debugging.
    public static final long DEBUG = 4;

    private static final String LIMIT = "core.xlog";

    private LogLimits() {}

    /// The greatest level that this run logs.
    public static long limit(RoutingContext context, CoreParameters parameters) {
        if (context.note(LIMIT) instanceof Long own) {
            return own;
        }
        return context.dialect() == Dialect.KAMAILIO
                ? ofKamailio(parameters.debug.value())
                : parameters.xlogLevel.value();
    }

    /// Says how much this run logs.
    ///
    /// @param level null for as much as all others
    public static void limit(RoutingContext context, @Nullable Long level) {
        // Notes of a message cannot be taken away: no number stands for none.
        context.note(LIMIT, level == null ? "" : level);
    }

    /// Kamailio counts errors as -1 and warnings as 0, and so on in steps of one.
    public static long ofKamailio(long level) {
        return Math.clamp(level >= 0 ? level + 1 : level, -3, DEBUG);
    }

    /// The number of a level, which may be written as its name.
    ///
    /// @throws ScriptError if it is none
    public static long level(@Nullable Object value, Dialect dialect) {
        Long number = Values.integer(value);
        String name = Values.text(value);
        if (number != null && dialect == Dialect.KAMAILIO) {
            return ofKamailio(number);
        }
        long level = number != null ? number : named(name.toUpperCase(Locale.ROOT));
        if (level < -3 || level > DEBUG || level == 0) {
            String shown = name.length() > 60 ? name.substring(0, 60) + "..." : name;
            throw new ScriptError("there is no log level '" + shown + "'");
        }
        return level;
    }

    private static long named(String name) {
        return switch (name) {
            case "L_ALERT", "L_NPRL", "L_MIN", "L_BUG" -> -3;
            case "L_CRIT", "L_CRIT2" -> -2;
            case "L_ERR" -> -1;
            case "L_WARN" -> 1;
            case "L_NOTICE" -> 2;
            case "L_INFO" -> 3;
            case "L_DBG", "L_MAX" -> DEBUG;
            default -> Long.MAX_VALUE;
        };
    }

    /// The level of the log's library.
    public static System.Logger.Level system(long level) {
        return level < 0
                ? System.Logger.Level.ERROR
                : level == 1
                        ? System.Logger.Level.WARNING
                        : level < DEBUG ? System.Logger.Level.INFO : System.Logger.Level.DEBUG;
    }
}
