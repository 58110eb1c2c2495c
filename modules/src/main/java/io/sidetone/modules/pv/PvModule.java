package io.sidetone.modules.pv;

import io.sidetone.modules.messages.CustomValues;
import io.sidetone.modules.messages.SharedVariables;
import io.sidetone.modules.messages.Xavps;
import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.run.Version;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.command.Command;
import io.sidetone.server.command.CommandException;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.ServerCore;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.Startable;
import io.sidetone.server.stats.Statistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Module `pv`. Variables of the message itself are always there, without it. Thread-safe.
public final class PvModule implements Module, Startable {

    /// Where values are kept that a script sets by `$vn` and `$vz`.
    private static final String NAMED = "pv.named.";

    private final SharedVariables shared = new SharedVariables();
    private final CustomValues customs = new CustomValues(this::declared);
    private volatile @Nullable Statistics statistics;
    private volatile @Nullable ServerCore core;
    private @Nullable ModuleParameter<List<String>> initial;

    /// Not yet started.
    public PvModule() {}

    @Override
    public void define(ModuleBuilder module) {
        module.name("pv", "Trees of values, shared values, selects and statistics as variables.");
        initial = module.texts("shvset", "The first value of a `$shv`: `name=i:5` or `name=s:text`.");
        module.ignored("varset", Type.STRING, "a `$var` begins anew with each message");
        module.ignored("avp_aliases", Type.STRING, "values have one name");
        module.provides(CustomValues.class, () -> customs);
        for (Xavps.Tree tree : Xavps.Tree.values()) {
            module.variable(tree.variable(), "A tree of values of the transaction: `$" + tree.variable() + "(a=>b)`.")
                    .key(VariableDefinition.Key.NEEDED)
                    .type(Type.ANY)
                    .is(true, new XavpVariable(tree));
        }
        values(module);
        XavpFunctions.define(module);
        asking(module);
        commands(module);
    }

    private void values(ModuleBuilder module) {
        Selects selects = new Selects(customs);
        module.variable("sel", "A part of the message, or a setting, by a path of names: `$sel(from.uri.user)`.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.ANY)
                .readsWithKey((context, key) -> selects.read(context, Values.text(key)));
        module.variable("stat", "A statistic by its name.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.INTEGER)
                .readsWithKey((_, key) -> statistic(Values.text(key)));
        module.variable("shv", "A value that all messages share; 0 if it was never set.")
                .in(Dialect.KAMAILIO)
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.ANY)
                .is(true, new Shared());
        module.variable("shvinc", "Adds one to a `$shv`, and is what it is then.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.INTEGER)
                .readsWithKey((_, key) -> shared.add(Values.text(key), 1));
        module.variable("vn", "A value of the script; null if it was not set.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.ANY)
                .is(true, new Named(null));
        module.variable("vz", "A value of the script; 0 if it was not set.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.ANY)
                .is(true, new Named(0L));
    }

    private @Nullable Long statistic(String name) {
        Statistics all = statistics;
        return all == null ? null : all.find(name).map(found -> found.value()).orElse(null);
    }

    private final class Shared implements Variable {

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            return shared.get(Values.text(key));
        }

        @Override
        public void set(Run run, @Nullable Object key, @Nullable Object value) {
            shared.set(Values.text(key), value == null ? 0L : value);
        }
    }

    /// Values by name that live with the transaction.
    ///
    /// @param usual what one is that was not set
    private record Named(@Nullable Object usual) implements Variable {

        private String note(@Nullable Object key) {
            return NAMED + (usual == null ? "n." : "z.") + Values.text(key);
        }

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            Object value = RoutingContext.of(run).transaction().note(note(key));
            return value == null ? usual : value;
        }

        @Override
        public void set(Run run, @Nullable Object key, @Nullable Object value) {
            RoutingContext.of(run).transaction().note(note(key), value);
        }
    }

    private static void asking(ModuleBuilder module) {
        module.function("pv_isset", "Whether a variable holds something.")
                .with(Argument.quotedValue("variable", "The variable, with or without quotes."))
                .returns(1, "it does")
                .returns(-1, "it is null")
                .example("if (pv_isset(\"$avp(x)\")) xlog(\"$avp(x)\");")
                .does((_, value) -> value == null ? -1 : 1);
        module.function("pv_unset", "Takes the value of a variable away.")
                .with(Argument.output("variable", "The variable, with or without quotes."))
                .returns(1, "it is null")
                .example("pv_unset(\"$avp(x)\");")
                .does((_, variable) -> {
                    variable.set(null);
                    return 1;
                });
        module.function("is_int", "Whether a variable holds a number.")
                .with(Argument.quotedValue("variable", "The variable, with or without quotes."))
                .returns(1, "it does")
                .returns(-1, "it does not")
                .example("if (is_int(\"$avp(foo)\")) xlog(\"a number\");")
                .does((_, value) -> value instanceof Long ? 1 : -1);
        module.function("not_empty", "Whether a variable holds a text that is not empty.")
                .with(Argument.quotedValue("variable", "The variable, with or without quotes."))
                .returns(1, "it does")
                .returns(-1, "it does not")
                .example("if (not_empty(\"$avp(foo)\")) xlog(\"$avp(foo)\");")
                .does((_, value) -> value instanceof String text && !text.isEmpty() ? 1 : -1);
        module.function("typeof", "Whether a variable is of a kind.")
                .with(Argument.quotedValue("variable", "The variable, with or without quotes."))
                .with(Argument.literal("kind", "`int`, `str` or `null`.").among("int", "str", "null"))
                .returns(1, "it is")
                .returns(-1, "it is not")
                .example("if (typeof(\"$avp(foo)\", \"str\")) xlog(\"a text\");")
                .does((_, value, kind) -> switch (kind) {
                    case "int" -> value instanceof Long ? 1 : -1;
                    case "str" -> value instanceof String ? 1 : -1;
                    default -> value == null ? 1 : -1;
                });
        module.function("pv_evalx", "Writes a text with variables in it to a variable.")
                .with(Argument.output("variable", "What is written."))
                .with(Argument.text("text", "The text."))
                .returns(1, "written")
                .example("pv_evalx(\"$var(x)\", \"$rm from $si\");")
                .does((_, variable, text) -> {
                    variable.set(text);
                    return 1;
                });
    }

    private void commands(ModuleBuilder module) {
        module.command(new Command(
                "pv.shvGet",
                List.of(),
                List.of(new Command.Parameter("name", true, "Its name; all if left out.")),
                "Shows a `$shv`, or all of them.",
                arguments -> {
                    String name = arguments.textOrNull("name");
                    return name == null ? shared.all() : shown(name);
                }));
        module.command(new Command(
                "pv.shvSet",
                List.of(),
                List.of(
                        new Command.Parameter("name", false, "Its name."),
                        new Command.Parameter("type", false, "`int` or `str`."),
                        new Command.Parameter("value", false, "The value.")),
                "Sets a `$shv`.",
                arguments -> {
                    boolean number = arguments.text("type").startsWith("i");
                    shared.set(
                            arguments.text("name"), number ? arguments.integer("value", 0) : arguments.text("value"));
                    return "Ok. Variable set to new value.";
                }));
    }

    private Map<String, Object> shown(String name) throws CommandException {
        if (!shared.has(name)) {
            throw new CommandException(404, "there is no $shv(" + name + ")");
        }
        return new HashMap<>(Map.of("name", name, "value", shared.get(name)));
    }

    private Map<String, Object> declared() {
        ServerCore running = core;
        return running == null
                ? Map.of()
                : running.script().current().map(Version::customs).orElse(Map.of());
    }

    @Override
    public void start(ModuleContext context) {
        statistics = context.statistics();
        core = context.core();
        for (String each : Objects.requireNonNull(initial).value()) {
            int equals = each.indexOf('=');
            String value = each.substring(equals + 1).strip();
            Long number = value.startsWith("i:") ? Values.integer(value.substring(2)) : null;
            if (equals > 0 && (number != null || value.startsWith("s:"))) {
                shared.set(each.substring(0, equals).strip(), number == null ? value.substring(2) : number);
            }
        }
    }
}
