package io.sidetone.modules.cfgutils;

import io.sidetone.modules.messages.SharedVariables;
import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.command.Command;
import io.sidetone.server.command.CommandArguments;
import io.sidetone.server.command.CommandException;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.Startable;
import io.sidetone.sip.base.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Chance, time, locks, and variables that all messages share. Thread-safe.
public final class CfgutilsModule implements Module, Startable {

    /// The longest that a script can wait by `sleep`, in microseconds: an hour.
    private static final long LONGEST = 3_600_000_000L;

    private final SharedVariables shared = new SharedVariables();
    private final ScriptLocks locks = new ScriptLocks();
    private volatile Clock clock = Clock.system();
    private volatile long probability = -1;
    private @Nullable ConfigHash hash;
    private @Nullable ModuleParameter<Long> initial;
    private @Nullable ModuleParameter<List<String>> set;
    private @Nullable ModuleParameter<String> file;
    private @Nullable ModuleParameter<Long> longest;

    @Override
    public void start(ModuleContext context) throws StartException {
        clock = context.clock();
        for (String each : Objects.requireNonNull(set).value()) {
            Assignment assignment = Assignment.parse(each);
            shared.set(assignment.name(), assignment.value());
        }
        String name = Objects.requireNonNull(file).value();
        hash = name.isEmpty() ? null : ConfigHash.of(name);
    }

    @Override
    public void define(ModuleBuilder module) {
        module.name("cfgutils", "Chance, time, locks, and variables that all messages share.");
        initial = module.integer("initial_probability", 10, "The probability of rand_event, in percent, at start.")
                .between(0, 100);
        set = module.texts("shvset", "Sets a shared variable at start: `name=i:1` or `name=s:text`.");
        file = module.text("hash_file", "", "A file that check_config_hash watches.");
        longest = module.integer("lock_hold_time", 60, "After how many seconds a lock is taken from who forgot it.")
                .between(1, 3_600)
                .changeable();
        module.ignored("varset", Type.STRING, "variables of the script begin as null. Use a startup_route");
        module.ignored("shv_hash_size", Type.INTEGER, "the table grows by itself");
        module.ignored("lock_pool_size", Type.INTEGER, "each name has a lock of its own");
        chance(module);
        waiting(module);
        locking(module);
        variables(module);
        TimeFunctions.define(module, () -> clock.currentTimeMillis());
        ListFunctions.define(module);
        refused(module);
        commands(module);
    }

    private void chance(ModuleBuilder module) {
        module.function("rand_event", "Whether chance wants it, with the probability that is set.")
                .with(Argument.integer("probability", "Another probability, in percent.")
                        .between(0, 100)
                        .optional())
                .returns(1, "it does")
                .returns(-1, "it does not")
                .example("if (rand_event(5)) { exit; }")
                .does((_, given) ->
                        ThreadLocalRandom.current().nextDouble(100) < (given == null ? probability() : given) ? 1 : -1);
        module.function("rand_set_prob", "Sets the probability of rand_event.")
                .with(Argument.integer("probability", "In percent.").between(0, 100))
                .returns(1, "done")
                .example("rand_set_prob(4);")
                .does((_, given) -> {
                    probability = given;
                    return 1;
                });
        module.function("rand_reset_prob", "Sets the probability of rand_event to what it was at start.")
                .returns(1, "done")
                .example("rand_reset_prob();")
                .does(_ -> {
                    probability = -1;
                    return 1;
                });
        module.function(
                        "rand_get_prob",
                        "Gives the probability of rand_event in percent; 101 stands for 0, which"
                                + " would end the script.")
                .returns(101, "0 percent")
                .example("rand_get_prob();")
                .does(_ -> probability() == 0 ? 101 : Math.toIntExact(probability()));
        module.variable("RANDOM", "A whole number by chance, from 0 to 2147483647.")
                .type(Type.INTEGER)
                .reads(_ -> (long) ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));
    }

    private long probability() {
        long now = probability;
        return now < 0 ? Objects.requireNonNull(initial).value() : now;
    }

    private static void waiting(ModuleBuilder module) {
        module.function("sleep", "Waits; other messages go on meanwhile.")
                .with(Argument.integer("time", "How long, in seconds.").between(0, LONGEST / 1_000_000))
                .waits()
                .returns(1, "the time is over")
                .example("sleep(1);")
                .does((context, seconds) -> pause(context, seconds * 1_000_000));
        module.function("usleep", "Waits; other messages go on meanwhile.")
                .with(Argument.integer("time", "How long, in microseconds.").between(0, LONGEST))
                .waits()
                .returns(1, "the time is over")
                .example("usleep(500000);")
                .does(CfgutilsModule::pause);
    }

    private static int pause(RoutingContext context, long micros) {
        return micros == 0
                ? 1
                : context.await(() -> {
                    TimeUnit.MICROSECONDS.sleep(micros);
                    return _ -> 1;
                });
    }

    private void locking(ModuleBuilder module) {
        for (String sort : List.of("static", "dynamic")) {
            module.function("get_" + sort + "_lock", "Takes the lock of a name, and waits for it if another has it.")
                    .with(Argument.text("key", "The name."))
                    .waits()
                    .returns(1, "it is ours")
                    .returns(-1, "others have held it for too long")
                    .example("get_" + sort + "_lock($ci);")
                    .does((context, key) -> lock(context, key));
            module.function("release_" + sort + "_lock", "Releases the lock of a name.")
                    .with(Argument.text("key", "The name."))
                    .returns(1, "it is free, whether we had it or not")
                    .example("release_" + sort + "_lock($ci);")
                    .does((context, key) -> {
                        boolean _ = locks.release(key, context.run());
                        return 1;
                    });
        }
        module.function("strings_share_lock", "Whether two names are of one lock: only if they are the same.")
                .with(Argument.text("key1", "The one."))
                .with(Argument.text("key2", "The other."))
                .returns(1, "they are")
                .returns(-1, "they are not")
                .example("if (!strings_share_lock($avp(a), $avp(b))) { exit; }")
                .does((_, one, other) -> one.equals(other) ? 1 : -1);
        module.gauge("locks", "Locks that scripts hold.", locks::size);
    }

    private int lock(RoutingContext context, String key) {
        Run owner = context.run();
        long allowed = TimeUnit.SECONDS.toNanos(Objects.requireNonNull(longest).value());
        if (locks.take(key, owner, clock.nanoTime(), allowed)) {
            return 1;
        }
        return context.await(() -> {
            long begun = clock.nanoTime();
            boolean taken = false;
            while (!taken && clock.nanoTime() - begun <= 2 * allowed) {
                locks.await(100);
                taken = locks.take(key, owner, clock.nanoTime(), allowed);
            }
            int code = taken ? 1 : -1;
            return _ -> code;
        });
    }

    private void variables(ModuleBuilder module) {
        module.variable("shv", "A variable that all messages share; 0 until it is set.")
                .type(Type.ANY)
                .key(VariableDefinition.Key.NEEDED)
                .is(true, new Variable() {
                    @Override
                    public @Nullable Object get(Run run, @Nullable Object key) {
                        return shared.get(Values.text(key));
                    }

                    @Override
                    public void set(Run run, @Nullable Object key, @Nullable Object value) {
                        shared.set(Values.text(key), value);
                    }
                });
        module.variable("env", "A variable of the environment that the server was started in; null if it is not set.")
                .key(VariableDefinition.Key.NEEDED)
                .readsWithKey((_, key) -> System.getenv(Values.text(key)));
        module.variable("ctime", "A part of the time now: sec, min, hour, mday, mon, year, wday, yday or isdst.")
                .type(Type.INTEGER)
                .key(VariableDefinition.Key.NEEDED)
                .readsWithKey((_, key) -> time(Values.text(key)));
    }

    private long time(String part) {
        ZonedDateTime now = Instant.ofEpochMilli(clock.currentTimeMillis()).atZone(ZoneId.systemDefault());
        return switch (part) {
            case "sec" -> now.getSecond();
            case "min" -> now.getMinute();
            case "hour" -> now.getHour();
            case "mday" -> now.getDayOfMonth();
            case "mon" -> now.getMonthValue();
            case "year" -> now.getYear();
            case "wday" -> now.getDayOfWeek().getValue() % 7 + 1;
            case "yday" -> now.getDayOfYear();
            case "isdst" -> now.getZone().getRules().isDaylightSavings(now.toInstant()) ? 1 : 0;
            default ->
                throw new ScriptError(
                        "'" + part + "' is no part of a time: sec, min, hour, mday, mon, year, wday, yday or isdst");
        };
    }

    private static void refused(ModuleBuilder module) {
        module.function("abort", "Would end the server, which no script may do: it is refused.")
                .example("if ($var(never)) { abort(); }")
                .does(_ -> {
                    throw new ScriptError("abort() is refused: no script may end the server");
                });
        for (String name : List.of("pkg_status", "shm_status")) {
            module.function(name, "Accepted; the memory is the matter of the statistics.")
                    .returns(1, "always")
                    .example(name + "();")
                    .does(_ -> 1);
        }
    }

    private void commands(ModuleBuilder module) {
        module.command(new Command(
                "cfgutils:rand_set_prob",
                List.of("rand_set_prob"),
                List.of(new Command.Parameter("prob_proc", false, "In percent.")),
                "Sets the probability of rand_event.",
                arguments -> {
                    long percent = arguments.integer("prob_proc", -1);
                    if (percent < 0 || percent > 100) {
                        throw new CommandException(400, "the probability is from 0 to 100");
                    }
                    probability = percent;
                    return null;
                }));
        module.command(new Command(
                "cfgutils:rand_reset_prob",
                List.of("rand_reset_prob"),
                List.of(),
                "Sets the probability as at start.",
                _ -> {
                    probability = -1;
                    return null;
                }));
        module.command(new Command(
                "cfgutils:rand_get_prob",
                List.of("rand_get_prob"),
                List.of(),
                "Gives the probability of rand_event.",
                _ -> Map.of("The actual probability in percent is", probability())));
        module.command(new Command(
                "cfgutils:get_config_hash",
                List.of("get_config_hash"),
                List.of(),
                "Gives the hash of the watched file.",
                _ -> Map.of("hash", hash().value())));
        module.command(new Command(
                "cfgutils:check_config_hash",
                List.of("check_config_hash"),
                List.of(),
                "Whether that file is unchanged.",
                _ -> hash().check()));
        Command.Parameter name = new Command.Parameter("name", true, "The variable; all if left out.");
        module.command(new Command(
                "cfgutils:shv_get", List.of("shv_get"), List.of(name), "Gives shared variables.", this::get));
        module.command(new Command(
                "cfgutils:shv_set",
                List.of("shv_set"),
                List.of(
                        new Command.Parameter("name", false, "The variable."),
                        new Command.Parameter("type", false, "`int` or `str`."),
                        new Command.Parameter("value", false, "The value.")),
                "Sets a shared variable.",
                this::set));
    }

    private ConfigHash hash() throws CommandException {
        ConfigHash watched = hash;
        if (watched == null) {
            throw new CommandException(404, "no hash_file is set");
        }
        return watched;
    }

    private Object get(CommandArguments arguments) throws CommandException {
        String name = arguments.textOrNull("name");
        if (name == null) {
            return shared.all();
        }
        if (!shared.has(name)) {
            throw new CommandException(404, "that variable was never set");
        }
        return Map.of(name, shared.get(name));
    }

    private @Nullable Object set(CommandArguments arguments) throws CommandException {
        boolean number = arguments.text("type").startsWith("i");
        shared.set(arguments.text("name"), number ? (Object) arguments.integer("value", 0) : arguments.text("value"));
        return null;
    }
}
