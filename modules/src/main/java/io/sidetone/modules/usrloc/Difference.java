package io.sidetone.modules.usrloc;

import io.sidetone.server.service.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What a change does to the bindings of one address. Immutable.
///
/// @param before all bindings that there were, expired ones too
/// @param after all that there are then, each with its number
/// @param added those that are new
/// @param changed those that take the place of one with the same number
/// @param removed those that are there no more
record Difference(
        List<Binding> before,
        List<Binding> after,
        List<Binding> added,
        List<Replacement> changed,
        List<Binding> removed) {

    /// A binding that takes the place of another.
    record Replacement(Binding before, Binding after) {}

    /// Finds out what is different.
    ///
    /// @param wanted all that there are to be; a new one has the number 0
    /// @param numbered gives a new one its number, and a compact form
    static Difference of(List<Binding> before, List<Binding> wanted, UnaryOperator<Binding> numbered) {
        List<Binding> after = new ArrayList<>(wanted.size());
        List<Binding> added = new ArrayList<>(1);
        List<Replacement> changed = new ArrayList<>(1);
        List<Binding> removed = new ArrayList<>(before);
        for (Binding binding : wanted) {
            Binding present = binding.id() == 0 ? null : take(removed, binding.id());
            if (present == binding) {
                after.add(binding);
                continue;
            }
            Binding kept = numbered.apply(binding);
            after.add(kept);
            if (present == null) {
                added.add(kept);
            } else {
                changed.add(new Replacement(present, kept));
            }
        }
        return new Difference(before, after, added, changed, removed);
    }

    private static @Nullable Binding take(List<Binding> from, long id) {
        for (int i = 0; i < from.size(); i++) {
            if (from.get(i).id() == id) {
                return from.remove(i);
            }
        }
        return null;
    }

    boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }
}
