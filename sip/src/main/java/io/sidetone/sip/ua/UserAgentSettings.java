package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.DialogLimits;
import io.sidetone.sip.dialog.ReliableResponses;
import io.sidetone.sip.dialog.SessionTimerNegotiation;
import io.sidetone.sip.dialog.SessionTimerSettings;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who a user agent is and what it can do. Immutable.
///
/// @param identity what stands in From of its requests, without a tag
/// @param contact where it is reached; null for the address of the socket that is used, with the user of the
///     identity
/// @param route the proxies that requests outside of dialogs go through, the first one first; all with `lr`
/// @param product what it is, in User-Agent and Server; empty to say nothing
/// @param allowed the methods it understands
/// @param accepted the types of bodies it understands
/// @param supported the option tags of the extensions it understands
/// @param sessionTimer what it wants of session timers
/// @param dialogs how many dialogs there may be
/// @param limits how much else there may be
@Rfc(number = 3261, section = "8.1.1")
public record UserAgentSettings(
        NameAddress identity,
        @Nullable NameAddress contact,
        List<NameAddress> route,
        String product,
        List<Method> allowed,
        List<MediaType> accepted,
        List<String> supported,
        SessionTimerSettings sessionTimer,
        DialogLimits dialogs,
        UserAgentLimits limits) {

    private static final List<Method> METHODS = List.of(
            Method.INVITE,
            Method.ACK,
            Method.CANCEL,
            Method.BYE,
            Method.OPTIONS,
            Method.PRACK,
            Method.UPDATE,
            Method.INFO,
            Method.REFER,
            Method.NOTIFY,
            Method.MESSAGE);

    /// The option tag of RFC 3891.
    static final String REPLACES = "replaces";

    /// Copies the lists.
    public UserAgentSettings {
        route = List.copyOf(route);
        allowed = List.copyOf(allowed);
        accepted = List.copyOf(accepted);
        supported = List.copyOf(supported);
    }

    /// A user agent that does all that this package can do, without a proxy.
    public static UserAgentSettings of(NameAddress identity) {
        return new UserAgentSettings(
                identity,
                null,
                List.of(),
                "Sidetone",
                METHODS,
                List.of(MediaType.SDP),
                List.of(ReliableResponses.OPTION, SessionTimerNegotiation.OPTION, REPLACES),
                SessionTimerSettings.DEFAULT,
                DialogLimits.DEFAULT,
                UserAgentLimits.DEFAULT);
    }

    /// The same, reached elsewhere.
    public UserAgentSettings withContact(NameAddress other) {
        return new UserAgentSettings(
                identity, other, route, product, allowed, accepted, supported, sessionTimer, dialogs, limits);
    }

    /// The same behind these proxies.
    public UserAgentSettings withRoute(List<NameAddress> proxies) {
        return new UserAgentSettings(
                identity, contact, proxies, product, allowed, accepted, supported, sessionTimer, dialogs, limits);
    }

    /// The same with other methods and types of bodies.
    public UserAgentSettings withAllowed(List<Method> methods, List<MediaType> types) {
        return new UserAgentSettings(
                identity, contact, route, product, methods, types, supported, sessionTimer, dialogs, limits);
    }

    /// The same with other extensions.
    public UserAgentSettings withSupported(List<String> options) {
        return new UserAgentSettings(
                identity, contact, route, product, allowed, accepted, options, sessionTimer, dialogs, limits);
    }

    /// The same with other session timers.
    public UserAgentSettings withSessionTimer(SessionTimerSettings other) {
        return new UserAgentSettings(
                identity, contact, route, product, allowed, accepted, supported, other, dialogs, limits);
    }

    /// The same with other limits.
    public UserAgentSettings withLimits(DialogLimits ofDialogs, UserAgentLimits others) {
        return new UserAgentSettings(
                identity, contact, route, product, allowed, accepted, supported, sessionTimer, ofDialogs, others);
    }
}
