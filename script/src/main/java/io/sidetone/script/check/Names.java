package io.sidetone.script.check;

import io.sidetone.script.define.Definitions;
import io.sidetone.script.define.FunctionDefinition;
import io.sidetone.script.define.ModuleDefinition;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Run;
import io.sidetone.script.source.Dialect;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

/// What the names in a script stand for, given the modules that it loads. Confined to the thread that checks.
record Names(
        Directory<FunctionDefinition> functions,
        Directory<VariableDefinition> variables,
        Directory<TransformationDefinition> transformations,
        Map<String, Function<Run, Run>> contexts) {

    /// @param dialect of the script: definitions for the other one do not count
    static Names of(Definitions definitions, Collection<ModuleDefinition> loaded, Dialect dialect) {
        Names names = new Names(
                new Directory<>("function", ""),
                new Directory<>("variable", "$"),
                new Directory<>("transformation", ""),
                definitions.contexts());
        names.add(definitions.core().in(dialect));
        loaded.forEach(module -> names.add(module.in(dialect)));
        for (ModuleDefinition module : definitions.modules()) {
            if (!loaded.contains(module)) {
                names.addElsewhere(module.in(dialect));
            }
        }
        return names;
    }

    private void add(ModuleDefinition module) {
        module.functions().forEach(function -> functions.add(function.name(), function));
        module.variables().forEach(variable -> variables.add(variable.name(), variable));
        module.transformations()
                .forEach(transformation ->
                        transformation.names().forEach(name -> transformations.add(name, transformation)));
    }

    private void addElsewhere(ModuleDefinition module) {
        module.functions().forEach(function -> functions.addElsewhere(function.name(), module.name()));
        module.variables().forEach(variable -> variables.addElsewhere(variable.name(), module.name()));
        module.transformations()
                .forEach(transformation ->
                        transformation.names().forEach(name -> transformations.addElsewhere(name, module.name())));
    }
}
