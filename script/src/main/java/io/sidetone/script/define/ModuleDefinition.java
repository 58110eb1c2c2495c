package io.sidetone.script.define;

import java.util.List;

/// What a module brings. Immutable.
///
/// @param name as `loadmodule` names it, without `.so`; empty for what is always there
/// @param settings what `modparam` can set; for the module without a name the global parameters
/// @param functions what scripts can call
/// @param variables what scripts can read or write
/// @param transformations what scripts can write in braces
public record ModuleDefinition(
        String name,
        List<SettingDefinition> settings,
        List<FunctionDefinition> functions,
        List<VariableDefinition> variables,
        List<TransformationDefinition> transformations) {

    public ModuleDefinition {
        settings = List.copyOf(settings);
        functions = List.copyOf(functions);
        variables = List.copyOf(variables);
        transformations = List.copyOf(transformations);
    }
}
