package io.sidetone.script.bound;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/// Which routes may wait: those that call a function that may, and those that call such routes. Immutable.
public final class Waiting {

    private final BitSet waiting = new BitSet();
    private final boolean anyNamed;

    /// Looks through all routes of a script.
    public Waiting(List<BoundRoute> routes) {
        List<List<Integer>> callers = new ArrayList<>();
        BitSet dynamic = new BitSet();
        routes.forEach(_ -> callers.add(new ArrayList<>()));
        Deque<Integer> found = new ArrayDeque<>();
        for (int number = 0; number < routes.size(); number++) {
            int caller = number;
            Children.visit(
                    routes.get(number).body(),
                    statement -> {
                        if (statement instanceof BoundStatement.Async async) {
                            callers.get(async.route()).add(caller);
                        }
                    },
                    expression -> {
                        switch (expression) {
                            case BoundExpression.Call call when call.function().waits() -> found.add(caller);
                            case BoundExpression.RouteCall call ->
                                callers.get(call.route()).add(caller);
                            case BoundExpression.DynamicRouteCall _ -> dynamic.set(caller);
                            default -> {}
                        }
                    });
        }
        anyNamed = spread(routes, callers, dynamic, found);
    }

    private boolean spread(List<BoundRoute> routes, List<List<Integer>> callers, BitSet dynamic, Deque<Integer> found) {
        boolean named = false;
        while (!found.isEmpty()) {
            int number = found.remove();
            if (waiting.get(number)) {
                continue;
            }
            waiting.set(number);
            found.addAll(callers.get(number));
            if (!named && routes.get(number).name() != null) {
                named = true;
                dynamic.stream().forEach(found::add);
            }
        }
        return named;
    }

    /// Whether a route may wait.
    public boolean in(int route) {
        return waiting.get(route);
    }

    /// Whether a call by a variable may wait.
    public boolean inAnyNamed() {
        return anyNamed;
    }
}
