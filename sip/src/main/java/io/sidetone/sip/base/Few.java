package io.sidetone.sip.base;

import java.util.ArrayList;
import java.util.List;

/// Lists that hardly ever have more than one element, and that each call has some of: they cannot be changed, which
/// takes half the objects, and one that grows is another one. Thread-safe.
public final class Few {

    private Few() {}

    /// The list with one more element at its end.
    public static <T> List<T> and(List<T> list, T more) {
        return with(list, list.size(), more);
    }

    /// The list with one more element.
    ///
    /// @param at where it is to stand, from 0 to the size
    public static <T> List<T> with(List<T> list, int at, T more) {
        if (list.isEmpty()) {
            return List.of(more);
        }
        List<T> longer = new ArrayList<>(list.size() + 1);
        longer.addAll(list);
        longer.add(at, more);
        return List.copyOf(longer);
    }
}
