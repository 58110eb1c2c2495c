package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.Reason;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Lookup;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Resolution;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.transaction.ClientUser.Failure;
import io.sidetone.sip.transaction.ServerTransaction;
import io.sidetone.sip.transaction.ServerUser;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transaction.TransactionLock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The response context of a request that is forwarded with transactions: it sends the request to one target or
/// many, and chooses what goes back. Thread-safe.
///
/// It shares one lock with the server transaction and with all branches. When everything has ended it keeps no
/// message.
@Rfc(number = 3261, section = "16")
public final class ProxyContext {

    private final TransactionLayer layer;
    private final ProxySettings settings;
    private final ProxyUser user;
    private final TransactionLock lock = new TransactionLock();
    private final ServerTransaction server;
    private final @Nullable String callId;
    private final boolean invite;
    private final @Nullable Long loopHash;

    /// What follows is guarded by the lock.
    private @Nullable Work work;

    private @Nullable RecordRoute recordRoute;
    private int branchCount;
    private int active;
    private boolean cancelled;
    private boolean answered;

    /// Whether the user is asked what to do after a failure.
    private boolean asking;

    /// Whether a 6xx has come, so that no other target of the set is tried.
    private boolean declined;

    /// What is needed until the final response has gone back.
    private static final class Work {

        private final SipRequest request;
        private final Disposition disposition;
        private final BestResponse best;
        private final MaxBreadth breadth;
        private final List<Branch> branches = new ArrayList<>(1);
        private TargetSet targets;

        Work(SipRequest request, ProxySettings settings) {
            this.request = request;
            this.disposition = settings.disposition().of(request);
            this.best = new BestResponse(settings.best());
            this.breadth = MaxBreadth.of(request, settings.breadth());
            this.targets = new TargetSet(settings.targets());
        }
    }

    /// Makes a request's claim a transaction, to be forwarded.
    ///
    /// @param request the claim's request, edited as wanted: without the routes that led here
    /// @param loops makes branches by which loops are found; null for branches without that
    /// @throws IllegalStateException if the claim has ended
    public ProxyContext(
            TransactionLayer layer,
            ProxySettings settings,
            Claim claim,
            SipRequest request,
            @Nullable LoopDetection loops,
            ProxyUser user) {
        this.layer = layer;
        this.settings = settings;
        this.user = user;
        this.callId = request.callId();
        this.loopHash = loops == null ? null : loops.hash(claim.request());
        this.work = new Work(request, settings);
        // A CANCEL that has come already is told when the lock is free, and then all of this has to be there.
        synchronized (lock) {
            this.server = claim.begin(new Upstream(), lock, settings.timers());
            this.invite = server.isInvite();
        }
        lock.run(() -> {});
    }

    /// The transaction that is answered in the end.
    public ServerTransaction server() {
        return server;
    }

    /// Keeps us on the way of later requests of the dialog: goes into all branches that are sent from now on.
    public void recordRoute(RecordRoute route) {
        lock.run(() -> recordRoute = route);
    }

    /// Forwards the request to targets, in the order of their preference; those that are preferred the same at
    /// once. After a failure this starts anew: what was tried before may be tried again. Nothing is sent if the
    /// caller has given up, or a final response has gone back.
    @Rfc(number = 3261, section = "16.6")
    public void forward(Collection<Target> targets) {
        lock.run(() -> {
            Work open = work;
            if (open == null || answered) {
                return;
            }
            if (asking) {
                asking = false;
                declined = false;
                open.targets = new TargetSet(settings.targets());
            }
            targets.forEach(open.targets::add);
            if (open.disposition.redirect() && active == 0) {
                redirect(open);
            } else {
                proceed();
            }
        });
    }

    /// Answers with the targets where the caller wants to try them himself.
    @Rfc(number = 3841, section = "7.1")
    private void redirect(Work open) {
        List<Target> targets = open.targets.waiting();
        if (targets.isEmpty()) {
            proceed();
            return;
        }
        SipResponse.Builder answer = layer.answer(open.request, 302, "Moved Temporarily");
        for (Target target : targets) {
            answer.append(Headers.CONTACT, NameAddress.of(target.uri()));
        }
        finish(answer.build());
    }

    /// Answers for all branches: they are given up if the response is final. After a final response only a 2xx to
    /// an INVITE goes out.
    public void respond(SipResponse response) {
        lock.run(() -> {
            if (response.isProvisional()) {
                if (!answered) {
                    server.respond(response);
                }
            } else if (!answered) {
                cancelAll(null);
                finish(response);
            }
        });
    }

    /// Answers with the best of what has come.
    @Rfc(number = 3261, section = "16.7")
    public void respondBest() {
        lock.run(() -> {
            Work open = work;
            if (open == null || answered || active > 0) {
                return;
            }
            SipResponse best = open.best.best();
            if (best == null) {
                best = cancelled
                        ? layer.answer(open.request, 487, "Request Terminated").build()
                        : layer.answer(open.request, 408, "Request Timeout").build();
            }
            finish(best);
        });
    }

    /// Gives up all branches and tries no more targets, as a CANCEL does.
    ///
    /// @param reason goes into the CANCELs; null to say nothing
    @Rfc(number = 3261, section = "16.10")
    public void cancel(@Nullable Reason reason) {
        lock.run(() -> {
            Work open = work;
            if (open == null || answered) {
                return;
            }
            cancelled = true;
            cancelAll(reason);
            if (active == 0) {
                finish(layer.answer(open.request, 487, "Request Terminated").build());
            }
        });
    }

    private void cancelAll(@Nullable Reason reason) {
        Work open = work;
        if (open != null && invite) {
            List.copyOf(open.branches).forEach(branch -> branch.cancel(reason));
        }
    }

    /// The final response goes back. Branches may still end behind it.
    private void finish(SipResponse response) {
        answered = true;
        asking = false;
        server.respond(response);
        forgetIfOver();
    }

    private void forgetIfOver() {
        if (answered && active == 0 && work != null) {
            work = null;
            recordRoute = null;
            lock.later(() -> user.ended(this));
        }
    }

    // ---- Branches

    TransactionLayer layer() {
        return layer;
    }

    TransactionLock lock() {
        return lock;
    }

    ProxySettings settings() {
        return settings;
    }

    @Nullable
    String callId() {
        return callId;
    }

    boolean isInvite() {
        return invite;
    }

    /// A new branch for a Via.
    String newBranch() {
        return loopHash == null
                ? layer.tokens().branch()
                : LoopDetection.branch(layer.tokens().unique(), loopHash);
    }

    /// Goes on when nothing is under way: with the next targets, else with what has come. Under the lock.
    private void proceed() {
        Work open = work;
        if (open == null || active > 0 || answered || asking) {
            forgetIfOver();
            return;
        }
        if (!cancelled && !declined) {
            start(open, open.targets.next(open.disposition));
        }
        if (active > 0) {
            return;
        }
        if (cancelled) {
            respondBest();
        } else if (open.best.isEmpty() && branchCount == 0) {
            // §16.5: nobody is there to be asked.
            finish(layer.answer(open.request, 480, "Temporarily Unavailable").build());
        } else {
            asking = true;
            int status = open.best.statusCode();
            lock.later(() -> user.failure(this, status));
        }
    }

    private void start(Work open, List<Target> group) {
        int left = group.size();
        for (Target target : group) {
            int share = settings.breadth() == 0 ? 0 : open.breadth.take(left--);
            if (share == 0 && settings.breadth() > 0) {
                // RFC 5393 §5.3.3: nobody ends before the group does, so there is no breadth to wait for.
                open.best.add(MaxBreadth.EXCEEDED.answer(open.request).build());
                continue;
            }
            Branch branch = new Branch(this, branchCount++, target, share);
            open.branches.add(branch);
            active++;
            RecordRoute route = recordRoute;
            lock.later(() -> launch(branch, open.request, route));
        }
    }

    /// Not under the lock, since the user has a look at it.
    private void launch(Branch branch, SipRequest request, @Nullable RecordRoute route) {
        ForwardedRequest copy =
                user.branch(branch, ForwardedRequest.of(request, branch.target(), route, branch.breadth()));
        if (copy == null) {
            lock.run(() -> {
                end(branch);
                proceed();
            });
            return;
        }
        if (branch.target().flow() != null) {
            lock.run(() -> {
                if (!wasCancelled(branch)) {
                    branch.begin(
                            copy.request(),
                            Objects.requireNonNull(branch.target().flow()));
                }
            });
            return;
        }
        switch (layer.resolver().resolve(copy.nextHop())) {
            case Lookup.Ready(Resolution resolution) -> lock.run(() -> resolved(branch, copy, resolution));
            case Lookup.Pending(var later) ->
                later.thenAccept(resolution ->
                        layer.execute(callId, () -> lock.run(() -> resolved(branch, copy, resolution))));
        }
    }

    private void resolved(Branch branch, ForwardedRequest copy, Resolution resolution) {
        if (wasCancelled(branch)) {
            return;
        }
        switch (resolution) {
            case Resolution.Failed failed -> unreachable(branch, failed.reason());
            case Resolution.Found(List<NextHop> found) -> {
                List<NextHop> hops = new ArrayList<>(found.size());
                for (NextHop hop : found) {
                    hops.addAll(layer.transport().hops(copy.request(), hop));
                }
                if (!branch.begin(copy.request(), hops)) {
                    unreachable(branch, Resolution.Reason.NO_TRANSPORT);
                }
            }
        }
    }

    private boolean wasCancelled(Branch branch) {
        if (branch.isStillborn()) {
            end(branch);
            proceed();
        }
        return branch.hasEnded();
    }

    /// §16.9: as if it had answered with a 503, but for names that do not lead anywhere.
    private void unreachable(Branch branch, Resolution.Reason why) {
        switch (why) {
            case UNSUPPORTED_SCHEME -> endWith(branch, 416, "Unsupported URI Scheme");
            case MALFORMED, NOT_FOUND -> endWith(branch, 404, "Not Found");
            case NO_TRANSPORT, DNS_FAILED, LIMIT -> endWith(branch, 503, "Service Unavailable");
        }
    }

    private void endWith(Branch branch, int status, String phrase) {
        Work open = work;
        if (open != null) {
            open.best.add(layer.answer(open.request, status, phrase).build());
        }
        end(branch);
        proceed();
    }

    private void end(Branch branch) {
        if (branch.hasEnded()) {
            return;
        }
        branch.end();
        active--;
        Work open = work;
        if (open != null) {
            open.breadth.giveBack(branch.breadth());
        }
    }

    // ---- Responses

    /// A response has come for a branch. Not under the lock.
    void response(Branch.Attempt attempt, SipResponse response) {
        NextHop hop = attempt.hop();
        if (hop != null) {
            layer.dead().revive(hop);
        }
        // §16.7 item 3: our Via has done its work.
        SipResponse ours = response.edit().removeFirst(Headers.VIA).build();
        if (ours.topVia() == null) {
            return;
        }
        SipResponse seen = user.response(attempt.branch(), ours);
        if (seen != null || !ours.isProvisional()) {
            SipResponse taken = seen == null ? ours : seen;
            lock.run(() -> take(attempt, taken));
        }
    }

    private void take(Branch.Attempt attempt, SipResponse response) {
        Branch branch = attempt.branch();
        if (response.isSuccess()) {
            success(branch, response);
        } else if (branch.isCurrent(attempt)) {
            if (response.isProvisional()) {
                provisional(branch, response);
            } else {
                failure(branch, response);
            }
        }
    }

    @Rfc(number = 3261, section = "16.7")
    private void provisional(Branch branch, SipResponse response) {
        branch.provisional(response.statusCode());
        // §16.7 item 5: a 100 is between two neighbours.
        if (response.statusCode() > 100 && !answered) {
            server.respond(response);
        }
    }

    private void success(Branch branch, SipResponse response) {
        Work open = work;
        end(branch);
        if (!answered) {
            finish(response);
        } else if (invite) {
            // §16.7 item 5: each 2xx to an INVITE is a dialog of its own, which only its caller can end.
            server.respond(response);
        }
        if (open != null && open.disposition.cancel()) {
            cancelAll(Reason.of("SIP", 200, "Call completed elsewhere"));
        }
        forgetIfOver();
    }

    private void failure(Branch branch, SipResponse response) {
        int status = response.statusCode();
        if (status == 503 && settings.failover() && branch.next()) {
            return;
        }
        Work open = work;
        if (open != null) {
            if (branch.isExpired() && status == 487) {
                open.best.addTimeout();
            } else if (status / 100 != 3 || !recurse(open, response)) {
                open.best.add(response);
            }
        }
        end(branch);
        if (status / 100 == 6) {
            // §16.7 item 5: the callee wants nobody to answer.
            declined = true;
            cancelAll(Reason.of("SIP", status, null));
        }
        proceed();
    }

    /// Tries where a 3xx says.
    ///
    /// @return false if that is not wanted, or leads nowhere new
    @Rfc(number = 3261, section = "16.5")
    private boolean recurse(Work open, SipResponse redirection) {
        if (!open.disposition.recurse() || cancelled) {
            return false;
        }
        boolean added = false;
        for (Target target : Redirection.targets(open.request, redirection)) {
            added |= open.targets.add(target);
        }
        return added;
    }

    /// There will be no response for a branch. Not under the lock.
    void failed(Branch.Attempt attempt, Failure failure) {
        NextHop hop = attempt.hop();
        if (hop != null) {
            layer.dead().markDead(hop);
        }
        lock.run(() -> {
            Branch branch = attempt.branch();
            if (!branch.isCurrent(attempt) || (settings.failover() && branch.next())) {
                return;
            }
            Work open = work;
            if (failure == Failure.UNSENT) {
                endWith(branch, 503, "Service Unavailable");
                return;
            }
            if (open != null) {
                open.best.addTimeout();
            }
            end(branch);
            proceed();
        });
    }

    /// A branch has rung for too long.
    @Rfc(number = 3261, section = "16.8")
    void timerC(Branch branch) {
        lock.run(() -> {
            Work open = work;
            if (branch.hasEnded() || branch.expire()) {
                return;
            }
            if (open != null) {
                open.best.addTimeout();
            }
            end(branch);
            proceed();
        });
    }

    /// What the server transaction tells.
    private final class Upstream implements ServerUser {

        @Override
        public void cancelled(ServerTransaction transaction) {
            cancel(null);
        }

        /// The caller waits no more, and there is nobody to send a response to.
        @Override
        public void timedOut(ServerTransaction transaction) {
            lock.run(() -> {
                answered = true;
                forgetIfOver();
            });
        }
    }

    @Override
    public String toString() {
        return "ProxyContext[" + server + "]";
    }
}
