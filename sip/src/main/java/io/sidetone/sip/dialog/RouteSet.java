package io.sidetone.sip.dialog;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.List;

/// The proxies that want to see the requests of a dialog. Immutable.
///
/// @param routes the first one first
@Rfc(number = 3261, section = "12.2.1.1")
record RouteSet(List<NameAddress> routes) {

    /// As the side that answers a request sees them.
    static RouteSet ofRequest(SipRequest request) {
        return new RouteSet(List.copyOf(request.all(Headers.RECORD_ROUTE)));
    }

    /// As the side that has sent the request sees them: the other way round.
    static RouteSet ofResponse(SipResponse response) {
        return new RouteSet(List.copyOf(response.all(Headers.RECORD_ROUTE).reversed()));
    }

    /// Starts a request that takes this way to a target.
    SipRequest.Builder request(Method method, Uri target) {
        // A first proxy of RFC 2543 wants itself in the Request-URI, and the target behind all others.
        boolean strict = !routes.isEmpty() && !isLoose(routes.getFirst());
        SipRequest.Builder request = SipRequest.builder(
                method, asRequestUri(strict ? routes.getFirst().uri() : target));
        for (NameAddress route : strict ? routes.subList(1, routes.size()) : routes) {
            request.append(Headers.ROUTE, route);
        }
        return strict ? request.append(Headers.ROUTE, NameAddress.of(target)) : request;
    }

    private static boolean isLoose(NameAddress route) {
        return route.uri() instanceof SipUri uri && uri.hasParameter("lr");
    }

    /// Without what a Request-URI must not have (§19.1.1).
    private static Uri asRequestUri(Uri uri) {
        return uri instanceof SipUri sip ? sip.withoutHeaders().withoutParameter("method") : uri;
    }
}
