package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import org.jspecify.annotations.Nullable;

/// A request without the routes that have led it here. Immutable.
///
/// @param request without them
/// @param ownRoute the first route of ours that was taken off: what was put into the Record-Route, Path or
///     Service-Route comes back in its user part and its parameters; null if none named us
/// @param otherHalf the second half of a double Record-Route, which faces where the request goes; null if there
///     was none
@Rfc(number = 3261, section = "16.4")
public record RoutedRequest(
        SipRequest request,
        @Nullable SipUri ownRoute,
        @Nullable SipUri otherHalf) {

    /// The route of ours that faces where the request goes: the only one, or the second of two halves; null if
    /// there was none.
    public @Nullable SipUri facingRoute() {
        return otherHalf == null ? ownRoute : otherHalf;
    }

    /// The route that is on top now; null if there is none.
    public @Nullable NameAddress nextRoute() {
        return request.first(Headers.ROUTE);
    }

    /// Where the request is to go as it stands: the top route, else the Request-URI.
    public Uri nextHop() {
        NameAddress route = nextRoute();
        return route == null ? request.uri() : route.uri();
    }
}
