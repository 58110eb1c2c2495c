package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.uri.SipUri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes off a request what led it here: the top route if it names us, both halves of a double Record-Route, and
/// whatever a strict router or `maddr` has done to the Request-URI. Immutable.
@Rfc(number = 3261, section = "16.4")
public final class RouteProcessing {

    /// The parameter of URIs whose owner knows loose routes.
    public static final String LOOSE = "lr";

    private final Myself myself;

    /// @param myself says which routes name us
    public RouteProcessing(Myself myself) {
        this.myself = myself;
    }

    /// Processes a request once, when it has come and passed [RequestValidation]. A malformed Route is left
    /// alone.
    ///
    /// @param incoming the flow that the request came over
    public RoutedRequest process(SipRequest request, Flow incoming) {
        SipUri uri = request.uri() instanceof SipUri sip ? sip : null;
        boolean byStrictRouter = uri != null && uri.hasParameter(LOOSE) && myself.isMyself(uri);
        SipRequest restored = byStrictRouter ? fromStrictRouter(request) : null;
        if (restored != null) {
            return takeOff(restored, uri);
        }
        return takeOff(uri != null && uri.hasParameter("maddr") ? withoutMaddr(request, uri, incoming) : request, null);
    }

    /// A strict router has put our Record-Route into the Request-URI, and the Request-URI behind the last Route.
    /// What tells our Record-Route from an address of ours that a user has is its `lr`. Null if there is no
    /// Route.
    private static @Nullable SipRequest fromStrictRouter(SipRequest request) {
        List<NameAddress> routes = request.all(Headers.ROUTE);
        if (routes.isEmpty()) {
            return null;
        }
        SipRequest.Builder restored = request.edit()
                .uri(ForwardedRequest.requestUri(routes.getLast().uri()))
                .remove(HeaderName.ROUTE);
        for (int i = routes.size() - 2; i >= 0; i--) {
            restored.prepend(Headers.ROUTE, routes.get(i));
        }
        return restored.build();
    }

    /// A `maddr` that is ours has done its work, if the request also came by the port and transport of the URI.
    private SipRequest withoutMaddr(SipRequest request, SipUri uri, Flow incoming) {
        if (!myself.isMyself(uri) || !isWay(uri, incoming)) {
            return request;
        }
        return request.edit()
                .uri(uri.withoutParameter("maddr").withoutParameter("transport").withPort(-1))
                .build();
    }

    private static boolean isWay(SipUri uri, Flow incoming) {
        String named = uri.parameter("transport");
        Transport transport = named == null ? null : Transport.of(named);
        if (transport == null) {
            transport = uri.isSecure() ? Transport.TLS : Transport.UDP;
        } else if (transport == Transport.TCP && uri.isSecure()) {
            transport = Transport.TLS;
        }
        int port = uri.port() < 0 ? transport.defaultPort() : uri.port();
        return incoming.transport() == transport
                && (incoming.sentBy().port() == port || incoming.local().getPort() == port);
    }

    /// @param known the route of ours that was found in the Request-URI; null if there was none
    private RoutedRequest takeOff(SipRequest request, @Nullable SipUri known) {
        SipUri first = known == null ? own(request.first(Headers.ROUTE)) : known;
        if (first == null) {
            return new RoutedRequest(request, null, null);
        }
        int next = known == null ? 1 : 0;
        SipUri second = isHalf(first) ? ownAt(request, next) : null;
        if (second != null && !isHalf(second)) {
            second = null;
        }
        if (next == 0 && second == null) {
            return new RoutedRequest(request, first, null);
        }
        SipRequest.Builder rest = request.edit();
        if (next == 1) {
            rest.removeFirst(Headers.ROUTE);
        }
        if (second != null) {
            rest.removeFirst(Headers.ROUTE);
        }
        return new RoutedRequest(rest.build(), first, second);
    }

    private static boolean isHalf(SipUri route) {
        return route.hasParameter(RecordRoute.HALF);
    }

    private @Nullable SipUri ownAt(SipRequest request, int index) {
        List<NameAddress> routes = request.all(Headers.ROUTE);
        return index < routes.size() ? own(routes.get(index)) : null;
    }

    private @Nullable SipUri own(@Nullable NameAddress route) {
        return route != null && route.uri() instanceof SipUri uri && myself.isMyself(uri) ? uri : null;
    }
}
