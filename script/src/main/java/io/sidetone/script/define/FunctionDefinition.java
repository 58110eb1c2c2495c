package io.sidetone.script.define;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.run.StatusFunction;
import io.sidetone.script.run.ValueFunction;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.Type;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A function that scripts can call. Immutable.
///
/// Exactly one of `status` and `value` is there.
///
/// @param name as scripts write it
/// @param parameters in their order; those that can be left out need not be the last ones
/// @param routes where it may be called; empty for everywhere
/// @param waits whether it may wait; only a status function may
/// @param result what a value function gives; [Type#INTEGER] for a status function
/// @param status what runs, where the result is a number that says how it went
/// @param value what runs, where the result is a value
/// @param description one sentence
/// @param dialects where it counts: where the families mean different things by one name there are two definitions
public record FunctionDefinition(
        String name,
        List<Parameter> parameters,
        Set<RouteKind> routes,
        boolean waits,
        Type result,
        @Nullable StatusFunction status,
        @Nullable ValueFunction value,
        String description,
        Set<Dialect> dialects) {

    public FunctionDefinition {
        parameters = List.copyOf(parameters);
        routes = Set.copyOf(routes);
        dialects = Set.copyOf(dialects);
        if ((status == null) == (value == null) || (waits && status == null)) {
            throw new IllegalArgumentException(name + " has to be a status function or a value function");
        }
    }

    /// One that counts in all dialects.
    public FunctionDefinition(
            String name,
            List<Parameter> parameters,
            Set<RouteKind> routes,
            boolean waits,
            Type result,
            @Nullable StatusFunction status,
            @Nullable ValueFunction value,
            String description) {
        this(name, parameters, routes, waits, result, status, value, description, EnumSet.allOf(Dialect.class));
    }

    /// One that says by a number how it went and never waits.
    public static FunctionDefinition status(
            String name, String description, StatusFunction function, Parameter... parameters) {
        return new FunctionDefinition(
                name, List.of(parameters), Set.of(), false, Type.INTEGER, function, null, description);
    }

    /// One that says by a number how it went and may wait.
    public static FunctionDefinition waiting(
            String name, String description, StatusFunction function, Parameter... parameters) {
        return new FunctionDefinition(
                name, List.of(parameters), Set.of(), true, Type.INTEGER, function, null, description);
    }

    /// One that gives a value.
    public static FunctionDefinition value(
            String name, String description, Type result, ValueFunction function, Parameter... parameters) {
        return new FunctionDefinition(name, List.of(parameters), Set.of(), false, result, null, function, description);
    }

    /// The same, allowed in these blocks only.
    public FunctionDefinition in(RouteKind first, RouteKind... others) {
        return new FunctionDefinition(
                name, parameters, EnumSet.of(first, others), waits, result, status, value, description, dialects);
    }

    /// The same, in these dialects only.
    public FunctionDefinition in(Set<Dialect> some) {
        return new FunctionDefinition(name, parameters, routes, waits, result, status, value, description, some);
    }

    /// The same, under another name.
    public FunctionDefinition named(String other) {
        return new FunctionDefinition(other, parameters, routes, waits, result, status, value, description, dialects);
    }
}
