package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.resolve.Lookup;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Resolution;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.List;
import java.util.function.Consumer;

/// What the requests of one user agent are sent with: finds next hops, knows the credentials. Thread-safe.
@Rfc(number = 3261, section = "8.1.2")
final class RequestSender {

    private final TransactionLayer layer;
    private final CredentialStore credentials;
    private final int targets;

    /// @param targets how many targets a request is sent to by redirections at most
    RequestSender(TransactionLayer layer, CredentialStore credentials, int targets) {
        this.layer = layer;
        this.credentials = credentials;
        this.targets = targets;
    }

    TransactionLayer layer() {
        return layer;
    }

    CredentialStore credentials() {
        return credentials;
    }

    int targets() {
        return targets;
    }

    /// Where a request goes first: to its first proxy. A first proxy of RFC 2543 stands in the Request-URI.
    static Uri nextUri(SipRequest request) {
        NameAddress route = request.first(Headers.ROUTE);
        boolean loose = route != null && route.uri() instanceof SipUri proxy && proxy.hasParameter("lr");
        Uri next = route != null && loose ? route.uri() : request.uri();
        // RFC 5630 §5: what goes to a sips URI goes by TLS to each hop.
        return request.isSips() && next instanceof SipUri sip && !sip.isSecure() ? sip.withSecure(true) : next;
    }

    /// Finds the next hops of a request. Told at once, or later in the strand of the call.
    @Rfc(number = 3263, section = "4")
    void resolve(SipRequest request, Consumer<Resolution> told) {
        if (layer.transport().listeners().isEmpty()) {
            told.accept(new Resolution.Failed(Resolution.Reason.NO_TRANSPORT, "no socket"));
            return;
        }
        switch (layer.resolver().resolve(nextUri(request))) {
            case Lookup.Ready(Resolution resolution) -> told.accept(resolution);
            case Lookup.Pending(var later) ->
                later.whenComplete((resolution, failure) -> {
                    Resolution found = resolution != null
                            ? resolution
                            : new Resolution.Failed(Resolution.Reason.DNS_FAILED, String.valueOf(failure));
                    layer.execute(request.callId(), () -> told.accept(found));
                });
        }
    }

    /// Sends an ACK to a 2xx, by the first next hop that there is a way to. If it is lost the 2xx comes again.
    @Rfc(number = 3261, section = "13.2.2.4")
    void sendAck(SipRequest ack) {
        resolve(ack, resolution -> {
            if (resolution instanceof Resolution.Found(List<NextHop> hops)) {
                for (NextHop hop : hops) {
                    Flow flow = layer.transport().flow(hop);
                    if (flow != null) {
                        var _ = layer.send(ack, layer.tokens().branch(), flow);
                        return;
                    }
                }
            }
        });
    }

    /// The name of the way that a request takes, for what was asked for on it.
    static String hop(SipRequest request) {
        return nextUri(request) instanceof SipUri sip ? sip.host().canonical() + ":" + sip.port() : "";
    }

    /// The response that stands for a failure to find a next hop.
    static int statusOf(Resolution.Reason reason) {
        return switch (reason) {
            case UNSUPPORTED_SCHEME -> 416;
            case MALFORMED, NOT_FOUND -> 404;
            case NO_TRANSPORT, DNS_FAILED, LIMIT -> 503;
        };
    }

    /// The reason phrase of what this side makes up.
    static String phraseOf(int status) {
        return switch (status) {
            case 404 -> "Not Found";
            case 408 -> "Request Timeout";
            case 416 -> "Unsupported URI Scheme";
            case 487 -> "Request Terminated";
            case 491 -> "Request Pending";
            case 502 -> "Bad Gateway";
            default -> "Service Unavailable";
        };
    }
}
