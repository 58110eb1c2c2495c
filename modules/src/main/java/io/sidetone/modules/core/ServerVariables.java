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
import io.sidetone.sip.base.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;

/// The time, and the server itself. Thread-safe.
final class ServerVariables {

    private static final String COLOURS = "srgybpcw";

    private final CoreParameters parameters;
    private final Map<String, String> options;
    private volatile long started;

    /// @param options what was given on the command line by `-A name=value`
    ServerVariables(CoreParameters parameters, Map<String, String> options) {
        this.parameters = parameters;
        this.options = Map.copyOf(options);
    }

    /// The server starts.
    void start(Clock clock) {
        started = clock.currentTimeMillis() / 1000;
    }

    void define(ModuleBuilder module) {
        times(module);
        module.variable("pp", "The number of the server's process.")
                .or("pid")
                .type(Type.INTEGER)
                .reads(_ -> ProcessHandle.current().pid());
        module.variable("argv", "What the command line says by `-A name=value`.")
                .key(VariableDefinition.Key.NEEDED)
                .readsWithKey((_, key) -> options.get(Values.text(key)));
        module.variable("C", "Colours of the log, letter and background: `s r g y b p c w`, `x` for the usual one.")
                .key(VariableDefinition.Key.NEEDED)
                .readsWithKey((_, key) -> parameters.xlogForceColor.value() ? colour(Values.text(key)) : "");
    }

    private void times(ModuleBuilder module) {
        module.variable("Ts", "The time in seconds since 1970.")
                .type(Type.INTEGER)
                .reads(context -> millis(context) / 1000);
        module.variable("Tsm", "The microseconds of the second that it is.")
                .type(Type.INTEGER)
                .reads(context -> millis(context) % 1000 * 1000);
        module.variable("Tb", "When the server was started, in seconds since 1970.")
                .type(Type.INTEGER)
                .reads(_ -> started);
        module.variable("TS", "The same as `$Tb`.")
                .in(Dialect.NATIVE)
                .type(Type.INTEGER)
                .reads(_ -> started);
        module.variable("Tf", "Date and time, as `Thu Jan  1 00:00:00 1970`.")
                .or("TF")
                .reads(context -> TimeForm.format(time(context), "%c"));
        module.variable("time", "Date and time in a form of strftime, as `$time(%Y-%m-%d %H:%M:%S)`.")
                .in(Dialect.NATIVE)
                .key(VariableDefinition.Key.NEEDED)
                .readsWithKey((context, form) -> TimeForm.format(time(context), Values.text(form)));
    }

    private static long millis(RoutingContext context) {
        return context.core().layer().clock().currentTimeMillis();
    }

    private static ZonedDateTime time(RoutingContext context) {
        return Instant.ofEpochMilli(millis(context)).atZone(ZoneId.systemDefault());
    }

    private static String colour(String letters) {
        if (letters.length() != 2) {
            throw new ScriptError("colours are two letters, not '" + Written.shown(letters) + "'");
        }
        StringBuilder out = new StringBuilder("\u001B[0;");
        out.append(colour(letters.charAt(0), 30)).append(';').append(colour(letters.charAt(1), 40));
        return out.append('m').toString();
    }

    /// The number of a colour; 39 and 49 are the usual ones.
    private static int colour(char letter, int first) {
        int index = COLOURS.indexOf(Character.toLowerCase(letter));
        if (index < 0 && letter != 'x') {
            throw new ScriptError("there is no colour '" + letter + "'");
        }
        return first + (index < 0 ? 9 : index);
    }
}
