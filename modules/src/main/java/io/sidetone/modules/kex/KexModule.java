package io.sidetone.modules.kex;

import io.sidetone.modules.messages.LogLimits;
import io.sidetone.server.command.Command;
import io.sidetone.server.command.CommandArguments;
import io.sidetone.server.command.CommandException;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.Startable;
import io.sidetone.server.stats.Counter;
import io.sidetone.server.stats.Statistic;
import io.sidetone.server.stats.Statistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Module `kex`. Flags of branches and destinations are always there, without it. Thread-safe.
public final class KexModule implements Module, Startable {

    private static final String ALL = "all";

    private volatile @Nullable Statistics statistics;

    /// Not yet started.
    public KexModule() {}

    @Override
    public void define(ModuleBuilder module) {
        module.name("kex", "How much a script logs, and statistics for operators.");
        module.function("setdebug", "Says how much is logged while this message is handled.")
                .with(Argument.integer("level", "The level, from -5 (alerts) to 3 (debugging).")
                        .between(-5, 9))
                .returns(1, "set")
                .example("setdebug(3);")
                .does((context, level) -> limit(context, LogLimits.ofKamailio(level)));
        module.function("resetdebug", "Lets as much be logged as for all other messages.")
                .returns(1, "set")
                .example("resetdebug();")
                .does(context -> limit(context, null));
        module.function("avp_printf", "Writes a text with variables in it to a variable.")
                .with(Argument.output("variable", "What is written."))
                .with(Argument.text("text", "The text."))
                .returns(1, "written")
                .example("avp_printf(\"$avp(x)\", \"$rm from $si\");")
                .does((_, variable, text) -> {
                    variable.set(text);
                    return 1;
                });
        reading(module);
        resetting(module);
    }

    private static int limit(RoutingContext context, @Nullable Long level) {
        LogLimits.limit(context, level);
        return 1;
    }

    private static Command.Parameter names() {
        return new Command.Parameter(
                "names", false, "`all`, a group as `core:`, or `group:name`; several with blanks.");
    }

    private void reading(ModuleBuilder module) {
        module.command(new Command(
                "stats.get_statistics", List.of(), List.of(names()), "Shows statistics as text.", arguments -> {
                    List<Object> lines = new ArrayList<>();
                    chosen(arguments).forEach(each -> lines.add(each.fullName() + " = " + each.value()));
                    return lines;
                }));
        for (String name : List.of("stats.fetch", "stats.fetchn")) {
            boolean numbers = name.endsWith("n");
            module.command(new Command(
                    name,
                    List.of(),
                    List.of(names()),
                    numbers ? "Shows statistics as numbers by name." : "Shows statistics by name.",
                    arguments -> {
                        Map<String, Object> values = new LinkedHashMap<>();
                        for (Statistic each : chosen(arguments)) {
                            values.put(
                                    each.group() + "." + each.name(),
                                    numbers ? (Object) each.value() : Long.toString(each.value()));
                        }
                        return values;
                    }));
        }
    }

    private void resetting(ModuleBuilder module) {
        module.command(new Command(
                "stats.reset_statistics", List.of(), List.of(names()), "Lets counters begin at 0.", arguments -> {
                    chosen(arguments).forEach(KexModule::reset);
                    return null;
                }));
        module.command(new Command(
                "stats.clear_statistics",
                List.of(),
                List.of(names()),
                "Shows statistics, and lets counters begin at 0.",
                arguments -> {
                    List<Object> lines = new ArrayList<>();
                    for (Statistic each : chosen(arguments)) {
                        lines.add(each.fullName() + " = " + each.value());
                        reset(each);
                    }
                    return lines;
                }));
    }

    private static void reset(Statistic statistic) {
        Counter counter = statistic.counter();
        if (counter != null) {
            counter.reset();
        }
    }

    private List<Statistic> chosen(CommandArguments arguments) throws CommandException {
        Statistics all = Objects.requireNonNull(statistics);
        List<Statistic> chosen = new ArrayList<>();
        for (String name : arguments.text("names").strip().split("[ ,]+", -1)) {
            List<Statistic> found = all.all().stream()
                    .filter(each -> name.equals(ALL)
                            || each.fullName().equals(name)
                            || each.name().equals(name)
                            || (name.endsWith(":") && name.equals(each.group() + ":")))
                    .toList();
            if (found.isEmpty()) {
                throw new CommandException(404, "there is no statistic '" + name + "'");
            }
            chosen.addAll(found);
        }
        return chosen;
    }

    @Override
    public void start(ModuleContext context) {
        statistics = context.statistics();
    }
}
