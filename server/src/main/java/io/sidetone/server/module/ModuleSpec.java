package io.sidetone.server.module;

import io.sidetone.script.define.FunctionDefinition;
import io.sidetone.script.define.ModuleDefinition;
import io.sidetone.script.define.SettingDefinition;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.define.VariableDefinition;
import io.sidetone.server.command.Command;
import io.sidetone.server.stats.Statistic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// All that a module has declared: what the checker, the host and the documentation read. Immutable.
///
/// @param name as `loadmodule` names it; empty for what is always there
/// @param description one sentence
/// @param provides the interfaces that other modules get from it, with the object for each
/// @param requires the interfaces that it cannot do without
/// @param wants the interfaces that it uses if they are there
public record ModuleSpec(
        Module module,
        String name,
        String description,
        List<ModuleParameter<?>> parameters,
        List<ModuleFunction> functions,
        List<VariableDefinition> variables,
        List<TransformationDefinition> transformations,
        List<Statistic> statistics,
        List<Command> commands,
        List<ModuleEvent> events,
        Map<Class<?>, Supplier<?>> provides,
        Set<Class<?>> requires,
        Set<Class<?>> wants) {

    /// Lets a module declare itself.
    ///
    /// @param services what modules get of each other
    public static ModuleSpec of(Module module, Services services) {
        ModuleBuilder builder = new ModuleBuilder(module, services);
        module.define(builder);
        return builder.build();
    }

    /// How the script's checker knows it.
    public ModuleDefinition definition() {
        List<SettingDefinition> settings = new ArrayList<>();
        parameters.forEach(parameter -> settings.addAll(parameter.definitions()));
        List<FunctionDefinition> callable = new ArrayList<>();
        for (ModuleFunction function : functions) {
            callable.add(function.definition());
            for (String alias : function.aliases()) {
                callable.add(function.definition().named(alias));
            }
        }
        return new ModuleDefinition(name, settings, callable, variables, transformations);
    }
}
