package io.sidetone.script.check;

import io.sidetone.script.ast.Declaration;
import io.sidetone.script.ast.Script;
import io.sidetone.script.bound.BoundScript;
import io.sidetone.script.define.Definitions;
import io.sidetone.script.define.ModuleDefinition;
import io.sidetone.script.define.SettingDefinition;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Source;
import io.sidetone.script.source.Span;
import io.sidetone.script.source.Suggestion;
import io.sidetone.script.value.PosixExpression;
import io.sidetone.script.value.ScriptError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the modules that a script loads, and gives each the parameters that are set for it. Confined to the
/// thread that checks.
final class ModuleCheck {

    private record Loaded(Span span, ModuleDefinition definition, SettingCheck settings) {}

    private final Map<String, ModuleDefinition> known = new LinkedHashMap<>();
    private final Map<String, Loaded> loaded = new LinkedHashMap<>();
    private final Source source;
    private final Diagnostics diagnostics;
    private final Consumer<Use> uses;

    /// @param uses takes each name of a module or parameter
    ModuleCheck(Script script, Definitions definitions, Diagnostics diagnostics, Consumer<Use> uses) {
        this.uses = uses;
        this.source = script.source();
        this.diagnostics = diagnostics;
        definitions.modules().forEach(module -> known.put(module.name(), module));
        // All modules come first: where in the text a parameter is set does not matter.
        for (Declaration declaration : script.declarations()) {
            if (declaration instanceof Declaration.LoadModule load) {
                load(load);
            }
        }
        for (Declaration declaration : script.declarations()) {
            if (declaration instanceof Declaration.ModuleParameter parameter) {
                set(parameter);
            }
        }
    }

    /// The definitions of what is loaded.
    List<ModuleDefinition> definitions() {
        return loaded.values().stream().map(Loaded::definition).toList();
    }

    /// What is loaded, in the order of the text.
    List<BoundScript.Module> modules() {
        return loaded.values().stream()
                .map(module -> new BoundScript.Module(
                        module.span(), module.definition(), module.settings().settings()))
                .toList();
    }

    private void load(Declaration.LoadModule load) {
        String file = load.path().substring(load.path().lastIndexOf('/') + 1);
        String name = file.endsWith(".so") ? file.substring(0, file.length() - 3) : file;
        ModuleDefinition definition = known.get(name);
        uses.accept(new Use(load.span(), Use.Sort.MODULE, name, definition != null, null));
        if (definition == null) {
            diagnostics.error(load.span(), "unknown module `" + name + "`", suggestion(name));
            return;
        }
        Loaded before = loaded.get(name);
        if (before != null) {
            diagnostics.warning(
                    load.span(),
                    "module `" + name + "` is loaded already",
                    "the first time it is loaded at " + source.place(before.span()));
            return;
        }
        List<SettingDefinition> parameters = definition.in(source.dialect()).settings();
        SettingCheck settings = new SettingCheck(name, parameters, source, diagnostics, uses);
        loaded.put(name, new Loaded(load.span(), definition, settings));
    }

    private @Nullable String suggestion(String name) {
        return Suggestion.nearest(name, known.keySet())
                .map(other -> "did you mean `" + other + ".so`?")
                .orElse(null);
    }

    private void set(Declaration.ModuleParameter parameter) {
        List<Loaded> meant = parameter.modules().stream().allMatch(ModuleCheck::isPlain)
                ? parameter.modules().stream()
                        .map(loaded::get)
                        .filter(Objects::nonNull)
                        .toList()
                : matching(parameter.modulesSpan(), String.join("|", parameter.modules()));
        if (meant.isEmpty()) {
            refuse(parameter);
        }
        for (Loaded module : meant.stream().distinct().toList()) {
            module.settings()
                    .take(parameter.span(), parameter.nameSpan(), parameter.name(), parameter.value(), List.of());
        }
    }

    private List<Loaded> matching(Span span, String expression) {
        try {
            Pattern pattern = PosixExpression.compile(expression, true);
            return loaded.values().stream()
                    .filter(module ->
                            pattern.matcher(module.definition().name()).matches())
                    .toList();
        } catch (ScriptError e) {
            diagnostics.error(span, e.reason());
            return List.of();
        }
    }

    private static boolean isPlain(String name) {
        return name.chars().allMatch(c -> c == '_' || c == '-' || Character.isLetterOrDigit(c));
    }

    private void refuse(Declaration.ModuleParameter parameter) {
        for (String module : parameter.modules()) {
            uses.accept(
                    new Use(parameter.modulesSpan(), Use.Sort.PARAMETER, module + "." + parameter.name(), false, null));
        }
        if (parameter.modules().size() > 1 || !isPlain(parameter.modules().getFirst())) {
            diagnostics.error(
                    parameter.modulesSpan(),
                    "no module that is loaded is named `" + String.join("|", parameter.modules()) + "`");
            return;
        }
        String name = parameter.modules().getFirst();
        if (known.containsKey(name)) {
            diagnostics.error(
                    parameter.modulesSpan(),
                    "module `" + name + "` is not loaded",
                    "add loadmodule \"" + name + ".so\"");
        } else {
            diagnostics.error(
                    parameter.modulesSpan(),
                    "unknown module `" + name + "`",
                    Suggestion.nearest(name, known.keySet())
                            .map(other -> "did you mean `" + other + "`?")
                            .orElse(null));
        }
    }
}
