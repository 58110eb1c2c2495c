package io.sidetone.modules.core;

import io.sidetone.modules.messages.LogLimits;
import io.sidetone.script.CoreDefinitions;
import io.sidetone.script.define.FunctionDefinition;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.StatusFunction;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.CoreParameters;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.ModuleFunction;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.StartException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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
    private static final long ERRORS = -1;

    private final CoreParameters parameters;

    /// What Kamailio's scripts have before each line; null before the start.
    private volatile @Nullable Function<RoutingContext, String> prefix;

    LogFunctions(CoreParameters parameters) {
        this.parameters = parameters;
    }

    /// Reads the prefix of lines.
    ///
    /// @throws StartException if it has a variable that there is none of
    void start(ModuleContext context) throws StartException {
        prefix = context.text(parameters.logPrefix.value());
    }

    void define(ModuleBuilder module) {
        List<ModuleFunction> functions = new ArrayList<>();
        for (FunctionDefinition function : CoreDefinitions.module().functions()) {
            StatusFunction status = function.status();
            SortedMap<Integer, String> codes = new TreeMap<>();
            if (status != null) {
                codes.put(1, "always");
                if (function.name().equals("xlog")) {
                    kamailio(module, status);
                }
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
                            case "xdbg" ->
                                (run, arguments) -> LogLimits.DEBUG <= limit(run)
                                        ? status.call(run, new @Nullable Object[] {prefixed(run, arguments[0])})
                                        : 1;
                            default -> status;
                        },
                        null,
                        function.description())
                .in(function.name().equals("xlog") ? EnumSet.of(Dialect.NATIVE) : EnumSet.allOf(Dialect.class));
    }

    /// Kamailio's has a facility in front, which is left to the settings of the log.
    private void kamailio(ModuleBuilder module, StatusFunction status) {
        module.function("xlog", "Logs a text, at a level that may stand before it, and a facility before that.")
                .in(Dialect.KAMAILIO)
                .with(Argument.text("levelOrText", "The level, or without one what is logged."))
                .with(Argument.text("text", "What is logged, behind a level.").optional())
                .with(Argument.text("behindFacility", "What is logged, behind a facility and a level.")
                        .optional())
                .returns(1, "always")
                .example("xlog(\"L_WARN\", \"$rm from $si has no user\\n\");")
                .does((context, first, second, third) -> {
                    @Nullable
                    Object[] arguments = third == null
                            ? new @Nullable Object[] {first, second}
                            : new @Nullable Object[] {second, third};
                    return log(context.run(), arguments, status);
                });
    }

    private int log(Run run, @Nullable Object[] arguments, StatusFunction status) {
        boolean plain = arguments[1] == null;
        Dialect dialect = RoutingContext.of(run).dialect();
        long usual = dialect == Dialect.KAMAILIO ? ERRORS : parameters.xlogPrintLevel.value();
        long level = plain ? usual : LogLimits.level(arguments[0], dialect);
        if (level > limit(run)) {
            return 1;
        }
        @Nullable Object[] complete = {Long.toString(level), prefixed(run, plain ? arguments[0] : arguments[1])};
        return status.call(run, complete);
    }

    private String prefixed(Run run, @Nullable Object text) {
        RoutingContext context = RoutingContext.of(run);
        return (context.dialect() == Dialect.KAMAILIO ? written(context) : fixed()) + Values.text(text);
    }

    private String fixed() {
        String written = parameters.logPrefix.value();
        return written.isEmpty() ? "" : written + ":";
    }

    private String written(RoutingContext context) {
        Function<RoutingContext, String> known = prefix;
        try {
            return known == null ? "" : known.apply(context);
        } catch (ScriptError _) {
            // A line without the prefix is better than none.
            return "";
        }
    }

    private long limit(Run run) {
        return LogLimits.limit(RoutingContext.of(run), parameters);
    }

    private static BiConsumer<RoutingContext, @Nullable Object> writing(String note) {
        // Notes of a message cannot be taken away: no number stands for none.
        return (context, value) -> context.note(note, value == null ? "" : LogLimits.level(value, context.dialect()));
    }

    private static Function<RoutingContext, Object> reading(String note, ModuleParameter<Long> usual) {
        return context -> context.note(note) instanceof Long level ? level : usual.value();
    }
}
