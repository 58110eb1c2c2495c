package io.sidetone.modules.auth;

import io.sidetone.server.context.RoutingContext;
import org.jspecify.annotations.Nullable;

/// A variable that a parameter of a module names: `$avp(name)` or `$var(name)`. Immutable.
///
/// @param avp whether it lives with the transaction
public record ScriptVariable(boolean avp, String name) {

    /// Reads the text of a parameter.
    ///
    /// @return null if it is neither
    public static @Nullable ScriptVariable parse(String text) {
        String spec = text.strip();
        boolean avp = spec.startsWith("$avp(");
        if (!spec.endsWith(")") || !(avp || spec.startsWith("$var(")) || spec.length() < 7) {
            return null;
        }
        String name = spec.substring(5, spec.length() - 1).strip();
        return name.isEmpty() ? null : new ScriptVariable(avp, name.startsWith("s:") ? name.substring(2) : name);
    }

    /// Its value; null if it has none, or the script has no such variable.
    public @Nullable Object get(RoutingContext context) {
        if (avp) {
            return context.transaction().avps().first(name);
        }
        int number = context.run().version().variables().indexOf(name);
        return number < 0 ? null : context.run().variable(number);
    }
}
