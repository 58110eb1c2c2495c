package io.sidetone.modules.core;

import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.transform.TimeForm;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.CoreParameters;
import io.sidetone.server.module.ModuleBuilder;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Times in all forms of Kamailio's scripts, characters that cannot be written, numbers with names, and the server.
/// Thread-safe.
final class ConstantVariables {

    /// The Kamailio whose scripts this server reads, as such scripts compare it.
    private static final long KAMAILIO = 6_000_000;

    private final CoreParameters parameters;

    ConstantVariables(CoreParameters parameters) {
        this.parameters = parameters;
    }

    void define(ModuleBuilder module) {
        times(module);
        characters(module);
        server(module);
    }

    private static void times(ModuleBuilder module) {
        module.variable("TS", "The time in seconds since 1970.")
                .in(Dialect.KAMAILIO)
                .type(Type.INTEGER)
                .reads(context -> millis(context) / 1000);
        module.variable(
                        "time",
                        "A part of the local time: `sec`, `min`, `hour`, `mday`, `mon`, `year`, `wday`, "
                                + "`yday` or `isdst`.")
                .in(Dialect.KAMAILIO)
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.INTEGER)
                .readsWithKey((context, key) -> part(time(context, ZoneId.systemDefault()), Values.text(key)));
        module.variable("utime", "The same part of the time in UTC.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.INTEGER)
                .readsWithKey((context, key) -> part(time(context, ZoneOffset.UTC), Values.text(key)));
        module.variable("timef", "The local time in a form of strftime.")
                .key(VariableDefinition.Key.NEEDED)
                .readsWithKey(
                        (context, form) -> TimeForm.format(time(context, ZoneId.systemDefault()), Values.text(form)));
        module.variable("utimef", "The time in UTC in a form of strftime.")
                .key(VariableDefinition.Key.NEEDED)
                .readsWithKey((context, form) -> TimeForm.format(time(context, ZoneOffset.UTC), Values.text(form)));
        module.variable(
                        "TV",
                        "The time: `s` and `sn` its seconds since 1970, `u` and `un` its microseconds, `Sn` both "
                                + "with a dot, `Sm` the milliseconds since 1970.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.ANY)
                .readsWithKey((context, key) -> timeval(millis(context), Values.text(key)));
    }

    private static long millis(RoutingContext context) {
        return context.core().layer().clock().currentTimeMillis();
    }

    private static ZonedDateTime time(RoutingContext context, ZoneId zone) {
        return Instant.ofEpochMilli(millis(context)).atZone(zone);
    }

    private static long part(ZonedDateTime time, String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "sec" -> time.getSecond();
            case "min" -> time.getMinute();
            case "hour" -> time.getHour();
            case "mday" -> time.getDayOfMonth();
            case "mon" -> time.getMonthValue();
            case "year" -> time.getYear();
            case "wday" -> time.getDayOfWeek().getValue() % 7 + 1;
            case "yday" -> time.getDayOfYear();
            case "isdst" -> time.getZone().getRules().isDaylightSavings(time.toInstant()) ? 1 : 0;
            default -> throw new ScriptError("a time has no part '" + Written.shown(name) + "'");
        };
    }

    private static Object timeval(long millis, String key) {
        long micros = millis % 1000 * 1000;
        return switch (key) {
            case "s", "sn" -> millis / 1000;
            case "u", "un" -> micros;
            case "Sn", "Fn" ->
                millis / 1000 + "." + String.valueOf(1_000_000 + micros).substring(1);
            case "Sm" -> millis;
            default -> throw new ScriptError("$TV has s, u, sn, un, Sn and Sm, not '" + Written.shown(key) + "'");
        };
    }

    private static void characters(ModuleBuilder module) {
        Map<String, String> names = new TreeMap<>(Map.of(
                "En", "\n", "Er", "\r", "Et", "\t", "Es", " ", "Ec", ",", "Eq", "\"", "Ek", "'", "Ei", ":", "Ej", ";",
                "Eb", "\\"));
        names.put("Ev", "`");
        names.forEach((name, character) -> module.variable(
                        name, "The character U+" + String.format(Locale.ROOT, "%04X", (int) character.charAt(0)) + ".")
                .reads(_ -> character));
        module.variable("_s", "The text that its key is, with variables replaced.")
                .key(VariableDefinition.Key.NEEDED)
                .readsWithKey((_, key) -> Values.text(key));
    }

    private void server(ModuleBuilder module) {
        module.variable("sid", "The number of this server, `server_id`.")
                .type(Type.INTEGER)
                .reads(_ -> parameters.serverId.value());
        module.variable("version", "The version: `num` its number, `full` with the name, `hash` of its source.")
                .key(VariableDefinition.Key.NEEDED)
                .readsWithKey((_, key) -> version(Values.text(key)));
        module.variable(
                        "ksr",
                        "The version: `ver` that of this server, `verval` the number of the Kamailio that it reads "
                                + "scripts of.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.ANY)
                .readsWithKey((_, key) -> Values.text(key).equals("verval") ? KAMAILIO : version("num"));
        module.variable(
                        "K",
                        "A number by its name: `IPv4`, `INET`, `IPv6`, `INET6`, `UDP`, `TCP`, `TLS`, `SCTP`, `WS` "
                                + "or `WSS`.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.INTEGER)
                .readsWithKey((_, key) -> constant(Values.text(key)));
        module.variable("env", "A variable of the environment that the server was started with.")
                .key(VariableDefinition.Key.NEEDED)
                .readsWithKey((_, key) -> System.getenv(Values.text(key)));
    }

    private static @Nullable String version(String which) {
        String version = ConstantVariables.class.getPackage().getImplementationVersion();
        String number = version == null ? "0" : version;
        return switch (which) {
            case "num" -> number;
            case "full" -> "sidetone " + number;
            case "hash" -> null;
            default -> throw new ScriptError("$version has num, full and hash, not '" + Written.shown(which) + "'");
        };
    }

    private static long constant(String name) {
        return switch (name) {
            case "IPv4", "IP4", "INET" -> 2;
            case "IPv6", "IP6", "INET6" -> 10;
            case "UDP" -> 1;
            case "TCP" -> 2;
            case "TLS" -> 3;
            case "SCTP" -> 4;
            case "WS" -> 5;
            case "WSS" -> 6;
            default -> throw new ScriptError("$K has no '" + Written.shown(name) + "'");
        };
    }
}
