package io.sidetone.script.check;

import io.sidetone.script.source.Span;
import org.jspecify.annotations.Nullable;

/// A name of what the host defines, where a script uses it. Immutable.
///
/// @param span where
/// @param sort what it names
/// @param name as it is defined: without `$`; of a parameter the module, a dot and the parameter
/// @param known whether there is such a thing, and the script can use it
/// @param ignored why it does nothing, as the end of a sentence; null if it does something
public record Use(
        Span span,
        Sort sort,
        String name,
        boolean known,
        @Nullable String ignored) {

    /// What a name stands for.
    public enum Sort {
        /// What `loadmodule` names.
        MODULE,
        /// What `modparam` sets.
        PARAMETER,
        /// A global parameter.
        SETTING,
        FUNCTION,
        VARIABLE,
        /// What stands in braces behind a variable.
        TRANSFORMATION
    }
}
