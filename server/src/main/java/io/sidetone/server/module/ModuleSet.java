package io.sidetone.server.module;

import io.sidetone.script.bound.BoundScript;
import io.sidetone.script.define.Definitions;
import io.sidetone.script.define.FunctionDefinition;
import io.sidetone.script.define.ModuleDefinition;
import io.sidetone.script.define.SettingDefinition;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Run;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.ScriptError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// The modules of one server: what can be loaded, what is, and in which order it starts. Confined to the thread
/// that loads the script.
public final class ModuleSet {

    private static final System.Logger LOG = System.getLogger(ModuleSet.class.getName());

    private final Services services = new Services();
    private final List<ModuleSpec> available = new ArrayList<>();

    /// Those that have started, in that order.
    private final List<ModuleSpec> running = new ArrayList<>();

    /// @param modules an object of each module that can be loaded, and of those without a name, which always are
    public ModuleSet(List<Module> modules) {
        modules.forEach(module -> available.add(ModuleSpec.of(module, services)));
    }

    /// All that can be loaded, and what is always there.
    public List<ModuleSpec> available() {
        return List.copyOf(available);
    }

    /// Those that have started, in that order.
    public List<ModuleSpec> running() {
        return List.copyOf(running);
    }

    /// The global parameters; where no module brings them, all are as usual.
    public CoreParameters parameters() {
        return available.stream()
                .map(spec -> spec.provides().get(CoreParameters.class))
                .filter(Objects::nonNull)
                .map(supplier -> (CoreParameters) supplier.get())
                .findFirst()
                .orElseGet(CoreParameters::new);
    }

    /// What modules use of each other.
    public Services services() {
        return services;
    }

    /// What scripts can use.
    ///
    /// @param contexts other messages that variables can be read from
    public Definitions definitions(Map<String, Function<Run, Run>> contexts) {
        List<SettingDefinition> settings = new ArrayList<>();
        List<FunctionDefinition> functions = new ArrayList<>();
        List<VariableDefinition> variables = new ArrayList<>();
        List<TransformationDefinition> transformations = new ArrayList<>();
        List<ModuleDefinition> named = new ArrayList<>();
        for (ModuleSpec spec : available) {
            ModuleDefinition definition = spec.definition();
            if (spec.name().isEmpty()) {
                settings.addAll(definition.settings());
                functions.addAll(definition.functions());
                variables.addAll(definition.variables());
                transformations.addAll(definition.transformations());
            } else {
                named.add(definition);
            }
        }
        return new Definitions(
                new ModuleDefinition("", settings, functions, variables, transformations), named, contexts);
    }

    /// Finds out whether the modules of a script can work together, and in which order they start: who provides
    /// something before who requires it.
    ///
    /// @param diagnostics takes what is missing, and rings of modules that require each other
    public List<ModuleSpec> order(BoundScript script, Diagnostics diagnostics) {
        checkValues(script, diagnostics);
        Map<ModuleSpec, BoundScript.Module> loaded = loaded(script);
        Map<Class<?>, ModuleSpec> providers = new HashMap<>();
        available.stream()
                .filter(spec -> spec.name().isEmpty() || loaded.containsKey(spec))
                .forEach(spec -> spec.provides().keySet().forEach(type -> providers.putIfAbsent(type, spec)));
        StartOrder order = new StartOrder(script, available, providers, loaded, diagnostics);
        available.stream().filter(spec -> spec.name().isEmpty()).forEach(order::add);
        loaded.keySet().forEach(order::add);
        return order.list();
    }

    /// Says which values a parameter cannot take, each by itself.
    private void checkValues(BoundScript script, Diagnostics diagnostics) {
        Dialect dialect = script.source().dialect();
        each(script, (spec, settings) -> {
            for (ModuleParameter<?> parameter : spec.parameters()) {
                for (BoundScript.Setting setting : of(parameter, settings, dialect)) {
                    try {
                        Object _ = parameter.of(List.of(setting.value()), dialect);
                    } catch (ScriptError error) {
                        diagnostics.error(setting.span(), error.reason());
                    }
                }
            }
        });
    }

    private Map<ModuleSpec, BoundScript.Module> loaded(BoundScript script) {
        Map<ModuleSpec, BoundScript.Module> loaded = new LinkedHashMap<>();
        for (BoundScript.Module module : script.modules()) {
            available.stream()
                    .filter(spec -> spec.name().equals(module.definition().name()))
                    .forEach(spec -> loaded.put(spec, module));
        }
        return loaded;
    }

    /// Says what parameters that cannot change while the server runs are set to something else.
    public void checkReload(BoundScript script, Diagnostics diagnostics) {
        Dialect dialect = script.source().dialect();
        each(script, (spec, settings) -> {
            for (ModuleParameter<?> parameter : spec.parameters()) {
                List<BoundScript.Setting> given = of(parameter, settings, dialect);
                if (running.contains(spec)
                        && !parameter.isChangeable()
                        && parameter.take(values(given), dialect, false)
                        && !given.isEmpty()) {
                    diagnostics.warning(
                            given.getLast().span(),
                            "'" + parameter.name() + "' is changed, which counts only after a restart",
                            null);
                }
            }
        });
    }

    /// Lets the parameters of a script count.
    public void apply(BoundScript script) {
        Dialect dialect = script.source().dialect();
        each(script, (spec, settings) -> {
            for (ModuleParameter<?> parameter : spec.parameters()) {
                if (!running.contains(spec) || parameter.isChangeable()) {
                    parameter.take(values(of(parameter, settings, dialect)), dialect, true);
                }
            }
        });
    }

    private interface Each {
        void take(ModuleSpec spec, List<BoundScript.Setting> settings);
    }

    private void each(BoundScript script, Each each) {
        available.stream().filter(spec -> spec.name().isEmpty()).forEach(spec -> each.take(spec, script.settings()));
        loaded(script).forEach((spec, module) -> each.take(spec, module.settings()));
    }

    private static List<BoundScript.Setting> of(
            ModuleParameter<?> parameter, List<BoundScript.Setting> settings, Dialect dialect) {
        return settings.stream()
                .filter(setting -> parameter.isNamed(setting.name(), dialect))
                .toList();
    }

    private static List<Object> values(List<BoundScript.Setting> settings) {
        return settings.stream().map(BoundScript.Setting::value).toList();
    }

    /// Starts those that have not started yet, in the given order. If one fails, those that were started here are
    /// stopped again.
    ///
    /// @param sink told of all events
    /// @throws StartException if one cannot start
    public void start(List<ModuleSpec> order, ModuleContext context, ModuleEvent.Sink sink) throws StartException {
        List<ModuleSpec> begun = new ArrayList<>();
        // What needs no start is there for all that do, whichever is named first.
        order.stream().filter(spec -> !(spec.module() instanceof Startable)).forEach(this::offer);
        try {
            for (ModuleSpec spec : order) {
                if (!running.contains(spec)) {
                    begun.add(spec);
                    start(spec, context, sink);
                }
            }
        } catch (StartException e) {
            begun.reversed().forEach(ModuleSet::stop);
            throw e;
        }
        for (ModuleSpec spec : begun) {
            spec.statistics().forEach(context.statistics()::add);
            spec.commands().forEach(context.commands()::add);
        }
        running.addAll(begun);
    }

    private void start(ModuleSpec spec, ModuleContext context, ModuleEvent.Sink sink) throws StartException {
        spec.events().forEach(event -> event.sink(sink));
        if (spec.module() instanceof Startable startable) {
            try {
                startable.start(context);
            } catch (StartException e) {
                throw of(spec, "start", e);
            } catch (RuntimeException | LinkageError fault) {
                LOG.log(System.Logger.Level.ERROR, "Module " + spec.name() + " has failed to start", fault);
                throw failed(spec, fault);
            }
        }
        offer(spec);
    }

    private static StartException failed(ModuleSpec spec, Throwable fault) {
        // Each plug-in has a class loader of its own.
        boolean pluggedIn = !Objects.equals(spec.module().getClass().getClassLoader(), Module.class.getClassLoader());
        String name = "the module " + spec.name();
        return pluggedIn
                ? new StartException(
                        StartException.Reason.FILE,
                        name + " of a plug-in fails when it starts: see above, and tell its author, or take the jar"
                                + " away.",
                        fault)
                : new StartException(
                        StartException.Reason.INTERNAL,
                        name + " fails when it starts, which is a fault of Sidetone: " + fault
                                + ". Please report what stands above.",
                        fault);
    }

    private static StartException of(ModuleSpec spec, String what, StartException e) {
        return new StartException(
                e.reason(), "the module " + spec.name() + " cannot " + what + ": " + e.getMessage(), e);
    }

    private void offer(ModuleSpec spec) {
        spec.provides().forEach(services::offer);
    }

    /// Has all modules read again what they read from outside.
    ///
    /// @throws StartException what was wrong first; the others were read all the same
    public void reload() throws StartException {
        StartException first = null;
        for (ModuleSpec spec : running) {
            if (spec.module() instanceof Reloadable reloadable) {
                try {
                    reloadable.reload();
                } catch (StartException e) {
                    first = first == null ? of(spec, "read again what it reads from outside", e) : first;
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /// Stops all, those first that have started last.
    public void stop() {
        running.reversed().forEach(ModuleSet::stop);
        running.clear();
    }

    private static void stop(ModuleSpec spec) {
        if (spec.module() instanceof Startable startable) {
            try {
                startable.stop();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "Module " + spec.name() + " has failed to stop", e);
            }
        }
    }
}
