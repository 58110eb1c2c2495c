package io.sidetone.script.check;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.bound.BoundExpression;
import io.sidetone.script.bound.BoundRoute;
import io.sidetone.script.bound.BoundStatement;
import io.sidetone.script.bound.CallGraph;
import io.sidetone.script.bound.Children;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Checks what routes do given what leads to them: functions that a kind of block does not allow, and routes that
/// call themselves for ever. Confined to the thread that checks.
final class RouteCheck {

    private final CallGraph graph;
    private final Dialect dialect;
    private final Diagnostics diagnostics;
    private final BitSet ending = new BitSet();

    RouteCheck(CallGraph graph, Dialect dialect, Diagnostics diagnostics) {
        this.graph = graph;
        this.dialect = dialect;
        this.diagnostics = diagnostics;
    }

    void check() {
        checkKinds();
        checkRecursion();
    }

    /// A call is checked for the kind of its own block and for those of all blocks that surely call it. Which
    /// named route a call by a variable leads to is not known, and neither is where a route runs that a function
    /// is told.
    ///
    /// Scripts of Kamailio have routes that ask what they were called for and do one thing or the other, so that
    /// only what a block calls itself is checked there. The rest fails when it runs.
    private void checkKinds() {
        Map<Integer, Map<RouteKind, List<Integer>>> ways = new HashMap<>();
        for (int number = 0; number < graph.routes().size(); number++) {
            BoundRoute route = graph.routes().get(number);
            if (route.kind() != RouteKind.ROUTE || route.name() == null) {
                spread(route.kind(), number, ways);
            }
        }
        for (CallGraph.FunctionCall call : graph.calls()) {
            Set<RouteKind> allowed = call.call().function().routes();
            Map<RouteKind, List<Integer>> reached = ways.getOrDefault(call.route(), Map.of());
            for (Map.Entry<RouteKind, List<Integer>> way : reached.entrySet()) {
                boolean told = dialect == Dialect.NATIVE || way.getValue().size() == 1;
                if (told && !allowed.isEmpty() && !allowed.contains(way.getKey())) {
                    refuse(call.call(), way.getKey(), way.getValue());
                }
            }
        }
    }

    /// Notes for all routes that a block leads to the shortest way there.
    private void spread(RouteKind kind, int start, Map<Integer, Map<RouteKind, List<Integer>>> ways) {
        Deque<List<Integer>> open = new ArrayDeque<>();
        open.add(List.of(start));
        while (!open.isEmpty()) {
            List<Integer> way = open.remove();
            Map<RouteKind, List<Integer>> known =
                    ways.computeIfAbsent(way.getLast(), _ -> new EnumMap<>(RouteKind.class));
            if (known.putIfAbsent(kind, way) == null) {
                for (CallGraph.Link link : graph.from(way.getLast())) {
                    if (link.how() == CallGraph.How.CALLED || link.how() == CallGraph.How.RESUMED) {
                        List<Integer> longer = new ArrayList<>(way);
                        longer.add(link.to());
                        open.add(longer);
                    }
                }
            }
        }
    }

    private void refuse(BoundExpression.Call call, RouteKind kind, List<Integer> way) {
        StringBuilder help = new StringBuilder("it is allowed in ")
                .append(words(call.function().routes()));
        if (way.size() > 1) {
            help.append("; this is reached by ")
                    .append(way.stream()
                            .map(number -> graph.routes().get(number).title())
                            .collect(Collectors.joining(" -> ")));
        }
        diagnostics.error(
                call.span(),
                "`" + call.function().name() + "` cannot be called in `" + RouteTable.word(kind) + "`",
                help.toString());
    }

    private static String words(Set<RouteKind> kinds) {
        return EnumSet.copyOf(kinds).stream()
                .map(kind -> "`" + RouteTable.word(kind) + "`")
                .collect(Collectors.joining(", "));
    }

    /// Only calls that are made whenever a route runs count: a condition may be what ends the recursion.
    private void checkRecursion() {
        findEnding();
        Map<Integer, Map<Integer, Span>> certain = new HashMap<>();
        for (int number = 0; number < graph.routes().size(); number++) {
            Map<Integer, Span> calls = new LinkedHashMap<>();
            certainCalls(graph.routes().get(number).body().statements(), calls);
            certain.put(number, calls);
        }
        Set<Integer> told = new HashSet<>();
        for (int number = 0; number < graph.routes().size(); number++) {
            List<Integer> circle = told.contains(number) ? List.of() : circle(number, certain);
            if (!circle.isEmpty()) {
                told.addAll(circle);
                Span span = Objects.requireNonNull(certain.get(number)).get(circle.size() > 1 ? circle.get(1) : number);
                diagnostics.warning(
                        Objects.requireNonNull(span),
                        "`" + graph.routes().get(number).title() + "` always calls itself",
                        circle.size() > 1 ? "by " + titles(circle) : null);
            }
        }
    }

    private String titles(Collection<Integer> routes) {
        return routes.stream().map(number -> graph.routes().get(number).title()).collect(Collectors.joining(" -> "));
    }

    /// The routes on a way from a route back to it, the route first; empty if there is none.
    private static List<Integer> circle(int start, Map<Integer, Map<Integer, Span>> certain) {
        Map<Integer, Integer> cameFrom = new HashMap<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            int route = open.remove();
            for (int next : Objects.requireNonNull(certain.get(route)).keySet()) {
                if (next == start) {
                    return way(start, route, cameFrom);
                }
                if (cameFrom.putIfAbsent(next, route) == null) {
                    open.add(next);
                }
            }
        }
        return List.of();
    }

    private static List<Integer> way(int start, int end, Map<Integer, Integer> cameFrom) {
        Deque<Integer> way = new ArrayDeque<>();
        for (int route = end; route != start; route = Objects.requireNonNull(cameFrom.get(route))) {
            way.addFirst(route);
        }
        way.addFirst(start);
        return List.copyOf(way);
    }

    /// Collects the calls that statements make on every way through them.
    ///
    /// @return whether what follows them is reached for certain as well
    private boolean certainCalls(List<BoundStatement> statements, Map<Integer, Span> calls) {
        for (BoundStatement statement : statements) {
            for (BoundExpression expression : Children.expressions(statement)) {
                if (!certainCalls(expression, calls)) {
                    return false;
                }
            }
            if (statement instanceof BoundStatement.Block block) {
                if (!certainCalls(block.statements(), calls)) {
                    return false;
                }
            } else if (mayEnd(statement)) {
                return false;
            }
        }
        return true;
    }

    private boolean certainCalls(BoundExpression expression, Map<Integer, Span> calls) {
        return switch (expression) {
            case BoundExpression.And and -> certainCalls(and.left(), calls);
            case BoundExpression.Or or -> certainCalls(or.left(), calls);
            case BoundExpression.RouteCall call -> {
                calls.putIfAbsent(call.route(), call.span());
                yield !ending.get(call.route());
            }
            default -> {
                for (BoundExpression operand : Children.of(expression)) {
                    if (!certainCalls(operand, calls)) {
                        yield false;
                    }
                }
                yield true;
            }
        };
    }

    private static boolean mayEnd(BoundStatement statement) {
        return switch (statement) {
            case BoundStatement.Break _,
                    BoundStatement.Exit _,
                    BoundStatement.Drop _,
                    BoundStatement.Return _,
                    BoundStatement.Assert _,
                    BoundStatement.Async _ -> true;
            default -> Children.statements(statement).stream().anyMatch(RouteCheck::mayEnd);
        };
    }

    /// Notes which routes have a statement that ends the script, or may call such a route.
    private void findEnding() {
        for (int number = 0; number < graph.routes().size(); number++) {
            int route = number;
            ending.set(route, graph.callsByName(route));
            Children.visit(
                    graph.routes().get(number).body(),
                    statement -> ending.set(route, ending.get(route) || endsScript(statement)),
                    _ -> {});
        }
        boolean more = true;
        while (more) {
            more = false;
            for (int number = 0; number < graph.routes().size(); number++) {
                if (!ending.get(number) && graph.from(number).stream().anyMatch(link -> ending.get(link.to()))) {
                    ending.set(number);
                    more = true;
                }
            }
        }
    }

    private static boolean endsScript(BoundStatement statement) {
        return statement instanceof BoundStatement.Exit
                || statement instanceof BoundStatement.Drop
                || statement instanceof BoundStatement.Assert
                || statement instanceof BoundStatement.Async;
    }
}
