package io.sidetone.server.routing;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.run.Outcome;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Version;
import io.sidetone.script.source.Dialect;
import io.sidetone.server.context.RouteFailure;
import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.Runs;
import io.sidetone.server.context.ServerCore;
import io.sidetone.server.stats.Counter;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.Malformed;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.proxy.ProxyContext;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.transaction.TransactionLimits;
import io.sidetone.sip.transaction.TransactionUser;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.SendResult;
import java.lang.System.Logger.Level;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// The one user of the transaction layer: runs the script for each request, each ACK to a 2xx and each response.
/// Thread-safe.
public final class Router implements TransactionUser {

    private static final System.Logger LOG = System.getLogger(Router.class.getName());

    /// When a request may come again that there was no room for to wait.
    private static final String RETRY_SECONDS = Long.toString(TransactionLimits.RETRY_AFTER.toSeconds());

    private final ServerCore core;
    private final Runs runs;
    private final Counter requests = new Counter();
    private final Counter replies = new Counter();
    private final Counter waited = new Counter();
    private final Counter faults = new Counter();
    private volatile boolean refusing;

    /// @param core with a script in service, before the first message comes
    public Router(ServerCore core) {
        this.core = core;
        this.runs = new Runs(core);
    }

    /// Requests that the script was run for, ACKs included.
    public Counter requests() {
        return requests;
    }

    /// Responses that have come.
    public Counter replies() {
        return replies;
    }

    /// How often a script has waited, and so left the thread that its message came on.
    public Counter waited() {
        return waited;
    }

    /// Messages that a module or the server has failed on.
    public Counter faults() {
        return faults;
    }

    /// From now on requests that begin something are refused: the server is about to end.
    public void refuseNew() {
        refusing = true;
    }

    private boolean isRefused(SipRequest request) {
        if (!refusing || request.method().equals(Method.CANCEL)) {
            return false;
        }
        NameAddress to = request.to();
        return to == null || to.tag() == null;
    }

    /// Transactions that have no final answer yet, or branches that have not ended.
    public int open() {
        return core.replies().open();
    }

    private Version version() {
        return core.script().current().orElseThrow();
    }

    @Override
    public void request(Claim claim) {
        requests.increment();
        if (isRefused(claim.request())) {
            claim.reply(claim.answer(503, "Service Unavailable").build());
            return;
        }
        Version version = version();
        OptionalInt route = version.route(RouteKind.ROUTE, null);
        if (route.isEmpty()) {
            claim.reply(claim.answer(500, "No Routing Logic").build());
            return;
        }
        RoutedTransaction transaction = new RoutedTransaction(core, version, claim);
        RoutingContext context = RoutingContext.of(RouteKind.ROUTE, transaction, claim.request())
                .flow(claim.flow())
                .build();
        if (!core.gates().admit(context)) {
            claim.release();
            return;
        }
        Run run = context.attach(new Run(version, core.host(), context));
        runs.start(run, route.getAsInt(), claim.request().callId(), new RequestEnd(context, claim));
    }

    /// The error route sees what cannot be read, and may answer it otherwise.
    @Override
    public boolean malformed(Claim claim, Malformed.Reason reason, String detail) {
        Version version = version();
        OptionalInt route = version.route(RouteKind.ERROR_ROUTE, null);
        if (route.isEmpty() || version.routes().get(route.getAsInt()).waits()) {
            return false;
        }
        RoutingContext context = RoutingContext.of(
                        RouteKind.ERROR_ROUTE, new RoutedTransaction(core, version, claim), claim.request())
                .flow(claim.flow())
                .build();
        context.failure(new RouteFailure(
                RouteFailure.MESSAGE, 1, reason.phrase() + ": " + detail, reason.statusCode(), reason.phrase()));
        Outcome _ = context.attach(new Run(version, core.host(), context)).start(route.getAsInt());
        if (claim.isOpen()) {
            claim.release();
        }
        return true;
    }

    /// An ACK to a 2xx is nobody's transaction: nothing is held and nothing is answered.
    @Override
    @Rfc(number = 3261, section = "13.2.2.4")
    public void acknowledgement(SipRequest ack, Flow flow) {
        requests.increment();
        Version version = version();
        OptionalInt route = version.route(RouteKind.ROUTE, null);
        if (route.isPresent()) {
            RoutingContext context = RoutingContext.of(RouteKind.ROUTE, new RoutedTransaction(core, version, null), ack)
                    .flow(flow)
                    .build();
            if (!core.gates().admit(context)) {
                return;
            }
            Run run = context.attach(new Run(version, core.host(), context));
            runs.start(run, route.getAsInt(), ack.callId(), new Plain());
        }
    }

    /// The reply route without a name sees all responses before anybody asks whose they are. A `drop` in it ends
    /// provisional ones; in Kamailio's dialect final ones too.
    @Override
    public void response(SipResponse response, Flow flow, Consumer<SipResponse> next) {
        replies.increment();
        Version version = version();
        OptionalInt route = version.route(RouteKind.ONREPLY_ROUTE, null);
        if (route.isEmpty()) {
            next.accept(response);
            return;
        }
        RoutingContext context = RoutingContext.of(
                        RouteKind.ONREPLY_ROUTE, new RoutedTransaction(core, version, null), response)
                .flow(flow)
                .build();
        Run run = context.attach(new Run(version, core.host(), context));
        runs.start(run, route.getAsInt(), response.callId(), new Plain() {
            @Override
            public void ended(Outcome outcome) {
                boolean all = context.dialect() == Dialect.KAMAILIO;
                if (outcome != Outcome.DROPPED || !(all || response.isProvisional())) {
                    next.accept(context.response());
                }
            }
        });
    }

    /// It belongs to a request that was forwarded without a transaction.
    @Override
    @Rfc(number = 3261, section = "16.11")
    public void stray(SipResponse response, Flow flow) {
        SipResponse rest = core.stateless().response(response);
        if (rest != null) {
            SendResult _ = core.layer().reply(rest);
        }
    }

    /// The end of a run that nothing hangs on.
    private class Plain implements Runs.End {

        @Override
        public boolean waits() {
            waited.increment();
            return true;
        }

        @Override
        public void ended(Outcome outcome) {}

        @Override
        public void failed(Throwable fault) {
            faults.increment();
            LOG.log(Level.ERROR, "The script or a module has failed", fault);
        }
    }

    /// The end of the run for a request.
    private final class RequestEnd extends Plain {

        private final RoutingContext context;
        private final Claim claim;

        RequestEnd(RoutingContext context, Claim claim) {
            this.context = context;
            this.claim = claim;
        }

        /// Retransmissions are kept away while the script waits, unless it has seen to that itself. Where too
        /// many wait already, the request is refused.
        @Override
        public boolean waits() {
            boolean held = !claim.isOpen() || claim.hold();
            if (!held) {
                claim.reply(claim.answer(503, "Service Unavailable")
                        .append("Retry-After", RETRY_SECONDS)
                        .build());
            }
            return held && super.waits();
        }

        @Override
        public void ended(Outcome outcome) {
            context.transaction().scriptEnded(context);
        }

        @Override
        public void failed(Throwable fault) {
            super.failed(fault);
            SipResponse refusal = core.layer()
                    .answer(claim.request(), 500, "Server Internal Error")
                    .build();
            ProxyContext begun = context.transaction().proxy();
            if (begun != null) {
                begun.respond(refusal);
            } else if (claim.isOpen()) {
                claim.reply(refusal);
            }
        }
    }
}
