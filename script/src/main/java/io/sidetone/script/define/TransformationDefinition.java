package io.sidetone.script.define;

import io.sidetone.script.value.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be done with the value of a variable in braces: `{s.substr,0,3}`. Immutable.
///
/// @param names its spellings, each `class.name` or a class alone; the first is the one that is documented
/// @param parameters each of [ParameterKind#INTEGER], [ParameterKind#STRING] or [ParameterKind#VALUE]; the
///     optional ones last
/// @param result what it gives when that is not null
/// @param operation what runs
/// @param description one sentence
/// @param example `expression -> result`, in the form that the documentation shows
public record TransformationDefinition(
        List<String> names,
        List<Parameter> parameters,
        Type result,
        Operation operation,
        String description,
        String example) {

    public TransformationDefinition {
        names = List.copyOf(names);
        parameters = List.copyOf(parameters);
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
