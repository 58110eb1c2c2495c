package io.sidetone.script.define;

import io.sidetone.script.source.Dialect;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

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

    /// What of it counts in a dialect.
    public ModuleDefinition in(Dialect dialect) {
        return new ModuleDefinition(
                name,
                of(settings, SettingDefinition::dialects, dialect),
                of(functions, FunctionDefinition::dialects, dialect),
                of(variables, VariableDefinition::dialects, dialect),
                of(transformations, TransformationDefinition::dialects, dialect));
    }

    private static <T> List<T> of(List<T> all, Function<T, Set<Dialect>> dialects, Dialect dialect) {
        return all.stream()
                .filter(each -> dialects.apply(each).contains(dialect))
                .toList();
    }
}
