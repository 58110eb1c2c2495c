package io.sidetone.script.check;

import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Span;
import io.sidetone.script.source.Suggestion;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The names of one sort, functions or variables or transformations: what those that are loaded stand for, and of
/// the others the module that has them. Confined to the thread that checks.
final class Directory<T> {

    private final String sort;
    private final String prefix;
    private final Map<String, T> known = new HashMap<>();
    private final Map<String, String> elsewhere = new HashMap<>();

    /// @param sort for messages: `function`
    /// @param prefix what scripts write before the name: `$`
    Directory(String sort, String prefix) {
        this.sort = sort;
        this.prefix = prefix;
    }

    /// Adds what is loaded. Of two modules with one name the first counts.
    void add(String name, T meaning) {
        known.putIfAbsent(name, meaning);
    }

    /// Adds what is not loaded.
    void addElsewhere(String name, String module) {
        elsewhere.putIfAbsent(name, module);
    }

    @Nullable
    T find(String name) {
        return known.get(name);
    }

    /// Says that a name is not known, and what to do about it.
    ///
    /// @param others further names that could be meant
    void refuse(Diagnostics diagnostics, Span span, String name, Set<String> others) {
        String module = elsewhere.get(name);
        if (module != null) {
            diagnostics.error(
                    span,
                    sort + " `" + prefix + name + "` belongs to module `" + module + "`, which is not loaded",
                    "add loadmodule \"" + module + ".so\"");
            return;
        }
        Set<String> visible = new HashSet<>(known.keySet());
        visible.addAll(others);
        diagnostics.error(span, "unknown " + sort + " `" + prefix + name + "`", help(name, visible));
    }

    private @Nullable String help(String name, Set<String> visible) {
        Optional<String> here = Suggestion.nearest(name, visible);
        if (here.isPresent()) {
            return "did you mean `" + prefix + here.get() + "`?";
        }
        return Suggestion.nearest(name, elsewhere.keySet())
                .map(other -> "did you mean `" + prefix + other + "` of module `" + elsewhere.get(other)
                        + "`, which is not loaded?")
                .orElse(null);
    }
}
