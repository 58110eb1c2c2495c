package io.sidetone.script.define;

import io.sidetone.script.run.Run;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// All that a host hands to its scripts. Immutable.
///
/// @param core what is there without any `loadmodule`
/// @param modules what can be loaded
/// @param contexts other messages that variables can be read from, by the name in `$(<name>variable)`: from the
///     run at hand to one that stands for the other message
public record Definitions(
        ModuleDefinition core, List<ModuleDefinition> modules, Map<String, Function<Run, Run>> contexts) {

    public Definitions {
        modules = List.copyOf(modules);
        contexts = Map.copyOf(contexts);
    }
}
