package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Reason;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.DeadDestinations;
import io.sidetone.sip.resolve.Lookup;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Resolution;
import io.sidetone.sip.strand.Timer;
import io.sidetone.sip.transaction.ClientTransaction;
import io.sidetone.sip.transaction.ClientUser;
import io.sidetone.sip.transport.Flow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A target that a request is forwarded to: one client transaction, or one after the other if an address does not
/// answer and there are more. Its fields are confined to the lock of its context.
@Rfc(number = 3261, section = "16.6")
public final class Branch {

    /// What a branch ends with all whose next hops are forbidden. It is no code of an RFC; the older servers have
    /// it, too.
    public static final int FILTERED = 473;

    private final ProxyContext context;
    private final int index;
    private final Target target;
    private final int breadth;

    /// Read without the lock, too.
    private volatile boolean ended;

    private boolean cancelled;
    private boolean expired;

    /// What is sent, and where else it can be sent. Forgotten when the branch has ended.
    private @Nullable SipRequest request;

    /// How it may leave. Set once, before any hop is tried.
    private Outlet outlet = Outlet.ANY;

    private List<NextHop> hops = List.of();
    private @Nullable Attempt current;
    private @Nullable TimerC timerC;

    /// Read without the lock, too.
    private volatile @Nullable Flow flow;

    /// @param breadth its share of the Max-Breadth; 0 if that is not looked at
    Branch(ProxyContext context, int index, Target target, int breadth) {
        this.context = context;
        this.index = index;
        this.target = target;
        this.breadth = breadth;
    }

    /// What it belongs to.
    public ProxyContext context() {
        return context;
    }

    /// Its number among the branches of its context, from 0.
    public int index() {
        return index;
    }

    /// Where it goes.
    public Target target() {
        return target;
    }

    /// The way that its request took last, on which responses come back; null if it was not sent yet.
    public @Nullable Flow flow() {
        return flow;
    }

    int breadth() {
        return breadth;
    }

    boolean hasEnded() {
        return ended;
    }

    boolean isExpired() {
        return expired;
    }

    boolean isCurrent(Attempt attempt) {
        return !ended && current == attempt;
    }

    /// Shows the user what is to be sent, and finds out where to. Not under the lock.
    void launch(SipRequest original, @Nullable RecordRoute route) {
        if (ended) {
            return;
        }
        boolean counts = context.settings.counts();
        ForwardedRequest copy =
                context.user.branch(this, ForwardedRequest.of(original, target, route, breadth, counts));
        if (copy == null) {
            underLock(() -> context.endAndProceed(this));
            return;
        }
        outlet = copy.outlet();
        Flow flow = copy.flow();
        if (flow != null && !outlet.allows(flow)) {
            underLock(() -> context.endWith(this, FILTERED, "Filtered Destination"));
        } else if (flow != null) {
            underLock(() -> begin(copy.request(), flow));
        } else {
            switch (context.layer.resolver().resolve(copy.nextHop())) {
                case Lookup.Ready(Resolution resolution) -> underLock(() -> begin(copy.request(), resolution));
                case Lookup.Pending(var later) ->
                    later.thenAccept(resolution ->
                            context.server().execute(() -> underLock(() -> begin(copy.request(), resolution))));
            }
        }
    }

    /// Goes on if nobody has given it up meanwhile.
    private void underLock(Runnable step) {
        context.lock.run(() -> {
            if (!ended) {
                context.guard(step);
            }
        });
    }

    private void begin(SipRequest what, Flow flow) {
        request = what;
        Flow allowed = outlet.of(flow);
        if (allowed == null) {
            context.endWith(this, FILTERED, "Filtered Destination");
        } else {
            send(new Attempt(this, null), what, allowed);
        }
    }

    private void begin(SipRequest what, Resolution resolution) {
        switch (resolution) {
            case Resolution.Failed failed -> unreachable(failed.reason());
            case Resolution.Found(List<NextHop> found) -> {
                request = what;
                List<NextHop> allowed = new ArrayList<>(1);
                for (NextHop first : found) {
                    for (NextHop hop : context.layer.transport().hops(what, first)) {
                        if (outlet.allows(hop)) {
                            allowed.add(hop);
                        }
                    }
                }
                hops = List.copyOf(allowed);
                if (hops.isEmpty()) {
                    context.endWith(this, FILTERED, "Filtered Destination");
                } else if (!next()) {
                    unreachable(Resolution.Reason.NO_TRANSPORT);
                }
            }
        }
    }

    /// §16.9: as if it had answered with a 503, but for names that do not lead anywhere.
    private void unreachable(Resolution.Reason why) {
        switch (why) {
            case UNSUPPORTED_SCHEME -> context.endWith(this, 416, "Unsupported URI Scheme");
            case MALFORMED, NOT_FOUND -> context.endWith(this, 404, "Not Found");
            case NO_TRANSPORT, DNS_FAILED, LIMIT -> context.endWith(this, 503, "Service Unavailable");
        }
    }

    /// Tries the next hop that is left, in a transaction of its own.
    ///
    /// @return false if there is none
    @Rfc(number = 3263, section = "4.3")
    boolean next() {
        SipRequest what = request;
        while (what != null && !cancelled && !hops.isEmpty()) {
            NextHop hop = hops.getFirst();
            hops = List.copyOf(hops.subList(1, hops.size()));
            Flow flow = outlet.flow(context.layer.transport(), hop);
            if (flow != null) {
                // For as long as it rings: calls to one place share the address of their flow.
                send(new Attempt(this, hop.at(flow.remote())), what, flow);
                return true;
            }
        }
        return false;
    }

    /// Another way to the device, if what has come means that this one leads nowhere: else the device was asked.
    @Rfc(number = 5626, section = "7")
    @Nullable
    Target nextWay(int status) {
        return status == 430 || (status == 408 && !expired) ? target.next() : null;
    }

    private void send(Attempt attempt, SipRequest what, Flow flow) {
        current = attempt;
        this.flow = flow;
        startTimerC();
        attempt.transaction =
                context.layer.send(what, context.newBranch(), flow, attempt, context.lock, context.settings.timers());
    }

    /// For each transaction anew, and when somebody says that it still rings.
    @Rfc(number = 3261, section = "16.6")
    @Rfc(number = 3261, section = "16.7")
    private void startTimerC() {
        if (!context.invite || expired || ended) {
            return;
        }
        stopTimerC();
        TimerC timer = new TimerC();
        timerC = timer;
        context.server().start(context.settings.timerC(), timer);
    }

    /// Goes off when nobody has said for long that it still rings.
    private final class TimerC extends Timer {

        @Override
        public void run() {
            context.lock.run(() -> {
                // It may have been started anew when it was about to go off.
                if (timerC == this) {
                    context.guard(() -> context.timerC(Branch.this));
                }
            });
        }
    }

    /// A provisional response has come for an attempt. Under the lock.
    void provisional(Attempt attempt, int status) {
        boolean further = attempt.provisional(status);
        if (status > 100 && isCurrent(attempt) && (further || context.settings.renews())) {
            startTimerC();
        }
    }

    /// Under the lock.
    void timerCHasChanged() {
        if (timerC != null) {
            startTimerC();
        }
    }

    private void stopTimerC() {
        TimerC running = timerC;
        if (running != null) {
            running.stop();
            timerC = null;
        }
    }

    /// It has rung for too long.
    ///
    /// @return false if nothing has come back at all, so that there is nobody to be told
    @Rfc(number = 3261, section = "16.8")
    boolean expire() {
        expired = true;
        timerC = null;
        cancel(List.of());
        Attempt attempt = current;
        return attempt != null && attempt.heard;
    }

    /// Gives it up, whatever becomes of the others.
    ///
    /// @param why goes into the CANCEL, one for each protocol; none to say nothing
    public void giveUp(List<Reason> why) {
        context.lock.run(() -> cancel(why));
    }

    /// Under the lock.
    void cancel(List<Reason> why) {
        if (ended || cancelled) {
            return;
        }
        cancelled = true;
        Attempt attempt = current;
        ClientTransaction transaction = attempt == null ? null : attempt.transaction;
        if (transaction != null) {
            transaction.cancel(why);
        }
    }

    /// Whether it was given up before anything was sent, so that nothing must be.
    boolean isStillborn() {
        return cancelled && current == null;
    }

    /// It has its answer: whatever comes for it still is too late.
    void settle() {
        current = null;
        stopTimerC();
    }

    void end() {
        ended = true;
        if (current != null && !context.invite) {
            current.forget();
        }
        request = null;
        hops = List.of();
        stopTimerC();
    }

    /// Nobody wants to hear of it any more.
    void linger(LateAnswer late) {
        Attempt attempt = current;
        ClientTransaction transaction = attempt == null ? null : attempt.transaction;
        if (transaction != null) {
            transaction.linger(late);
        }
    }

    @Override
    public String toString() {
        return "Branch[" + index + " to " + target.uri() + "]";
    }

    /// One transaction of a branch.
    static final class Attempt implements ClientUser {

        /// Null once nothing is to be heard any more: its transaction lingers, and is not to keep all of this.
        private volatile @Nullable Branch branch;

        /// Null where the flow was given, and once there is a final response: then nothing is said of it any more.
        private @Nullable NextHop hop;

        private @Nullable ClientTransaction transaction;

        /// Whether a provisional response has come.
        private boolean heard;

        /// The highest code of those that have come, but for 100.
        private int progress;

        Attempt(Branch branch, @Nullable NextHop hop) {
            this.branch = branch;
            this.hop = hop;
        }

        /// The last response but for a 2xx of an INVITE has come.
        void forget() {
            branch = null;
        }

        /// Who was asked is there, or says how long he is not.
        void answered(DeadDestinations dead, SipResponse response) {
            if (hop != null) {
                dead.answered(hop, response);
                hop = response.isProvisional() ? hop : null;
            }
        }

        /// Whether nothing has come back, so that another address may be tried. Who was asked and is silent is
        /// tried last for a while; who was not asked because of us is not to blame.
        @Rfc(number = 3263, section = "4.3")
        boolean isUnsaid(DeadDestinations dead, Failure failure) {
            boolean silent = failure == Failure.UNSENT || (failure == Failure.TIMEOUT && !heard);
            if (silent && hop != null) {
                dead.markDead(hop);
            }
            return silent || failure == Failure.WITHHELD;
        }

        /// A provisional response has come.
        ///
        /// @return whether somebody is nearer to being found
        boolean provisional(int status) {
            heard = true;
            boolean further = status > 100 && (progress == 0 || (status >= 180 && status > progress));
            progress = status > 100 ? Math.max(progress, status) : progress;
            return further;
        }

        @Override
        public void response(ClientTransaction from, SipResponse response) {
            Branch asked = branch;
            if (asked != null) {
                asked.context.response(asked, this, response);
            }
        }

        @Override
        public void failed(ClientTransaction from, Failure failure) {
            Branch asked = branch;
            if (asked != null) {
                asked.context.failed(asked, this, failure);
            }
        }
    }
}
