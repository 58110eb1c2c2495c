package io.sidetone.server.context;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.proxy.ForwardedRequest;
import io.sidetone.sip.proxy.Target;
import io.sidetone.sip.resolve.Resolver;
import io.sidetone.sip.uri.Uri;

/// The copies of requests that are sent on. Thread-safe: keeps nothing.
final class Copies {

    private Copies() {}

    /// Sends a request to its first target without a transaction.
    ///
    /// @param counts whether this is to count one hop
    @Rfc(number = 3261, section = "16.11")
    static void sendAlone(RoutingContext context, boolean counts) {
        ServerCore core = context.core();
        SipRequest request = context.request();
        TargetDraft draft = context.main();
        Target target = new Target(request.uri(), Target.MOST_PREFERRED, draft.path(), draft.flow(), null);
        ForwardedRequest copy =
                of(context, draft, ForwardedRequest.of(request, target, null, ForwardedRequest.SAME_BREADTH, counts));
        SipRequest received = (SipRequest) context.received();
        boolean ack = received.method().equals(Method.ACK);
        String branch = ack ? core.layer().tokens().branch() : core.stateless().branch(received);
        Resolver resolver = core.layer().resolver();
        core.direct().send(copy, branch, ack ? resolver : resolver.repeatable(branch.hashCode()));
    }

    /// A copy as a script wants it to leave.
    static ForwardedRequest of(RoutingContext context, TargetDraft draft, ForwardedRequest request) {
        SipRequest edited = request.request();
        Uri destination = draft.destination();
        Uri next = request.nextHop();
        if (destination != null) {
            next = destination;
        } else if (draft.path().isEmpty() && !context.isLooselyRouted()) {
            next = edited.uri();
        }
        return new ForwardedRequest(edited, next, draft.flow(), context.outlet(draft));
    }
}
