package io.sidetone.script.check;

import io.sidetone.script.define.Definitions;
import io.sidetone.script.define.FunctionDefinition;
import io.sidetone.script.define.ModuleDefinition;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Run;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

/// What the names in a script stand for, given the modules that it loads. Confined to the thread that checks.
record Names(
        Directory<FunctionDefinition> functions,
        Directory<VariableDefinition> variables,
        Directory<TransformationDefinition> transformations,
        Map<String, Function<Run, Run>> contexts) {

    static Names of(Definitions definitions, Collection<ModuleDefinition> loaded) {
        Names names = new Names(
                new Directory<>("function", ""),
                new Directory<>("variable", "$"),
                new Directory<>("transformation", ""),
                definitions.contexts());
        names.add(definitions.core());
        loaded.forEach(names::add);
        for (ModuleDefinition module : definitions.modules()) {
            if (!loaded.contains(module)) {
                names.addElsewhere(module);
            }
        }
        return names;
    }

    private void add(ModuleDefinition module) {
        module.functions().forEach(function -> functions.add(function.name(), function));
        module.variables().forEach(variable -> variables.add(variable.name(), variable));
        for (TransformationDefinition transformation : module.transformations()) {
            transformation.names().forEach(name -> transformations.add(name, transformation));
        }
    }

    private void addElsewhere(ModuleDefinition module) {
        module.functions().forEach(function -> functions.addElsewhere(function.name(), module.name()));
        module.variables().forEach(variable -> variables.addElsewhere(variable.name(), module.name()));
        for (TransformationDefinition transformation : module.transformations()) {
            transformation.names().forEach(name -> transformations.addElsewhere(name, module.name()));
        }
    }
}
