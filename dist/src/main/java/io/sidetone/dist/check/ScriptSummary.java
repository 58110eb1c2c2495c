package io.sidetone.dist.check;

import io.sidetone.script.bound.BoundRoute;
import io.sidetone.script.bound.BoundScript;
import io.sidetone.script.bound.CallGraph;
import io.sidetone.script.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Tells what is in a script that has no errors: its routes, where they stand and lead, and what functions they
/// use.
final class ScriptSummary {

    private ScriptSummary() {}

    /// A line for each route, and one for the functions.
    static String of(BoundScript script) {
        CallGraph graph = CallGraph.of(script.routes());
        StringBuilder out = new StringBuilder();
        for (int number = 0; number < script.routes().size(); number++) {
            BoundRoute route = script.routes().get(number);
            Place place = script.source().place(route.span());
            List<String> facts = new ArrayList<>();
            links(graph, number, facts);
            if (graph.callsByName(number)) {
                facts.add("calls by a variable");
            }
            if (graph.waiting().in(number)) {
                facts.add("may wait");
            }
            out.append(place.file())
                    .append(':')
                    .append(place.line())
                    .append(": ")
                    .append(route.title());
            out.append(facts.isEmpty() ? "" : ": " + String.join("; ", facts)).append('\n');
        }
        Set<String> functions = new TreeSet<>();
        graph.calls().forEach(call -> functions.add(call.call().function().name()));
        return out.append("functions: ")
                .append(functions.isEmpty() ? "none" : String.join(", ", functions))
                .append('\n')
                .toString();
    }

    private static void links(CallGraph graph, int number, List<String> facts) {
        for (CallGraph.How how : CallGraph.How.values()) {
            List<String> names = graph.from(number).stream()
                    .filter(link -> link.how() == how)
                    .map(link -> graph.routes().get(link.to()).title())
                    .toList();
            if (!names.isEmpty()) {
                facts.add(word(how) + " " + String.join(", ", names));
            }
        }
    }

    private static String word(CallGraph.How how) {
        return switch (how) {
            case CALLED -> "calls";
            case RESUMED -> "goes on in";
            case LAUNCHED -> "launches";
            case NAMED -> "names";
        };
    }
}
