package io.sidetone.modules.auth;

import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.SipUri;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The field Remote-Party-ID, made of what is known of a user: a URI, which may stand in angle brackets with a
/// name before it.
final class RemotePartyId {

    static final String FIELD = "Remote-Party-ID";

    /// E.164 numbers have 15 digits at most.
    private static final int MOST_DIGITS = 15;

    private RemotePartyId() {}

    /// Adds the field.
    ///
    /// @return 1; -1 if nothing is known, or what is known cannot stand in a field
    static int append(
            RoutingContext context, Function<RoutingContext, @Nullable Object> variable, String prefix, String suffix) {
        String value = value(context, variable);
        String whole = prefix + value + suffix;
        if (value == null || !isOneLine(whole)) {
            return -1;
        }
        context.message(context.request().edit().append(FIELD, whole).build());
        return 1;
    }

    /// Whether what is known is a number with a plus sign.
    ///
    /// @return 1 or -1
    static int isE164(RoutingContext context, Function<RoutingContext, @Nullable Object> variable) {
        String value = value(context, variable);
        String user = value == null ? null : user(value);
        boolean number = user != null
                && user.length() >= 2
                && user.length() <= MOST_DIGITS + 1
                && user.charAt(0) == '+'
                && CharClass.DIGIT.containsAll(user.substring(1));
        return number ? 1 : -1;
    }

    private static @Nullable String value(RoutingContext context, Function<RoutingContext, @Nullable Object> variable) {
        Object value = variable.apply(context);
        String text = value == null ? "" : Values.text(value);
        return text.isEmpty() ? null : text;
    }

    private static @Nullable String user(String text) {
        int open = text.indexOf('<');
        int close = text.indexOf('>', open + 1);
        String uri = open >= 0 && close > open ? text.substring(open + 1, close) : text;
        try {
            return SipUri.parse(uri.strip()).user();
        } catch (SyntaxException _) {
            return null;
        }
    }

    private static boolean isOneLine(String text) {
        return text.chars().noneMatch(each -> each == '\r' || each == '\n' || each == 0);
    }
}
