package io.sidetone.modules.core;

import io.sidetone.script.CoreDefinitions;
import io.sidetone.script.define.FunctionDefinition;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.StatusFunction;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.CoreParameters;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleFunction;
import io.sidetone.server.module.ModuleParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The functions of the language, with those that log kept within `xlog_level`; and the levels as variables,
/// which a script sets for one run. Thread-safe.
final class LogFunctions {

    private static final String XLOG = "core.xlog";
    private static final String LOG = "core.log";
    private static final long DEBUG = 4;

    private final CoreParameters parameters;

    LogFunctions(CoreParameters parameters) {
        this.parameters = parameters;
    }

    void define(ModuleBuilder module) {
        List<ModuleFunction> functions = new ArrayList<>();
        for (FunctionDefinition function : CoreDefinitions.module().functions()) {
            StatusFunction status = function.status();
            SortedMap<Integer, String> codes = new TreeMap<>();
            if (status != null) {
                codes.put(1, "always");
            }
            functions.add(new ModuleFunction(
                    status == null ? function : within(function, status),
                    List.of(),
                    codes,
                    example(function.name()),
                    false));
        }
        module.functions(functions);
        module.variable("xlog_level", "How much `xlog` logs in this run, from -3 to 4; null for `xlog_level`.")
                .type(Type.INTEGER)
                .writes(writing(XLOG))
                .reads(reading(XLOG, parameters.xlogLevel));
        module.variable("log_level", "How much the server is to log of this run, from -3 to 4; null for `log_level`.")
                .type(Type.INTEGER)
                .writes(writing(LOG))
                .reads(reading(LOG, parameters.logLevel));
    }

    private static String example(String function) {
        return switch (function) {
            case "log", "xlog" -> function + "(\"L_WARN\", \"$rm from $si has no user\\n\");";
            case "xdbg" -> "xdbg(\"now it goes to $ru\\n\");";
            case "error" -> "error(\"gateway\", \"$si has sent what it should not\\n\");";
            case "size" -> "if (size($(avp(gateways)[*])) > 3) { xlog(\"many gateways\\n\"); }";
            case "keys", "values" ->
                "$var(prices) = {\"49\": 2, \"43\": 3};\n$var(all) = " + function + "($var(prices));";
            case "contains" -> "if (contains([\"INVITE\", \"BYE\"], $rm)) { xlog(\"of a call\\n\"); }";
            case "join" -> "xlog(join([\"a\", \"b\"], \", \"));";
            case "split" -> "$var(parts) = split($rU, \".\");";
            case "type_of" -> "xlog(type_of($rU));";
            case "to_integer" -> "$var(number) = to_integer($rU);";
            case "to_decimal" -> "$var(price) = to_decimal(\"0.029\") * 60;";
            case "to_text" -> "$var(text) = to_text(5060);";
            case "to_json" -> "xlog(to_json({\"user\": $rU}));";
            case "from_json" -> "$var(map) = from_json($rb);";
            default -> "";
        };
    }

    private FunctionDefinition within(FunctionDefinition function, StatusFunction status) {
        return new FunctionDefinition(
                function.name(),
                function.parameters(),
                function.routes(),
                function.waits(),
                function.result(),
                switch (function.name()) {
                    case "log", "xlog" -> (run, arguments) -> log(run, arguments, status);
                    case "xdbg" -> (run, arguments) -> DEBUG <= limit(run) ? status.call(run, arguments) : 1;
                    default -> status;
                },
                null,
                function.description());
    }

    private int log(Run run, @Nullable Object[] arguments, StatusFunction status) {
        boolean plain = arguments[1] == null;
        long level = plain ? parameters.xlogPrintLevel.value() : level(arguments[0]);
        if (level > limit(run)) {
            return 1;
        }
        @Nullable Object[] complete = {Long.toString(level), prefixed(plain ? arguments[0] : arguments[1])};
        return status.call(run, complete);
    }

    private String prefixed(@Nullable Object text) {
        String prefix = parameters.logPrefix.value();
        return prefix.isEmpty() ? Values.text(text) : prefix + ":" + Values.text(text);
    }

    private long limit(Run run) {
        return RoutingContext.of(run).note(XLOG) instanceof Long level ? level : parameters.xlogLevel.value();
    }

    /// The number of a level, which may be written as its name.
    static long level(@Nullable Object value) {
        Long number = Values.integer(value);
        long level = number != null
                ? number
                : switch (Values.text(value).toUpperCase(Locale.ROOT)) {
                    case "L_ALERT" -> -3;
                    case "L_CRIT" -> -2;
                    case "L_ERR" -> -1;
                    case "L_WARN" -> 1;
                    case "L_NOTICE" -> 2;
                    case "L_INFO" -> 3;
                    case "L_DBG" -> DEBUG;
                    default -> Long.MAX_VALUE;
                };
        if (level < -3 || level > DEBUG || level == 0) {
            throw new ScriptError("there is no log level '" + Written.shown(Values.text(value)) + "'");
        }
        return level;
    }

    private static BiConsumer<RoutingContext, @Nullable Object> writing(String note) {
        // Notes of a message cannot be taken away: no number stands for none.
        return (context, value) -> context.note(note, value == null ? "" : level(value));
    }

    private static Function<RoutingContext, Object> reading(String note, ModuleParameter<Long> usual) {
        return context -> context.note(note) instanceof Long level ? level : usual.value();
    }
}
