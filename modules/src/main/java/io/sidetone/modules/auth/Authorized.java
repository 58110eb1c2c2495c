package io.sidetone.modules.auth;

import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.sip.header.Credentials;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.uri.SipUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Credentials that were found right. Immutable.
///
/// @param against what they were checked against
public record Authorized(Side side, Credentials credentials, String against) {

    private static final Set<Method> MAY_BE_ANONYMOUS =
            Set.of(Method.INVITE, Method.BYE, Method.PRACK, Method.UPDATE, Method.MESSAGE);
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

    /// Whether From, and To where it says who is meant, name the user of the credentials.
    ///
    /// @param anonymous whether calls and messages need not say who sends them
    public static boolean isSelf(RoutingContext context, boolean anonymous) {
        SipRequest request = context.request();
        String user = user(context);
        if (user == null || (anonymous && MAY_BE_ANONYMOUS.contains(request.method()))) {
            // An ACK or CANCEL has none.
            return true;
        }
        boolean both =
                request.method().equals(Method.REGISTER) || request.method().equals(Method.PUBLISH);
        return names(request.from(), user) && (!both || names(request.to(), user));
    }

    private static boolean names(@Nullable NameAddress address, String user) {
        return address != null && address.uri() instanceof SipUri uri && user.equals(uri.user());
    }
}
