package io.sidetone.script.check;

import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Span;
import io.sidetone.script.source.Suggestion;
import io.sidetone.script.value.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The script's own variables, `$var(name)`: their numbers, where they are read and written, and what is known of
/// their values. Confined to the thread that checks.
///
/// A type holds for all of the script, whatever the order: it is what all assignments have in common. As one
/// variable is assigned from another, the script is read until nothing changes. Any variable may be null as well.
final class Slots {

    private static final class Use {
        private final int number;
        private Type type = Type.NULL;
        private @Nullable Span read;
        private @Nullable Span written;
        private boolean output;

        private Use(int number) {
            this.number = number;
        }
    }

    private final Map<String, Use> uses = new LinkedHashMap<>();
    private final boolean numbers;
    private boolean changed;
    private boolean settled;

    /// @param numbers whether a variable is 0 at first, so that its type says nothing
    Slots(boolean numbers) {
        this.numbers = numbers;
    }

    private Use use(String name) {
        return uses.computeIfAbsent(name, _ -> new Use(uses.size()));
    }

    /// The number of a variable.
    int number(String name) {
        return use(name).number;
    }

    /// What is known of a variable; null as long as no assignment has been seen.
    Type type(String name) {
        Type type = use(name).type;
        return numbers || (settled && type == Type.NULL) ? Type.ANY : type;
    }

    /// Notes that it is read.
    void read(String name, Span span) {
        Use use = use(name);
        if (use.read == null) {
            use.read = span;
        }
    }

    /// Notes that it gets a value.
    void written(String name, Span span, Type type) {
        Use use = use(name);
        if (use.written == null) {
            use.written = span;
        }
        Type joined = TypeRules.join(use.type, type);
        if (joined != use.type && !settled) {
            use.type = joined;
            changed = true;
        }
    }

    /// Notes that it gets a value which the script need not look at.
    void output(String name, Span span, Type type) {
        written(name, span, type);
        use(name).output = true;
    }

    /// Whether anything was learnt since it was asked last.
    boolean hasChanged() {
        boolean answer = changed;
        changed = false;
        return answer;
    }

    /// From now on nothing changes.
    ///
    /// @param complete whether all has been learnt; else nothing is known of any variable
    void settle(boolean complete) {
        settled = true;
        if (!complete) {
            uses.values().forEach(use -> use.type = Type.ANY);
        }
    }

    /// All names, in the order of their numbers.
    List<String> names() {
        return List.copyOf(uses.keySet());
    }

    /// Warns of variables that are only read or only written.
    void warn(Diagnostics diagnostics) {
        uses.forEach((name, use) -> {
            if (use.written == null && use.read != null) {
                Optional<String> near = Suggestion.nearest(
                        name,
                        names().stream()
                                .filter(other -> use(other).written != null)
                                .toList());
                diagnostics.warning(
                        use.read,
                        "`$var(" + name + ")` is read, but never written",
                        near.map(other -> "did you mean `$var(" + other + ")`?")
                                .orElse(numbers ? "it is always 0" : "it is always null"));
            } else if (use.read == null && use.written != null && !use.output) {
                diagnostics.warning(use.written, "`$var(" + name + ")` is written, but never read", null);
            }
        });
    }
}
