package io.sidetone.script.source;

import org.jspecify.annotations.Nullable;

/// One thing that is wrong with a script. Immutable.
///
/// @param severity error or warning
/// @param span what it is about
/// @param message what is wrong, one sentence without a full stop
/// @param help how to mend it, or null
public record Diagnostic(
        Severity severity,
        Span span,
        String message,
        @Nullable String help) {}
