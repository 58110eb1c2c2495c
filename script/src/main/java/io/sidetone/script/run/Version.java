package io.sidetone.script.run;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.source.Place;
import io.sidetone.script.source.Source;
import io.sidetone.script.source.Span;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// One compiled version of a script. Who needs it later, such as a transaction with a route block armed, holds
/// it; when nobody does any more, it and its classes are collected. Immutable.
public final class Version {

    /// One route block.
    ///
    /// @param name null for the one without
    /// @param option the seconds of a timer, `sync` or `async` of an event, or null
    /// @param waits whether it may wait
    /// @param slots how many values its frame holds
    /// @param loops how many loops it has
    public record Route(
            RouteKind kind,
            @Nullable String name,
            @Nullable String option,
            boolean waits,
            Routine routine,
            int slots,
            int loops) {

        private String key() {
            return Version.key(kind, name);
        }
    }

    private final Source source;
    private final List<Route> routes;
    private final List<String> variables;
    private final Map<String, Object> customs;
    private final Limits limits;
    private final @Nullable Object[] none = new Object[0];
    private final Map<String, Integer> numbers = new HashMap<>();

    /// The blocks without a name, which are asked for with each message.
    private final Map<RouteKind, OptionalInt> unnamed = new EnumMap<>(RouteKind.class);

    /// A version of a script.
    ///
    /// @param routes by their numbers
    /// @param variables the names of the script's own variables, by their numbers
    /// @param customs the variables of the operator's own by their names, `group.name`: numbers and text
    public Version(
            Source source, List<Route> routes, List<String> variables, Map<String, Object> customs, Limits limits) {
        this.source = source;
        this.routes = List.copyOf(routes);
        this.variables = List.copyOf(variables);
        this.customs = Map.copyOf(customs);
        this.limits = limits;
        for (int number = 0; number < routes.size(); number++) {
            Route route = routes.get(number);
            numbers.putIfAbsent(route.key(), number);
            if (route.name() == null) {
                unnamed.putIfAbsent(route.kind(), OptionalInt.of(number));
            }
        }
    }

    private static String key(RouteKind kind, @Nullable String name) {
        return name == null ? kind.name() : kind.name() + ":" + name;
    }

    /// What it is written in.
    public Dialect dialect() {
        return source.dialect();
    }

    /// The number of a route block, if there is one.
    ///
    /// @param name null for the one without
    public OptionalInt route(RouteKind kind, @Nullable String name) {
        if (name == null) {
            return unnamed.getOrDefault(kind, OptionalInt.empty());
        }
        Integer number = numbers.get(key(kind, name));
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /// The sub-route of a name that is known only now.
    @Nullable
    Route dynamic(String name) {
        Integer number = numbers.get(key(RouteKind.ROUTE, name));
        return number == null ? null : routes.get(number);
    }

    /// All route blocks, by their numbers.
    public List<Route> routes() {
        return routes;
    }

    /// The names of the script's own variables, by their numbers.
    public List<String> variables() {
        return variables;
    }

    /// The variables of the operator's own by their names, `group.name`: each a [Long] or a [String].
    public Map<String, Object> customs() {
        return customs;
    }

    /// The script's own variables with what they hold at first. A script that has none has one array for all runs.
    @Nullable
    Object[] initial() {
        if (variables.isEmpty()) {
            return none;
        }
        @Nullable Object[] values = new Object[variables.size()];
        if (dialect() == Dialect.KAMAILIO) {
            Arrays.fill(values, 0L);
        }
        return values;
    }

    Limits limits() {
        return limits;
    }

    /// Where a character of the script stands.
    Place place(int offset) {
        return source.place(new Span(offset, offset));
    }
}
