package io.sidetone.script.bound;

import io.sidetone.script.define.ModuleDefinition;
import io.sidetone.script.source.Source;
import io.sidetone.script.source.Span;
import java.util.List;
import java.util.Map;

/// A whole script that was checked and has no errors. Immutable.
///
/// @param source the text that all spans are of
/// @param settings the global parameters, in the order of the text
/// @param customs the variables of the operator's own by their names, `group.name`: numbers and text
/// @param modules what is loaded, in the order of the text
/// @param routes in the order of the text; their numbers are their places in this list
/// @param slots the names of the script's own variables, `$var`; their numbers are their places in this list
public record BoundScript(
        Source source,
        List<Setting> settings,
        Map<String, Object> customs,
        List<Module> modules,
        List<BoundRoute> routes,
        List<String> slots) {

    public BoundScript {
        settings = List.copyOf(settings);
        customs = Map.copyOf(customs);
        modules = List.copyOf(modules);
        routes = List.copyOf(routes);
        slots = List.copyOf(slots);
    }

    /// A parameter that was set.
    ///
    /// @param value a value of the language, or the words of one that the host reads itself as a list of strings
    public record Setting(Span span, String name, Object value) {}

    /// A module that was loaded.
    ///
    /// @param settings what `modparam` set, in the order of the text
    public record Module(Span span, ModuleDefinition definition, List<Setting> settings) {
        public Module {
            settings = List.copyOf(settings);
        }
    }
}
