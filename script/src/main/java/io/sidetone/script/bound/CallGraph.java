package io.sidetone.script.bound;

import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.ParameterKind;
import io.sidetone.script.source.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which routes of a script lead to which, and which of them may wait. Routes go by their numbers. Immutable.
public final class CallGraph {

    private static final Span ANYWHERE = new Span(0, 0);

    /// How a route leads to another.
    public enum How {
        /// `route(name)`: it is called and comes back.
        CALLED,
        /// `async`: it goes on there and does not come back.
        RESUMED,
        /// `launch`: it runs beside.
        LAUNCHED,
        /// A function is told its name.
        NAMED
    }

    /// One way from a route to another.
    ///
    /// @param from the number of the route that it leads from
    /// @param to the number of the route that it leads to
    /// @param span where it is written
    public record Link(int from, int to, How how, Span span) {}

    /// One call of a function.
    ///
    /// @param route the number of the route in which it stands
    /// @param call as it stands there
    public record FunctionCall(int route, BoundExpression.Call call) {}

    private final List<BoundRoute> routes;
    private final List<Map<Link, Link>> links = new ArrayList<>();
    private final List<FunctionCall> calls = new ArrayList<>();
    private final BitSet callingByName = new BitSet();
    private final Waiting waiting;

    /// Of the routes of a script.
    public static CallGraph of(List<BoundRoute> routes) {
        return new CallGraph(routes);
    }

    private CallGraph(List<BoundRoute> routes) {
        this.routes = List.copyOf(routes);
        for (int number = 0; number < routes.size(); number++) {
            int from = number;
            links.add(new LinkedHashMap<>());
            Children.visit(
                    routes.get(number).body(),
                    statement -> follow(from, statement),
                    expression -> follow(from, expression));
        }
        waiting = new Waiting(this.routes);
    }

    private void link(int from, int to, How how, Span span) {
        // The first of several counts: all that is told of them is the same but for the place.
        links.get(from).putIfAbsent(new Link(from, to, how, ANYWHERE), new Link(from, to, how, span));
    }

    private void follow(int from, BoundStatement statement) {
        switch (statement) {
            case BoundStatement.Async async -> link(from, async.route(), How.RESUMED, async.span());
            case BoundStatement.Launch launch -> {
                follow(from, launch.call());
                if (launch.route() >= 0) {
                    link(from, launch.route(), How.LAUNCHED, launch.span());
                }
            }
            default -> {}
        }
    }

    private void follow(int from, BoundExpression expression) {
        switch (expression) {
            case BoundExpression.RouteCall call -> link(from, call.route(), How.CALLED, call.span());
            case BoundExpression.DynamicRouteCall _ -> callingByName.set(from);
            case BoundExpression.Call call -> {
                calls.add(new FunctionCall(from, call));
                call.arguments().forEach(argument -> follow(from, argument));
            }
            default -> {}
        }
    }

    private void follow(int from, BoundExpression.@Nullable BoundArgument argument) {
        if (argument instanceof BoundExpression.Given(Parameter parameter, BoundExpression.Constant name)
                && parameter.kind() == ParameterKind.ROUTE) {
            for (int to = 0; to < routes.size(); to++) {
                BoundRoute route = routes.get(to);
                if (route.kind() == parameter.route() && Objects.equals(name.value(), route.name())) {
                    link(from, to, How.NAMED, name.span());
                }
            }
        }
    }

    /// The routes, by their numbers.
    public List<BoundRoute> routes() {
        return routes;
    }

    /// The ways that lead from a route, one to each other route and of each sort, in the order of the text; not
    /// those of a call by a variable.
    public List<Link> from(int route) {
        return List.copyOf(links.get(route).values());
    }

    /// Whether a route has a call by a variable, which may lead to each `route` that has a name.
    public boolean callsByName(int route) {
        return callingByName.get(route);
    }

    /// All calls of functions, in the order of the text.
    public List<FunctionCall> calls() {
        return List.copyOf(calls);
    }

    /// Which of them may wait.
    public Waiting waiting() {
        return waiting;
    }
}
