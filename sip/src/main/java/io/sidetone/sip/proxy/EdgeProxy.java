package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.FlowTokens;
import io.sidetone.sip.uri.SipUri;
import org.jspecify.annotations.Nullable;

/// The proxy that devices keep their flows to: it puts tokens of flows into Path and Record-Route, and sends what
/// comes back with a token over its flow. Thread-safe.
@Rfc(number = 5626, section = "5")
public final class EdgeProxy {

    /// The parameter of URIs whose owner keeps flows, or wants them used.
    public static final String OUTBOUND = "ob";

    /// The refusal of a request whose flow is gone.
    public static final Refusal FLOW_FAILED = Refusal.of(430, "Flow Failed");

    /// The refusal of a request with a token that is none of ours.
    public static final Refusal FORBIDDEN = Refusal.of(403, "Forbidden");

    /// Where a request goes.
    public sealed interface Way {

        /// Over this flow, whatever its Request-URI says.
        record ByFlow(Flow flow) implements Way {}

        /// By its routes and its Request-URI.
        record AsUsual() implements Way {}

        /// Nowhere.
        record Refused(Refusal refusal) implements Way {}
    }

    private static final Way AS_USUAL = new Way.AsUsual();

    private final FlowTokens tokens;

    /// @param tokens names the flows
    public EdgeProxy(FlowTokens tokens) {
        this.tokens = tokens;
    }

    /// What goes into the Path of a REGISTER: requests to the device come back to us with the token of its flow.
    /// Only if the device is our neighbour and registers its flows do we promise to keep them.
    @Rfc(number = 5626, section = "5.1")
    public RecordRoute path(SipRequest register, Flow incoming) {
        RecordRoute path =
                RecordRoute.of(incoming, ForwardedRequest.isSecure(register)).withTokenOfIncoming(tokens);
        return hasRegId(register) && register.count(Headers.VIA) == 1 ? path.withParameter(OUTBOUND, null) : path;
    }

    private static boolean hasRegId(SipRequest register) {
        for (Contact contact : register.all(Headers.CONTACT)) {
            NameAddress address = contact.address();
            if (address != null && address.regId() != NameAddress.ABSENT) {
                return true;
            }
        }
        return false;
    }

    /// Where a request goes by the token of the route that has led it here. A request of the device itself
    /// carries the token of the flow that it came over, and goes as usual.
    ///
    /// @param incoming the flow that the request came over
    @Rfc(number = 5626, section = "5.3")
    public Way way(RoutedRequest routed, Flow incoming) {
        SipUri route = routed.facingRoute();
        String token = route == null ? null : route.rawUser();
        if (token == null) {
            return AS_USUAL;
        }
        return switch (tokens.target(token)) {
            case FlowTokens.Target.Live(Flow flow) -> flow.equals(incoming) ? AS_USUAL : new Way.ByFlow(flow);
            case FlowTokens.Target.Gone() -> new Way.Refused(FLOW_FAILED);
            case FlowTokens.Target.Forged() -> new Way.Refused(FORBIDDEN);
        };
    }

    /// What goes into the Record-Route of a request that makes a dialog, so that later ones find the flows: the
    /// token of the flow that it leaves by if that was chosen for a device, and that of the flow that it came
    /// over if its device asks for it, or is a neighbour who has connected to us: maybe nobody can connect to
    /// him.
    ///
    /// @param byFlow whether the request leaves by a flow that is known already
    @Rfc(number = 5626, section = "5.3")
    public RecordRoute recordRoute(RoutedRequest routed, Flow incoming, boolean byFlow) {
        SipRequest request = routed.request();
        RecordRoute route = RecordRoute.of(incoming, ForwardedRequest.isSecure(request));
        if (byFlow) {
            route = route.withTokenOfOutgoing(tokens);
        }
        boolean neighbour = request.count(Headers.VIA) == 1;
        return neighbour && (incoming.transport().isReliable() || wantsFlow(request, routed.ownRoute()))
                ? route.withTokenOfIncoming(tokens)
                : route;
    }

    private static boolean wantsFlow(SipRequest request, @Nullable SipUri route) {
        Contact contact = request.first(Headers.CONTACT);
        NameAddress address = contact == null ? null : contact.address();
        return (route != null && route.hasParameter(OUTBOUND))
                || (address != null && address.uri() instanceof SipUri uri && uri.hasParameter(OUTBOUND));
    }
}
