package io.sidetone.script.check;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.bound.BoundRoute;
import io.sidetone.script.bound.CallGraph;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Span;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Finds route blocks that nothing leads to. Thread-safe: all is computed from the arguments.
final class UnusedRoutes {

    /// Blocks that only run if something names them.
    private static final Set<RouteKind> NAMED =
            EnumSet.of(RouteKind.ROUTE, RouteKind.BRANCH_ROUTE, RouteKind.FAILURE_ROUTE, RouteKind.ONREPLY_ROUTE);

    private UnusedRoutes() {}

    /// Warns of them. A call by a variable may lead to each named `route`.
    ///
    /// @param nameSpans where the names of the routes stand, by their numbers
    static void check(CallGraph graph, List<Span> nameSpans, Diagnostics diagnostics) {
        BitSet used = new BitSet();
        BitSet callers = new BitSet();
        for (int number = 0; number < graph.routes().size(); number++) {
            graph.from(number).stream().filter(link -> link.from() != link.to()).forEach(link -> used.set(link.to()));
            callers.set(number, graph.callsByName(number));
        }
        for (int number = 0; number < graph.routes().size(); number++) {
            BoundRoute route = graph.routes().get(number);
            if (route.name() != null
                    && NAMED.contains(route.kind())
                    && !used.get(number)
                    && !(route.kind() == RouteKind.ROUTE && isCalledByName(number, callers))) {
                diagnostics.warning(
                        nameSpans.get(number),
                        "`" + route.title() + "` is never " + (route.kind() == RouteKind.ROUTE ? "called" : "used"),
                        null);
            }
        }
    }

    private static boolean isCalledByName(int number, BitSet callers) {
        return callers.cardinality() > (callers.get(number) ? 1 : 0);
    }
}
