package io.sidetone.modules.acc;

import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.StartException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which flags of a transaction have it accounted, and which values its records get: what Kamailio's scripts say by
/// parameters. Thread-safe once the module has started.
final class FlagRules {

    private static final String NONE = "-1";

    private final Map<Backend, ModuleParameter<String>> answered = new EnumMap<>(Backend.class);
    private final Map<Backend, ModuleParameter<String>> missed = new EnumMap<>(Backend.class);
    private final Map<Backend, ModuleParameter<String>> values = new EnumMap<>(Backend.class);
    private final ModuleParameter<String> failed;
    private final Map<String, Function<RoutingContext, @Nullable Object>> readers = new LinkedHashMap<>();

    FlagRules(ModuleBuilder module) {
        for (Backend backend : List.of(Backend.LOG, Backend.DB)) {
            String name = name(backend);
            String where = backend == Backend.LOG ? "to the log" : "to the database";
            answered.put(
                    backend,
                    flag(module, name + "_flag", "The flag of transactions that are accounted " + where + "."));
            missed.put(
                    backend,
                    flag(
                            module,
                            name + "_missed_flag",
                            "The flag of calls that are accounted " + where + " if missed."));
            values.put(
                    backend,
                    module.text(
                            name + "_extra",
                            "",
                            "Values that records " + where + " get, `name=$variable;name=$variable`, as they are when "
                                    + "the request has been answered."));
        }
        failed = flag(
                module,
                "failed_transaction_flag",
                "The flag of transactions that are accounted although they have failed.");
    }

    private static String name(Backend backend) {
        return backend == Backend.LOG ? "log" : "db";
    }

    private static ModuleParameter<String> flag(ModuleBuilder module, String name, String summary) {
        return module.parameter(name, summary, NONE, Type.ANY, false, (_, given) -> Values.text(given));
    }

    private static boolean isSet(RoutedTransaction transaction, @Nullable ModuleParameter<String> flag) {
        return flag != null && !flag.value().equals(NONE) && transaction.flags().isSet(flag.value());
    }

    /// Whether a script names any flag.
    boolean isUsed() {
        return answered.values().stream().anyMatch(flag -> !flag.value().equals(NONE))
                || missed.values().stream().anyMatch(flag -> !flag.value().equals(NONE));
    }

    /// Whether an answered transaction is accounted somewhere.
    boolean accounts(Backend backend, RoutedTransaction transaction, int code) {
        return isSet(transaction, answered.get(backend)) && (code < 300 || isSet(transaction, failed));
    }

    /// Whether a missed call is accounted somewhere. Only the first failure counts, until the flag is set again.
    boolean accountsMissed(Backend backend, RoutedTransaction transaction) {
        ModuleParameter<String> flag = missed.get(backend);
        boolean set = isSet(transaction, flag);
        if (flag != null && set) {
            transaction.flags().reset(flag.value());
        }
        return set;
    }

    /// The fields that records get, as `extra_fields` has them.
    ///
    /// @throws StartException if a value is no variable
    List<String> fields(ModuleContext context) throws StartException {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<Backend, ModuleParameter<String>> each : values.entrySet()) {
            StringBuilder line = new StringBuilder(name(each.getKey())).append(':');
            for (String field : each.getValue().value().split(";", -1)) {
                int equals = field.indexOf('=');
                if (equals > 0) {
                    String name = field.substring(0, equals).strip();
                    String tag = name(each.getKey()) + "_extra." + name;
                    readers.put(tag, context.variable(field.substring(equals + 1)));
                    line.append(tag).append("->").append(name).append(';');
                }
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /// The values of a request. What cannot be read is left out.
    Map<String, String> values(RoutingContext context) {
        Map<String, String> all = new LinkedHashMap<>();
        readers.forEach((tag, reader) -> {
            try {
                Object value = reader.apply(context);
                if (value != null) {
                    all.put(tag, Values.text(value));
                }
            } catch (ScriptError _) {
                // A variable without a value.
            }
        });
        return all;
    }
}
