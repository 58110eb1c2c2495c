package io.sidetone.sip.dialog;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Method;

/// What a failure response to a request within a dialog puts an end to.
@Rfc(number = 5057, section = "5.1")
public enum ResponseScope {
    /// The request has failed, and nothing else.
    TRANSACTION,
    /// The session or subscription that the request belongs to; others in the dialog go on.
    USAGE,
    /// The dialog with all that lives in it: the way to the other side is wrong.
    DIALOG;

    /// What a response puts an end to. Timeouts count as 408 (RFC 3261 §8.1.3.1).
    ///
    /// @param statusCode 100 to 699; below 300 nothing ends
    /// @param method the request's
    @Rfc(number = 3261, section = "12.2.1.2")
    public static ResponseScope of(int statusCode, Method method) {
        return switch (statusCode) {
            // The address that is said not to work is the one that the peer gave.
            // DEVIATION: with REFER, deployed peers mean the address in Refer-To; their call is not to end by it.
            case 404, 410, 416, 484, 485, 604 -> method.equals(Method.REFER) ? TRANSACTION : DIALOG;
            // The route set leads nowhere.
            case 482, 502 -> DIALOG;
            case 403, 408, 480, 481 -> USAGE;
            // What a usage can not do without; of others (INFO, UPDATE) the peer only knows nothing.
            case 405, 501 -> isOfUsage(method) ? USAGE : TRANSACTION;
            case 489 -> isOfSubscription(method) ? USAGE : TRANSACTION;
            default -> TRANSACTION;
        };
    }

    private static boolean isOfUsage(Method method) {
        return method.equals(Method.INVITE) || isOfSubscription(method);
    }

    private static boolean isOfSubscription(Method method) {
        return method.equals(Method.SUBSCRIBE) || method.equals(Method.NOTIFY);
    }
}
