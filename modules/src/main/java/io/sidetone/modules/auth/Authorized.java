package io.sidetone.modules.auth;

import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.sip.header.Credentials;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Credentials that were found right. Immutable.
///
/// @param against what they were checked against
public record Authorized(Side side, Credentials credentials, String against) {

    private static final String NOTE = "auth.authorized";

    /// All of a transaction, in the order in which they were checked.
    @SuppressWarnings("unchecked")
    public static List<Authorized> of(RoutingContext context) {
        Object noted = context.transaction().note(NOTE);
        return noted == null ? List.of() : (List<Authorized>) noted;
    }

    /// The user's name up to an `@`, of those that were checked last; null if there are none.
    public static @Nullable String user(RoutingContext context) {
        List<Authorized> all = of(context);
        String name = all.isEmpty() ? null : all.getLast().credentials().username();
        return name == null || name.indexOf('@') < 0 ? name : name.substring(0, name.indexOf('@'));
    }

    void keep(RoutedTransaction transaction, List<Authorized> before) {
        List<Authorized> all = new ArrayList<>(before);
        all.add(this);
        transaction.note(NOTE, List.copyOf(all));
    }
}
