package io.sidetone.script.check;

import io.sidetone.script.ast.Expression;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Source;
import java.util.function.BiFunction;

/// What all who bind parts of one script share. Confined to the thread that checks.
///
/// @param formats reads the variables in a string literal, and tells what is wrong with them
record Scope(
        Source source,
        Names names,
        RouteTable routes,
        Slots slots,
        Diagnostics diagnostics,
        BiFunction<Expression.StringLiteral, Diagnostics, Expression.Format> formats) {}
