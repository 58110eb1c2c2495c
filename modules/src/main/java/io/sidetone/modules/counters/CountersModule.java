package io.sidetone.modules.counters;

import io.sidetone.script.value.ScriptError;
import io.sidetone.server.command.Command;
import io.sidetone.server.command.CommandArguments;
import io.sidetone.server.command.CommandException;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;
import io.sidetone.server.module.Startable;
import io.sidetone.server.stats.Counter;
import io.sidetone.server.stats.Statistic;
import io.sidetone.server.stats.Statistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Module `counters`. Thread-safe.
public final class CountersModule implements Module, Startable {

    /// The counters that the script names.
    private final Map<String, Counter> own = new ConcurrentHashMap<>();

    private @Nullable ModuleParameter<List<String>> names;
    private @Nullable ModuleParameter<String> group;
    private volatile @Nullable Statistics statistics;

    /// Not yet started.
    public CountersModule() {}

    @Override
    public void define(ModuleBuilder module) {
        module.name("counters", "Counters of scripts, and all statistics in groups.");
        names = module.texts("script_counter", "A counter: `[group.]name [description]`.");
        group = module.text("script_cnt_grp_name", "script", "The group of counters that are named without one.");
        module.function("cnt_inc", "Adds one to a counter.")
                .with(name())
                .returns(1, "counted")
                .example("cnt_inc(\"calls\");")
                .does((_, name) -> add(name, 1));
        module.function("cnt_add", "Adds a number to a counter.")
                .with(name())
                .with(Argument.integer("number", "How much is added."))
                .returns(1, "counted")
                .example("cnt_add(\"calls\", 2);")
                .does((_, name, number) -> add(name, number));
        module.function("cnt_reset", "Lets a counter begin at 0.")
                .with(name())
                .returns(1, "it is 0")
                .example("cnt_reset(\"calls\");")
                .does((_, name) -> {
                    counter(name).reset();
                    return 1;
                });
        showing(module);
        listing(module);
    }

    private static Argument<String> name() {
        return Argument.text("name", "Its name, with its group and a dot in front if it is not the usual one.");
    }

    private int add(String name, long number) {
        counter(name).add(number);
        return 1;
    }

    private String full(String name) {
        return name.indexOf('.') < 0 ? Objects.requireNonNull(group).value() + "." + name : name;
    }

    private Counter counter(String name) {
        Counter counter = own.get(full(name));
        if (counter == null) {
            throw new ScriptError("there is no counter '" + name + "': name it by the parameter script_counter");
        }
        return counter;
    }

    private static Command.Parameter groupParameter() {
        return new Command.Parameter("group", false, "The group.");
    }

    private static Command.Parameter nameParameter() {
        return new Command.Parameter("name", false, "The name in its group.");
    }

    private void showing(ModuleBuilder module) {
        for (String name : List.of("cnt.get", "cnt.get_raw")) {
            module.command(new Command(
                    name,
                    List.of(),
                    List.of(groupParameter(), nameParameter()),
                    "Shows a counter.",
                    arguments -> one(arguments).value()));
        }
        module.command(new Command(
                "cnt.reset",
                List.of(),
                List.of(groupParameter(), nameParameter()),
                "Lets a counter begin at 0.",
                arguments -> {
                    Counter counter = one(arguments).counter();
                    if (counter == null) {
                        throw new CommandException(400, "it is measured, not counted");
                    }
                    counter.reset();
                    return null;
                }));
        module.command(new Command(
                "cnt.help",
                List.of(),
                List.of(groupParameter(), nameParameter()),
                "Says what a counter counts.",
                arguments -> one(arguments).description()));
    }

    private void listing(ModuleBuilder module) {
        module.command(new Command(
                "cnt.grps_list",
                List.of("cnt.list_groups"),
                List.of(),
                "Lists the groups.",
                _ -> new ArrayList<Object>(
                        all().stream().map(Statistic::group).distinct().toList())));
        module.command(new Command(
                "cnt.var_list",
                List.of("cnt.list_vars"),
                List.of(groupParameter()),
                "Lists the counters of a group.",
                arguments -> new ArrayList<Object>(
                        group(arguments).stream().map(Statistic::name).toList())));
        module.command(new Command(
                "cnt.grp_get_all",
                List.of("cnt.get_vars"),
                List.of(groupParameter()),
                "Shows all counters of a group.",
                arguments -> {
                    Map<String, Object> values = new LinkedHashMap<>();
                    group(arguments).forEach(each -> values.put(each.name(), each.value()));
                    return values;
                }));
    }

    private List<Statistic> all() {
        return List.copyOf(Objects.requireNonNull(statistics).all());
    }

    private List<Statistic> group(CommandArguments arguments) throws CommandException {
        String wanted = arguments.text("group");
        List<Statistic> found =
                all().stream().filter(each -> each.group().equals(wanted)).toList();
        if (found.isEmpty()) {
            throw new CommandException(400, "non-existent group \"" + wanted + "\"");
        }
        return found;
    }

    private Statistic one(CommandArguments arguments) throws CommandException {
        String name = arguments.text("name");
        return group(arguments).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandException(400, "non-existent counter \"" + name + "\""));
    }

    @Override
    public void start(ModuleContext context) throws StartException {
        statistics = context.statistics();
        for (String each : Objects.requireNonNull(names).value()) {
            String[] words = each.strip().split("\\s+", 2);
            String full = full(words[0]);
            int dot = full.indexOf('.');
            if (dot == 0 || dot == full.length() - 1) {
                throw new StartException(
                        Reason.CONFIGURATION, "script_counter is '" + each + "'. It takes [group.]name [description].");
            }
            Counter counter = new Counter();
            if (own.putIfAbsent(full, counter) == null) {
                String description = words.length > 1 ? words[1] : "Counted by the script.";
                add(Statistic.of(full.substring(0, dot), full.substring(dot + 1), description, counter));
            }
        }
    }

    private void add(Statistic statistic) throws StartException {
        try {
            Objects.requireNonNull(statistics).add(statistic);
        } catch (IllegalArgumentException _) {
            throw new StartException(
                    Reason.CONFIGURATION,
                    "script_counter names " + statistic.group() + "." + statistic.name()
                            + ", which the server counts itself. Take another name.");
        }
    }
}
