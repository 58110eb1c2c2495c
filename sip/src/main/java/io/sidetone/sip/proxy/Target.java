package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One URI of a target set, and how it is reached. Immutable.
///
/// @param uri what the Request-URI becomes
/// @param q how much it is preferred, 0 to 1000 (thousandths)
/// @param routes put on top of the Route: the path of a binding; usually empty
/// @param flow the flow to send by; null if one has to be found
/// @param received where to send in place of the URI if there are no routes: where a device behind a NAT was
///     seen; null for the URI
/// @param next another way to the same device, for when this one turns out to lead nowhere; null for none
@Rfc(number = 3261, section = "16.5")
@Rfc(number = 5626, section = "7")
public record Target(
        Uri uri,
        int q,
        List<NameAddress> routes,
        @Nullable Flow flow,
        @Nullable SipUri received,
        @Nullable Target next) {

    /// How much a target is preferred that does not say.
    public static final int MOST_PREFERRED = 1000;

    /// Copies the routes.
    ///
    /// @throws IllegalArgumentException if q is out of range
    public Target {
        if (q < 0 || q > MOST_PREFERRED) {
            throw new IllegalArgumentException("No q: " + q);
        }
        routes = List.copyOf(routes);
    }

    /// One that is reached in one way only.
    public Target(Uri uri, int q, List<NameAddress> routes, @Nullable Flow flow, @Nullable SipUri received) {
        this(uri, q, routes, flow, received, null);
    }

    /// A URI alone, preferred like all others.
    public static Target of(Uri uri) {
        return of(uri, MOST_PREFERRED);
    }

    /// A URI alone.
    public static Target of(Uri uri, int q) {
        return new Target(uri, q, List.of(), null, null);
    }

    /// Whether it keeps a request safe that is to be safe at each hop.
    @Rfc(number = 5630, section = "5.3")
    boolean isSafeFor(SipRequest request) {
        return !request.isSips() || !(uri instanceof SipUri sip) || sip.isSecure();
    }

    /// Whether a request to both would arrive at the same place in the same way.
    boolean isSameAs(Target other) {
        return uri.matches(other.uri)
                && Objects.equals(flow, other.flow)
                && Objects.equals(received, other.received)
                && routes.equals(other.routes);
    }
}
