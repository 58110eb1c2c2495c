package io.sidetone.script.define;

import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.Type;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What can be done with the value of a variable in braces: `{s.substr,0,3}`. Immutable.
///
/// Where the families mean different things by one name there are two definitions of it, each for one dialect.
///
/// @param names its spellings, each `class.name` or a class alone; the first is the one that is documented. A `*`
///     between class and name, as in `nameaddr.*.uri`, stands for a number that is the last argument.
/// @param parameters each of [ParameterKind#INTEGER], [ParameterKind#STRING], [ParameterKind#SUBSTITUTION] or
///     [ParameterKind#VALUE]; the optional ones last
/// @param result what it gives when that is not null
/// @param operation what runs
/// @param description one sentence
/// @param example `value{name,argument} -> result`, value and result in the form of JSON
/// @param dialects where it counts
/// @param families who documents it
public record TransformationDefinition(
        List<String> names,
        List<Parameter> parameters,
        Type result,
        Operation operation,
        String description,
        String example,
        Set<Dialect> dialects,
        Set<Family> families) {

    public TransformationDefinition {
        names = List.copyOf(names);
        parameters = List.copyOf(parameters);
        dialects = Set.copyOf(dialects);
        families = Set.copyOf(families);
    }

    /// One that counts in all dialects.
    public TransformationDefinition(
            List<String> names,
            List<Parameter> parameters,
            Type result,
            Operation operation,
            String description,
            String example) {
        this(
                names,
                parameters,
                result,
                operation,
                description,
                example,
                EnumSet.allOf(Dialect.class),
                EnumSet.allOf(Family.class));
    }

    /// One without parameters that both families document and that counts in all dialects.
    public static TransformationDefinition of(
            String name, Type result, Operation operation, String description, String example) {
        return new TransformationDefinition(List.of(name), List.of(), result, operation, description, example);
    }

    /// The same, under one more name.
    public TransformationDefinition or(String name) {
        List<String> more = new ArrayList<>(names);
        more.add(name);
        return new TransformationDefinition(
                more, parameters, result, operation, description, example, dialects, families);
    }

    /// The same, with these parameters.
    public TransformationDefinition taking(Parameter... parameters) {
        return new TransformationDefinition(
                names, List.of(parameters), result, operation, description, example, dialects, families);
    }

    /// The same, of one family.
    public TransformationDefinition of(Family family) {
        return new TransformationDefinition(
                names, parameters, result, operation, description, example, dialects, Set.of(family));
    }

    /// The same, in one dialect.
    public TransformationDefinition in(Dialect dialect) {
        return new TransformationDefinition(
                names, parameters, result, operation, description, example, Set.of(dialect), families);
    }

    /// The same, by another operation.
    public TransformationDefinition by(Operation operation) {
        return new TransformationDefinition(
                names, parameters, result, operation, description, example, dialects, families);
    }

    /// The spelling that is documented.
    public String name() {
        return names.getFirst();
    }

    /// Computes a value from a value. Thread-safe: it keeps nothing.
    @FunctionalInterface
    public interface Operation {

        /// Computes it.
        ///
        /// @param value what stands before, null included
        /// @param arguments as many as there are parameters, converted; null for what was left out
        /// @return null where the documentation of the family says so
        /// @throws io.sidetone.script.value.ScriptError if it cannot be done
        @Nullable
        Object apply(@Nullable Object value, @Nullable Object[] arguments);
    }
}
