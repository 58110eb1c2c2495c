package io.sidetone.server.module;

import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.command.Command;
import io.sidetone.server.stats.Counter;
import io.sidetone.server.stats.Statistic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where a module declares what it brings. Confined to the thread that defines the module.
public final class ModuleBuilder {

    private final Module module;
    private final Services services;
    private String name = "";
    private String description = "";
    private final List<ModuleParameter<?>> parameters = new ArrayList<>();
    private final List<ModuleFunction> functions = new ArrayList<>();
    private final List<VariableDefinition> variables = new ArrayList<>();
    private final List<TransformationDefinition> transformations = new ArrayList<>();
    private final List<Statistic> statistics = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private final List<ModuleEvent> events = new ArrayList<>();
    private final Map<Class<?>, Supplier<?>> provides = new LinkedHashMap<>();
    private final Set<Class<?>> requires = new HashSet<>();
    private final Set<Class<?>> wants = new HashSet<>();

    ModuleBuilder(Module module, Services services) {
        this.module = module;
        this.services = services;
    }

    ModuleSpec build() {
        return new ModuleSpec(
                module,
                name,
                description,
                List.copyOf(parameters),
                List.copyOf(functions),
                List.copyOf(variables),
                List.copyOf(transformations),
                List.copyOf(statistics),
                List.copyOf(commands),
                List.copyOf(events),
                Map.copyOf(provides),
                Set.copyOf(requires),
                Set.copyOf(wants));
    }

    /// What it is called. Comes first.
    ///
    /// @param called as `loadmodule` names it, without `.so`; empty for what is always there
    /// @param summary one sentence
    public void name(String called, String summary) {
        name = called;
        description = summary;
    }

    // ---- Parameters

    /// A whole number that `modparam` can set.
    public ModuleParameter<Long> integer(String called, long usual, String summary) {
        return parameter(called, summary, usual, Type.INTEGER, false, (_, given) -> (Long) given);
    }

    /// A parameter that is on or off.
    public ModuleParameter<Boolean> flag(String called, boolean usual, String summary) {
        return parameter(called, summary, usual, Type.INTEGER, false, (_, given) -> !given.equals(0L));
    }

    /// A text that `modparam` can set.
    public ModuleParameter<String> text(String called, String usual, String summary) {
        return parameter(called, summary, usual, Type.STRING, false, (_, given) -> Values.text(given));
    }

    /// Texts, one for each time that `modparam` sets it.
    public ModuleParameter<List<String>> texts(String called, String summary) {
        return parameter(called, summary, List.<String>of(), Type.STRING, true, (before, given) -> {
            List<String> all = new ArrayList<>(before);
            all.add(Values.text(given));
            return List.copyOf(all);
        });
    }

    /// The permissions of a file: a number as scripts have it, 0660 included; in quotes its octal digits.
    public ModuleParameter<Long> permissions(String called, long usual, String summary) {
        return parameter(called, summary, usual, Type.ANY, false, (_, given) -> permissions(given));
    }

    private static Long permissions(Object given) {
        try {
            long bits = given instanceof Long number
                    ? number
                    : Long.parseLong(Values.text(given).strip(), 8);
            if (bits >= 0 && bits <= 0777) {
                return bits;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new ScriptError("'" + Values.text(given) + "' are no permissions such as 0660");
    }

    /// One that the module reads itself.
    ///
    /// @param taking makes the new value of the present one and of what the script says: a number, text, or words
    public <T> ModuleParameter<T> parameter(
            String called, String summary, T usual, Type type, boolean repeated, BiFunction<T, Object, T> taking) {
        ModuleParameter<T> parameter = new ModuleParameter<>(called, summary, usual, type, repeated, taking);
        parameters.add(parameter);
        return parameter;
    }

    /// A parameter that older scripts set and that does nothing here: who loads one is told why.
    ///
    /// @param why the end of a sentence, as "there are no processes here"
    public void ignored(String called, Type type, String why) {
        parameters.add(ModuleParameter.ignored(called, type, why));
    }

    /// Parameters that were declared elsewhere.
    public void parameters(List<? extends ModuleParameter<?>> more) {
        parameters.addAll(more);
    }

    // ---- What scripts use

    /// A function that scripts can call.
    public FunctionBuilder.With0 function(String called, String summary) {
        return new FunctionBuilder.With0(called, summary, functions::add);
    }

    /// Functions that are defined already, as those of the language are.
    public void functions(List<ModuleFunction> more) {
        functions.addAll(more);
    }

    /// A variable that scripts can read, and write if it says so.
    public VariableBuilder variable(String called, String summary) {
        return new VariableBuilder(called, summary, variables::add);
    }

    /// Transformations that scripts can write in braces.
    public void transformations(List<TransformationDefinition> more) {
        transformations.addAll(more);
    }

    // ---- What operators use

    /// Something that is counted.
    public Counter counter(String called, String summary) {
        Counter counter = new Counter();
        statistics.add(Statistic.of(group(), called, summary, counter));
        return counter;
    }

    /// Something that is measured when it is asked for.
    public void gauge(String called, String summary, LongSupplier source) {
        statistics.add(Statistic.of(group(), called, summary, source));
    }

    /// A statistic of another group.
    public void statistic(Statistic statistic) {
        statistics.add(statistic);
    }

    private String group() {
        return name.isEmpty() ? "core" : name;
    }

    /// A command. Its name gets the module's in front.
    ///
    /// @param called without the module's name
    public void command(String called, String summary, List<Command.Parameter> takes, Command.Action action) {
        command(new Command(group() + ":" + called, List.of(), takes, summary, action));
    }

    /// A command with its whole name, and aliases.
    public void command(Command command) {
        commands.add(command);
    }

    /// An event that the module raises.
    ///
    /// @param called as event routes name it
    /// @param attributes the names of what it carries
    public ModuleEvent event(String called, String summary, String... attributes) {
        ModuleEvent event = new ModuleEvent(called, summary, List.of(attributes));
        events.add(event);
        return event;
    }

    // ---- What modules use of each other

    /// Offers an interface to other modules.
    public <T> void provides(Class<T> type, Supplier<? extends T> service) {
        provides.put(type, service);
    }

    /// Says that this cannot do without a module that provides an interface, which is started first.
    ///
    /// @return gives it, once the server starts
    public <T> Supplier<T> requires(Class<T> type) {
        requires.add(type);
        return () -> Objects.requireNonNull(services.find(type));
    }

    /// Says that this uses an interface if a loaded module provides it, which is started first.
    ///
    /// @return gives it, once the server starts; null if none provides it
    public <T> Supplier<@Nullable T> wants(Class<T> type) {
        wants.add(type);
        return () -> services.find(type);
    }
}
