package io.sidetone.script.bound;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.source.Span;
import org.jspecify.annotations.Nullable;

/// A route block whose names are resolved. Immutable.
///
/// @param name null for the one without
/// @param option the seconds of a timer, `sync` or `async` of an event, or null
public record BoundRoute(
        Span span,
        RouteKind kind,
        @Nullable String name,
        @Nullable String option,
        BoundStatement.Block body) {

    /// As messages and stack traces name it: `route[relay]`.
    public String title() {
        String keyword = kind.name().toLowerCase(java.util.Locale.ROOT);
        return name == null ? keyword : keyword + "[" + name + "]";
    }
}
