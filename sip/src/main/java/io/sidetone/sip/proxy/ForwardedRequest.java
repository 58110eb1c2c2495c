package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The copy of a request that one branch sends, but for the Via, which the transaction adds. Immutable.
///
/// @param request the copy
/// @param nextHop the URI that names its next hop
/// @param flow the flow that it is sent by in place of the next hop; null to look for the next hop
/// @param outlet how it may leave
@Rfc(number = 3261, section = "16.6")
public record ForwardedRequest(
        SipRequest request, Uri nextHop, @Nullable Flow flow, Outlet outlet) {

    /// What a request gets that has no Max-Forwards.
    public static final int MAX_FORWARDS = 70;

    /// Stands for a branch whose Max-Breadth is left as it is.
    public static final int SAME_BREADTH = 0;

    /// Makes the copy for one target, with one hop less to go.
    ///
    /// @param request what was received, without the routes that led it here
    /// @param target null if it goes where it says
    /// @param recordRoute what keeps us on the way; null for none. In a REGISTER it goes into the Path
    /// @param breadth the branch's share of [MaxBreadth], or [#SAME_BREADTH]
    public static ForwardedRequest of(
            SipRequest request, @Nullable Target target, @Nullable RecordRoute recordRoute, int breadth) {
        return of(request, target, recordRoute, breadth, true);
    }

    /// The same, where the hops that are left may have been counted already.
    ///
    /// @param counts whether this is to count one hop
    public static ForwardedRequest of(
            SipRequest request,
            @Nullable Target target,
            @Nullable RecordRoute recordRoute,
            int breadth,
            boolean counts) {
        SipRequest.Builder copy = request.edit();
        Flow flow = target == null ? null : target.flow();
        Uri uri = target == null ? request.uri() : requestUri(target.uri());
        if (target != null && !uri.equals(request.uri())) {
            copy.uri(uri);
        }
        Integer hops = request.first(Headers.MAX_FORWARDS);
        if (hops == null || counts) {
            copy.set(Headers.MAX_FORWARDS, hops == null ? MAX_FORWARDS : Math.max(0, hops - 1));
        }
        if (breadth != SAME_BREADTH) {
            copy.set(Headers.MAX_BREADTH, breadth);
        }
        if (recordRoute != null) {
            boolean register = request.method().equals(Method.REGISTER);
            copy.prepend(recordRoute.field(register ? HeaderName.PATH : HeaderName.RECORD_ROUTE));
        }
        List<NameAddress> routes = target == null ? List.of() : target.routes();
        for (int i = routes.size() - 1; i >= 0; i--) {
            copy.prepend(Headers.ROUTE, routes.get(i));
        }
        NameAddress top = routes.isEmpty() ? request.first(Headers.ROUTE) : routes.getFirst();
        if (top == null) {
            SipUri received = target == null ? null : target.received();
            return new ForwardedRequest(copy.build(), received == null ? uri : received, flow, Outlet.ANY);
        }
        if (top.uri() instanceof SipUri strict && !strict.hasParameter(RouteProcessing.LOOSE)) {
            // §16.6 item 6: who knows no loose routes wants to find himself in the Request-URI.
            copy.removeFirst(Headers.ROUTE)
                    .append(Headers.ROUTE, NameAddress.of(uri))
                    .uri(requestUri(strict));
        }
        return new ForwardedRequest(copy.build(), top.uri(), flow, Outlet.ANY);
    }

    /// A URI without what a Request-URI must not have.
    @Rfc(number = 3261, section = "19.1.1")
    static Uri requestUri(Uri uri) {
        return uri instanceof SipUri sip && (sip.hasHeaders() || sip.hasParameter("method"))
                ? sip.withoutHeaders().withoutParameter("method")
                : uri;
    }

    /// Whether the Request-URI or the top route of a request asks for TLS at each hop, and so does its
    /// Record-Route.
    @Rfc(number = 3261, section = "16.6")
    public static boolean isSecure(SipRequest request) {
        NameAddress route = request.first(Headers.ROUTE);
        return request.isSips() || (route != null && route.uri() instanceof SipUri uri && uri.isSecure());
    }
}
