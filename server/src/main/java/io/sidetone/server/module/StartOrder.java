package io.sidetone.server.module;

import io.sidetone.script.bound.BoundScript;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Sorts modules so that each comes after those that it uses. Confined to one thread.
final class StartOrder {

    private final BoundScript script;
    private final List<ModuleSpec> available;
    private final Map<Class<?>, ModuleSpec> providers;
    private final Map<ModuleSpec, BoundScript.Module> loaded;
    private final Diagnostics diagnostics;
    private final List<ModuleSpec> sorted = new ArrayList<>();
    private final List<ModuleSpec> path = new ArrayList<>();

    StartOrder(
            BoundScript script,
            List<ModuleSpec> available,
            Map<Class<?>, ModuleSpec> providers,
            Map<ModuleSpec, BoundScript.Module> loaded,
            Diagnostics diagnostics) {
        this.script = script;
        this.available = available;
        this.providers = providers;
        this.loaded = loaded;
        this.diagnostics = diagnostics;
    }

    List<ModuleSpec> list() {
        return sorted;
    }

    /// Adds a module behind those that it uses.
    void add(ModuleSpec spec) {
        if (sorted.contains(spec)) {
            return;
        }
        if (path.contains(spec)) {
            String ring = path.subList(path.indexOf(spec), path.size()).stream()
                    .map(ModuleSpec::name)
                    .collect(Collectors.joining(" -> ", "", " -> " + spec.name()));
            diagnostics.error(span(spec), "modules require each other: " + ring);
            return;
        }
        path.add(spec);
        addAll(spec, spec.requires(), true);
        addAll(spec, spec.wants(), false);
        path.removeLast();
        sorted.add(spec);
    }

    private void addAll(ModuleSpec spec, Set<Class<?>> types, boolean needed) {
        List<Class<?>> inOrder = new ArrayList<>(types);
        inOrder.sort((a, b) -> a.getName().compareTo(b.getName()));
        for (Class<?> type : inOrder) {
            ModuleSpec provider = providers.get(type);
            if (provider != null && !provider.equals(spec)) {
                add(provider);
            } else if (provider == null && needed) {
                diagnostics.error(
                        span(spec),
                        "module '" + spec.name() + "' needs one that provides " + type.getSimpleName(),
                        "load `" + providers(type) + "` as well");
            }
        }
    }

    /// Those that can be loaded and provide something.
    private String providers(Class<?> type) {
        String names = available.stream()
                .filter(spec -> spec.provides().containsKey(type))
                .map(ModuleSpec::name)
                .collect(Collectors.joining("` or `"));
        return names.isEmpty() ? "a module of your own that does" : names;
    }

    private Span span(ModuleSpec spec) {
        BoundScript.@Nullable Module module = loaded.get(spec);
        return module == null ? new Span(0, Math.min(1, script.source().text().length())) : module.span();
    }
}
