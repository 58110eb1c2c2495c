package io.sidetone.server.context;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/// What is asked before the script is run for a request. Modules add theirs when they start. Thread-safe.
public final class Gates {

    private final List<Predicate<RoutingContext>> all = new CopyOnWriteArrayList<>();

    /// None so far.
    public Gates() {}

    /// Adds one.
    ///
    /// @param gate says no to have a request dropped without an answer; must not wait
    public void add(Predicate<RoutingContext> gate) {
        all.add(gate);
    }

    /// Whether all say yes.
    public boolean admit(RoutingContext context) {
        for (Predicate<RoutingContext> gate : all) {
            if (!gate.test(context)) {
                return false;
            }
        }
        return true;
    }
}
