package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Reason;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.strand.Timer;
import io.sidetone.sip.transaction.ClientTransaction;
import io.sidetone.sip.transaction.ClientUser;
import io.sidetone.sip.transport.Flow;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A target that a request is forwarded to: one client transaction, or one after the other if an address does not
/// answer and there are more. Its fields are confined to the lock of its context.
@Rfc(number = 3261, section = "16.6")
public final class Branch {

    private final ProxyContext context;
    private final int index;
    private final Target target;
    private final int breadth;

    private boolean ended;
    private boolean cancelled;
    private boolean expired;
    private boolean provisional;
    private @Nullable Reason reason;

    /// What is sent, and where else it can be sent. Forgotten when the branch has ended.
    private @Nullable SipRequest request;

    private final Queue<NextHop> hops = new ArrayDeque<>(1);
    private @Nullable Attempt current;
    private @Nullable Timer timerC;

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

    int breadth() {
        return breadth;
    }

    boolean hasEnded() {
        return ended;
    }

    boolean isCancelled() {
        return cancelled;
    }

    boolean isExpired() {
        return expired;
    }

    boolean isCurrent(Attempt attempt) {
        return !ended && current == attempt;
    }

    /// Sends by a flow.
    void begin(SipRequest what, Flow flow) {
        request = what;
        startTimerC();
        send(new Attempt(this, null), what, flow);
    }

    /// Sends to the first of some next hops that there is a socket for.
    ///
    /// @return false if there is none
    boolean begin(SipRequest what, List<NextHop> to) {
        request = what;
        hops.addAll(to);
        startTimerC();
        return next();
    }

    /// Tries the next hop that is left, in a transaction of its own.
    ///
    /// @return false if there is none
    @Rfc(number = 3263, section = "4.3")
    boolean next() {
        SipRequest what = request;
        while (what != null && !cancelled && !hops.isEmpty()) {
            NextHop hop = hops.remove();
            Flow flow = context.layer().transport().flow(hop);
            if (flow != null) {
                provisional = false;
                send(new Attempt(this, hop), what, flow);
                return true;
            }
        }
        return false;
    }

    private void send(Attempt attempt, SipRequest what, Flow flow) {
        current = attempt;
        attempt.transaction = context.layer()
                .send(
                        what,
                        context.newBranch(),
                        flow,
                        attempt,
                        context.lock(),
                        context.settings().timers());
    }

    /// A provisional response has come.
    @Rfc(number = 3261, section = "16.7")
    void provisional(int status) {
        provisional = true;
        if (status > 100) {
            startTimerC();
        }
    }

    @Rfc(number = 3261, section = "16.6")
    private void startTimerC() {
        if (!context.isInvite() || expired) {
            return;
        }
        stopTimerC();
        timerC = context.layer().start(context.settings().timerC(), context.callId(), () -> context.timerC(this));
    }

    private void stopTimerC() {
        Timer running = timerC;
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
        cancel(null);
        return provisional;
    }

    /// Gives it up.
    void cancel(@Nullable Reason why) {
        if (ended || cancelled) {
            return;
        }
        cancelled = true;
        reason = why;
        Attempt attempt = current;
        ClientTransaction transaction = attempt == null ? null : attempt.transaction;
        if (transaction != null) {
            transaction.cancel(reason);
        }
    }

    /// Whether it was given up before anything was sent, so that nothing must be.
    boolean isStillborn() {
        return cancelled && current == null;
    }

    void end() {
        ended = true;
        request = null;
        hops.clear();
        stopTimerC();
    }

    @Override
    public String toString() {
        return "Branch[" + index + " to " + target.uri() + "]";
    }

    /// One transaction of a branch.
    static final class Attempt implements ClientUser {

        private final Branch branch;

        /// Null where the flow was given.
        private final @Nullable NextHop hop;

        private @Nullable ClientTransaction transaction;

        Attempt(Branch branch, @Nullable NextHop hop) {
            this.branch = branch;
            this.hop = hop;
        }

        Branch branch() {
            return branch;
        }

        @Nullable
        NextHop hop() {
            return hop;
        }

        @Override
        public void response(ClientTransaction from, SipResponse response) {
            branch.context.response(this, response);
        }

        @Override
        public void failed(ClientTransaction from, Failure failure) {
            branch.context.failed(this, failure);
        }
    }
}
