package io.sidetone.modules.tm;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.run.Outcome;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Version;
import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.Runs;
import io.sidetone.server.context.ServerCore;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.proxy.Outlet;
import io.sidetone.sip.resolve.Lookup;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Resolution;
import io.sidetone.sip.transaction.ClientTransaction;
import io.sidetone.sip.transaction.ClientUser;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.uri.Uri;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Requests that the server itself sends, because a script or an operator wants it. Thread-safe.
final class OwnRequests {

    /// The AVP that local routes find a context in.
    private static final String CONTEXT = "uac_ctx";

    /// INVITEs without a final response, by call and number.
    private final Map<String, ClientTransaction> invites = new ConcurrentHashMap<>();

    /// One request of ours.
    ///
    /// @param request without a Via of ours
    /// @param nextHop where to; null for where the request says
    /// @param sockets of ours that it may be sent from; none for all
    /// @param context what local routes find in an AVP; null for nothing
    record Order(
            SipRequest request,
            @Nullable Uri nextHop,
            List<Listener> sockets,
            @Nullable String context) {

        /// A request that goes where it says.
        static Order of(SipRequest request) {
            return new Order(request, null, List.of(), null);
        }
    }

    /// Shows a request to the local route and sends it. Waits for names and for the script, not for the response.
    ///
    /// @param done is told the final response; one of ours if there is none: 403 if the local route has dropped
    ///     the request, else 408 or 503
    void send(ServerCore core, Order order, Consumer<SipResponse> done) {
        Version version = core.script().current().orElseThrow();
        RoutedTransaction transaction = new RoutedTransaction(core, version, null);
        RoutingContext context = RoutingContext.of(RouteKind.LOCAL_ROUTE, transaction, order.request)
                .build();
        context.main().destination(order.nextHop);
        context.main().sockets(order.sockets);
        if (order.context != null) {
            transaction.avps().push(CONTEXT, order.context);
        }
        OptionalInt route = version.route(RouteKind.LOCAL_ROUTE, null);
        Run run = context.attach(new Run(version, core.host(), context));
        if (route.isPresent() && new Runs(core).block(run, route.getAsInt()) == Outcome.DROPPED) {
            done.accept(core.layer()
                    .answer(order.request, 403, "Dropped by the local route")
                    .build());
            return;
        }
        sendOn(
                core,
                context.request(),
                context.main().destination(),
                context.main().sockets(),
                done);
    }

    /// Sends a request as it is.
    void sendOn(
            ServerCore core,
            SipRequest request,
            @Nullable Uri nextHop,
            List<Listener> sockets,
            Consumer<SipResponse> done) {
        NameAddress route = request.first(Headers.ROUTE);
        Uri to = nextHop != null ? nextHop : route != null ? route.uri() : request.uri();
        switch (core.layer().resolver().resolve(to)) {
            case Lookup.Ready(Resolution found) -> send(core, request, found, sockets, done);
            case Lookup.Pending(var later) ->
                later.thenAccept(found ->
                        core.layer().execute(request.callId(), () -> send(core, request, found, sockets, done)));
        }
    }

    private void send(
            ServerCore core, SipRequest request, Resolution found, List<Listener> sockets, Consumer<SipResponse> done) {
        if (found instanceof Resolution.Found(var hops)) {
            for (NextHop hop : hops) {
                Flow flow = Outlet.ANY.withSockets(sockets).flow(core.layer().transport(), hop);
                if (flow != null) {
                    SipRequest whole = request.edit().withContentLength().build();
                    Waiting waiting = new Waiting(core, whole, done);
                    ClientTransaction sent = core.layer().send(whole, flow, waiting);
                    if (request.method().equals(Method.INVITE)) {
                        waiting.begun(sent);
                    }
                    return;
                }
            }
        }
        done.accept(core.layer().answer(request, 503, "Service Unavailable").build());
    }

    /// Gives up an INVITE of ours.
    ///
    /// @return false if there is none such without a final response
    boolean cancel(String callId, long number) {
        ClientTransaction invite = invites.get(KnownTransactions.call(callId, number));
        if (invite != null) {
            invite.cancel(List.of());
        }
        return invite != null;
    }

    /// What comes of one request.
    private final class Waiting implements ClientUser {

        private final ServerCore core;
        private final SipRequest request;
        private final Consumer<SipResponse> done;
        private final String key;
        private volatile boolean over;

        Waiting(ServerCore core, SipRequest request, Consumer<SipResponse> done) {
            this.core = core;
            this.request = request;
            this.done = done;
            var cseq = request.cseq();
            this.key = KnownTransactions.call(String.valueOf(request.callId()), cseq == null ? 0 : cseq.number());
        }

        void begun(ClientTransaction transaction) {
            invites.put(key, transaction);
            if (over) {
                invites.remove(key);
            }
        }

        @Override
        public void response(ClientTransaction transaction, SipResponse response) {
            if (response.isProvisional()) {
                return;
            }
            over = true;
            invites.remove(key);
            if (response.isSuccess() && request.method().equals(Method.INVITE)) {
                acknowledge(response, transaction.flow());
            }
            done.accept(response);
        }

        /// The callee would repeat his 2xx for half a minute.
        @Rfc(number = 3261, section = "13.2.2.4")
        private void acknowledge(SipResponse answer, Flow flow) {
            Contact contact = answer.first(Headers.CONTACT);
            NameAddress callee = contact == null ? null : contact.address();
            SipRequest.Builder ack = SipRequest.builder(Method.ACK, callee == null ? request.uri() : callee.uri())
                    .append("Max-Forwards", "70");
            answer.all(Headers.RECORD_ROUTE).reversed().forEach(route -> ack.append(Headers.ROUTE, route));
            NameAddress from = answer.from();
            NameAddress to = answer.to();
            var cseq = answer.cseq();
            if (from != null && to != null && cseq != null) {
                ack.append(Headers.FROM, from)
                        .append(Headers.TO, to)
                        .append("Call-ID", String.valueOf(request.callId()))
                        .append(Headers.CSEQ, new CSeq(cseq.number(), Method.ACK));
                var _ = core.layer()
                        .send(
                                ack.withContentLength().build(),
                                core.layer().tokens().branch(),
                                flow);
            }
        }

        @Override
        public void failed(ClientTransaction transaction, Failure failure) {
            over = true;
            invites.remove(key);
            boolean late = failure == Failure.TIMEOUT;
            done.accept(core.layer()
                    .answer(request, late ? 408 : 503, late ? "Request Timeout" : "Service Unavailable")
                    .build());
        }
    }
}
