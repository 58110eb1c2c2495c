package io.sidetone.script;

import io.sidetone.script.define.Definitions;
import io.sidetone.script.define.FunctionDefinition;
import io.sidetone.script.define.ModuleDefinition;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.ParameterKind;
import io.sidetone.script.define.SettingDefinition;
import io.sidetone.script.transform.TextTransformations;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is there in every script, whatever the host does with it: functions that log, and those for
/// lists, maps and other values. Thread-safe: keeps nothing.
///
/// Levels are named as in syslog, from `L_ALERT` (-3) to `L_DBG` (4), or given as that number; `L_ERR` is what
/// counts without one.
public final class CoreDefinitions {

    private static final System.Logger LOG = System.getLogger(CoreDefinitions.class.getName());

    private CoreDefinitions() {}

    /// Definitions of a host that adds nothing.
    public static Definitions alone() {
        return new Definitions(module(), List.of(), Map.of());
    }

    /// What a host adds to its own.
    public static ModuleDefinition module() {
        return new ModuleDefinition("", settings(), functions(), List.of(), TextTransformations.all());
    }

    private static List<SettingDefinition> settings() {
        return List.of(
                SettingDefinition.of("max_while_loops", Type.INTEGER, "How often one loop may turn before it is left.")
                        .between(1, Integer.MAX_VALUE),
                SettingDefinition.of(
                                "return_mode",
                                Type.INTEGER,
                                "In the Kamailio dialect: whether a function in an expression is what it returns (1),"
                                        + " or 1 and 0 for success and failure (0, as usual).")
                        .between(0, 1));
    }

    private static List<FunctionDefinition> functions() {
        List<FunctionDefinition> functions = new ArrayList<>(logs());
        functions.addAll(ValueFunctions.all());
        return functions;
    }

    private static List<FunctionDefinition> logs() {
        return List.of(
                logging("log"),
                logging("xlog"),
                FunctionDefinition.status(
                        "xdbg",
                        "Logs a text at level L_DBG.",
                        (_, arguments) -> log(Level.DEBUG, arguments[0]),
                        Parameter.of("text", ParameterKind.STRING, "What is logged.")),
                FunctionDefinition.status(
                        "error",
                        "Logs a code and a text at level L_ERR.",
                        (_, arguments) -> log(Level.ERROR, arguments[0] + " " + arguments[1]),
                        Parameter.of("code", ParameterKind.STRING, "What kind of error."),
                        Parameter.of("text", ParameterKind.STRING, "What is logged.")));
    }

    /// The level, which may be left out, comes first.
    private static FunctionDefinition logging(String name) {
        return FunctionDefinition.status(
                name,
                "Logs a text, at a level that may stand before it.",
                (_, arguments) -> arguments[1] == null
                        ? log(Level.ERROR, arguments[0])
                        : log(level(Values.text(arguments[0])), arguments[1]),
                Parameter.of("levelOrText", ParameterKind.STRING, "The level, or without one what is logged."),
                Parameter.of("text", ParameterKind.STRING, "What is logged, behind a level.")
                        .orNothing());
    }

    private static int log(Level level, @Nullable Object text) {
        if (LOG.isLoggable(level)) {
            LOG.log(level, "{0}", Values.text(text).stripTrailing());
        }
        return 1;
    }

    private static Level level(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "L_ALERT", "-3", "L_CRIT", "-2", "L_ERR", "-1" -> Level.ERROR;
            case "L_WARN", "1" -> Level.WARNING;
            case "L_NOTICE", "2", "L_INFO", "3" -> Level.INFO;
            case "L_DBG", "4" -> Level.DEBUG;
            default -> throw new ScriptError("there is no log level '" + name + "'");
        };
    }
}
