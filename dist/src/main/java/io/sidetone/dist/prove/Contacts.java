package io.sidetone.dist.prove;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// What a registrar was asked for, and what it has answered with 200. Thread-safe.
final class Contacts {

    private enum State {
        /// Asked for.
        ADDING,
        /// Answered.
        THERE,
        /// To be removed.
        REMOVING,
        /// Answered.
        GONE
    }

    /// What was found later. Immutable.
    ///
    /// @param kept contacts that were answered and are there
    /// @param lost contacts that were answered and are not
    /// @param removed contacts whose removal was answered, and that are not there
    /// @param returned contacts whose removal was answered, and that are there
    /// @param open contacts of which either would be right, as nothing was answered
    /// @param strange contacts that nobody has asked for
    record Verdict(int kept, Set<String> lost, int removed, Set<String> returned, int open, Set<String> strange) {

        boolean isGood() {
            return lost.isEmpty() && returned.isEmpty() && strange.isEmpty();
        }
    }

    private final Map<String, State> states = new ConcurrentHashMap<>();

    /// A contact is asked for, or its removal.
    void asked(String contact, boolean removes) {
        states.put(contact, removes ? State.REMOVING : State.ADDING);
    }

    /// That was answered with 200.
    void answered(String contact, boolean removes) {
        states.put(contact, removes ? State.GONE : State.THERE);
    }

    /// Compares with what the registrar says now.
    Verdict compare(Collection<String> found) {
        Set<String> there = Set.copyOf(found);
        Set<String> lost = new TreeSet<>();
        Set<String> returned = new TreeSet<>();
        int kept = 0;
        int removed = 0;
        int open = 0;
        for (Map.Entry<String, State> each : states.entrySet()) {
            boolean isThere = there.contains(each.getKey());
            switch (each.getValue()) {
                case ADDING, REMOVING -> open++;
                case THERE -> {
                    if (isThere) {
                        kept++;
                    } else {
                        lost.add(each.getKey());
                    }
                }
                case GONE -> {
                    if (isThere) {
                        returned.add(each.getKey());
                    } else {
                        removed++;
                    }
                }
            }
        }
        Set<String> strange = new TreeSet<>(there);
        strange.removeAll(states.keySet());
        return new Verdict(kept, lost, removed, returned, open, strange);
    }
}
