package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Few;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.Reason;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.transaction.ClientUser.Failure;
import io.sidetone.sip.transaction.ServerTransaction;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transaction.TransactionLock;
import io.sidetone.sip.transport.Flow;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The response context of a request that is forwarded with transactions: it sends the request to one target or
/// many, and chooses what goes back. Thread-safe.
///
/// It shares one lock with the server transaction and with all branches. When everything has ended it keeps no
/// message.
// LONG: what may change under the one lock stands in one place.
@Rfc(number = 3261, section = "16")
public final class ProxyContext {

    private static final System.Logger LOG = System.getLogger(ProxyContext.class.getName());

    final TransactionLayer layer;
    /// Written under the lock.
    volatile ProxySettings settings;

    /// Nobody any more when all has ended, unless he wants to hear of what comes late.
    volatile ProxyUser user;

    final TransactionLock lock = new TransactionLock();
    private final Caller caller;
    private final ServerTransaction server;
    final boolean invite;
    private final @Nullable Long loopHash;

    /// What follows is guarded by the lock.
    private @Nullable PendingRequest work;

    private @Nullable RecordRoute recordRoute;
    private int branchCount;
    private int active;
    private boolean cancelled;
    private boolean answered;

    /// Whether the user is asked what to do after a failure.
    private boolean asking;

    /// Whether a 6xx has come, so that no other target of the set is tried.
    private boolean declined;

    /// Whether the server transaction is over.
    boolean gone;

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
        this(layer, settings, claim, request, loops == null ? null : loops.hash(claim.request()), user);
    }

    /// @param loopHash what the detection of loops says of the request as it came
    ProxyContext(
            TransactionLayer layer,
            ProxySettings settings,
            Claim claim,
            SipRequest request,
            @Nullable Long loopHash,
            ProxyUser user) {
        this.layer = layer;
        this.settings = settings;
        this.user = user;
        this.invite = request.method().equals(Method.INVITE);
        this.loopHash = loopHash;
        this.work = new PendingRequest(request, settings);
        // A CANCEL that has come already is told when the lock is free, and then all of this has to be there.
        Caller caller = new Caller(this);
        this.caller = caller;
        this.server = lock.make(() -> claim.begin(caller, lock, settings.timers()));
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
    /// once. After a failure this starts anew: what was tried before may be tried again, as long as there are not
    /// more branches in all than one request may have targets. Nothing is sent if the caller has given up, or a
    /// final response has gone back. What was to be safe at each hop goes only to `sips` URIs (RFC 5630 §5.3).
    @Rfc(number = 3261, section = "16.6")
    public void forward(Collection<Target> targets) {
        lock.run(() -> guard(() -> add(null, targets)));
    }

    /// The same with the request edited once more: this is what goes to these targets, and to those after them.
    ///
    /// @return false if nothing is sent, because the caller has given up or was answered
    public boolean forward(SipRequest request, Collection<Target> targets) {
        AtomicBoolean open = new AtomicBoolean();
        lock.run(() -> {
            open.set(work != null && !answered && !cancelled);
            guard(() -> add(request, targets));
        });
        return open.get();
    }

    /// How it goes on from now on; what rings already rings for the time that is said here.
    public void settings(ProxySettings other) {
        lock.run(() -> {
            boolean longer = !settings.timerC().equals(other.timerC());
            settings = other;
            PendingRequest open = work;
            if (open != null && longer) {
                open.branches.forEach(Branch::timerCHasChanged);
            }
        });
    }

    /// The branches so far; none any more when everything has ended.
    public List<Branch> branches() {
        AtomicReference<List<Branch>> all = new AtomicReference<>(List.of());
        lock.run(() -> {
            PendingRequest open = work;
            if (open != null) {
                all.set(open.branches);
            }
        });
        return all.get();
    }

    /// Forwards the request to more targets at once, beside those that are being asked.
    ///
    /// @return false if nothing is sent, because the caller has given up or was answered
    public boolean inject(SipRequest request, Collection<Target> targets) {
        AtomicBoolean open = new AtomicBoolean();
        lock.run(() -> {
            PendingRequest pending = work;
            boolean beside = active > 0;
            open.set(pending != null && !answered && !cancelled && !(beside && declined));
            if (!beside) {
                guard(() -> add(request, targets));
            } else if (pending != null && open.get()) {
                pending.request = request;
                pending.add(targets);
                start(pending, pending.targets.next(pending.disposition));
            }
        });
        return open.get();
    }

    private void add(@Nullable SipRequest edited, Collection<Target> targets) {
        PendingRequest open = work;
        if (open == null || answered) {
            return;
        }
        if (edited != null) {
            open.request = edited;
        }
        boolean again = asking;
        if (again && cancelled) {
            respondBest();
            return;
        }
        if (again) {
            asking = false;
            declined = false;
            open.targets = new TargetSet(Math.max(0, settings.targets() - branchCount));
        }
        open.add(targets);
        SipResponse redirection = active > 0 ? null : open.redirection(layer);
        if (redirection != null) {
            finish(redirection);
        } else if (again && open.targets.isEmpty()) {
            respondBest();
        } else {
            if (again && settings.best().lastAttempt()) {
                open.best = new BestResponse(settings.best());
            }
            proceed();
        }
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
                cancelAll(List.of());
                finish(response);
            } else if (invite && response.isSuccess()) {
                server.respond(response);
            }
        });
    }

    /// The best of the responses so far; null if there is none, or only time-outs.
    public @Nullable SipResponse best() {
        AtomicReference<@Nullable SipResponse> found = new AtomicReference<>();
        lock.run(() -> {
            PendingRequest open = work;
            found.set(open == null ? null : open.best.best());
        });
        return found.get();
    }

    /// Answers with the best of what has come.
    @Rfc(number = 3261, section = "16.7")
    public void respondBest() {
        lock.run(() -> {
            PendingRequest open = work;
            if (open == null || answered || active > 0) {
                return;
            }
            finish(open.result(layer, cancelled && invite));
        });
    }

    /// Gives up all branches and tries no more targets, as a CANCEL does.
    ///
    /// @param why goes into the CANCELs, one for each protocol; none to say nothing
    @Rfc(number = 3261, section = "16.10")
    @Rfc(number = 3326, section = "2")
    public void cancel(List<Reason> why) {
        lock.run(() -> {
            PendingRequest open = work;
            if (open == null || answered) {
                return;
            }
            cancelled = true;
            lock.later(() -> user.cancelled(this));
            cancelAll(why);
            if (active == 0) {
                finish(open.answer(layer, 487, "Request Terminated"));
            }
        });
    }

    private void cancelAll(List<Reason> why) {
        cancelAll(why, null);
    }

    /// Nothing more is sent for any branch but a CANCEL; what was not sent yet never is.
    ///
    /// @param failed the one that has its answer already; null for none
    private void cancelAll(List<Reason> why, @Nullable Branch failed) {
        PendingRequest open = work;
        if (open == null) {
            return;
        }
        for (Branch branch : open.branches) {
            if (branch == failed) {
                continue;
            }
            branch.cancel(why);
            if (branch.isStillborn()) {
                end(branch);
            }
        }
    }

    /// Does what the user has a hand in. If it fails the caller must not wait for ever.
    void guard(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error fault) {
            giveUp(fault);
        }
    }

    void giveUp(Throwable fault) {
        LOG.log(Level.ERROR, "A request could not be forwarded", fault);
        lock.run(() -> {
            PendingRequest open = work;
            cancelAll(List.of());
            if (open == null || answered) {
                forgetIfOver();
            } else {
                finish(open.answer(layer, 500, "Server Internal Error"));
            }
        });
    }

    /// The final response goes back. Branches may still end behind it.
    private void finish(SipResponse response) {
        answered = true;
        asking = false;
        server.respond(response);
        lock.later(() -> user.answered(this, response));
        forgetIfOver();
    }

    private void forgetIfOver() {
        if (answered && active == 0 && work != null) {
            List<Branch> all = work.branches;
            work = null;
            recordRoute = null;
            lock.later(() -> ended(all));
        }
    }

    private void ended(List<Branch> all) {
        user.ended(this);
        if (!invite) {
            caller.forget();
        }
        if (!invite || !user.hearsOfLateResponses()) {
            user = ProxyUser.NONE;
            Flow back = server.wayBack();
            if (back != null) {
                LateAnswer late = new LateAnswer(layer, back);
                all.forEach(branch -> branch.linger(late));
                server.linger();
            }
        }
    }

    // ---- Branches

    /// A new branch for a Via.
    String newBranch() {
        return loopHash == null
                ? layer.tokens().branch()
                : LoopDetection.branch(layer.tokens().unique(), loopHash);
    }

    /// Goes on when nothing is under way: with the next targets, else with what has come. Under the lock.
    private void proceed() {
        PendingRequest open = work;
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
        if (open.best.isEmpty()) {
            // §16.5: nobody is there to be asked, or was before the caller gave up.
            finish(cancelled ? open.result(layer, invite) : open.answer(layer, 480, "Temporarily Unavailable"));
        } else {
            asking = true;
            int status = open.best.statusCode();
            lock.later(() -> guard(() -> user.failure(this, status)));
        }
    }

    private void start(PendingRequest open, List<Target> group) {
        int left = group.size();
        for (Target target : group) {
            int share = settings.breadth() == 0 ? 0 : open.breadth.take(left--);
            if (share == 0 && settings.breadth() > 0) {
                // RFC 5393 §5.3.3: nobody ends before the group does, so there is no breadth to wait for.
                open.best.add(open.answer(layer, MaxBreadth.EXCEEDED.statusCode(), MaxBreadth.EXCEEDED.phrase()));
                continue;
            }
            Branch branch = new Branch(this, branchCount++, target, share);
            open.branches = Few.and(open.branches, branch);
            active++;
            RecordRoute route = recordRoute;
            SipRequest request = open.request;
            lock.later(() -> guard(() -> branch.launch(request, route)));
        }
    }

    /// A branch ends with a response of ours.
    void endWith(Branch branch, int status, String phrase) {
        PendingRequest open = work;
        if (open != null) {
            open.best.add(open.answer(layer, status, phrase));
        }
        fail(branch, status);
    }

    /// A branch has failed. Who wants to know may ask others before that counts.
    private void fail(Branch branch, int status) {
        if (!user.hearsOfFailedBranches() || answered || cancelled) {
            endAndProceed(branch);
            return;
        }
        branch.settle();
        lock.later(() -> guard(() -> {
            try {
                user.failed(this, branch, status);
            } finally {
                lock.run(() -> endAndProceed(branch));
            }
        }));
    }

    void endAndProceed(Branch branch) {
        end(branch);
        proceed();
    }

    private void end(Branch branch) {
        if (branch.hasEnded()) {
            return;
        }
        branch.end();
        active--;
        PendingRequest open = work;
        if (open != null) {
            open.breadth.giveBack(branch.breadth());
        }
    }

    // ---- Responses

    /// A response has come for a branch. Not under the lock.
    void response(Branch branch, Branch.Attempt attempt, SipResponse response) {
        attempt.answered(layer.dead(), response);
        // §16.7 item 3: our Via has done its work.
        SipResponse ours = response.edit().removeFirst(Headers.VIA).build();
        boolean forUs = !ours.hasFirst(Headers.VIA);
        if (response.isProvisional()) {
            lock.run(() -> branch.provisional(attempt, response.statusCode()));
            // §16.7 item 5: a 100 is between two neighbours; but the user may want to know.
            SipResponse seen = forUs ? null : ShownResponse.of(this, branch, ours);
            if (seen != null && seen.statusCode() > 100) {
                lock.run(() -> provisional(branch, attempt, seen));
            }
        } else {
            SipResponse seen = forUs ? null : ShownResponse.of(this, branch, ours);
            lock.run(() -> guard(() -> take(branch, attempt, seen)));
        }
    }

    /// @param response null for one that can not go back
    private void take(Branch branch, Branch.Attempt attempt, @Nullable SipResponse response) {
        if (response != null && response.isSuccess()) {
            success(branch, response);
        } else if (branch.isCurrent(attempt)) {
            if (response == null) {
                endWith(branch, 502, "Bad Gateway");
            } else {
                failure(branch, response);
            }
        }
    }

    @Rfc(number = 3261, section = "16.7")
    private void provisional(Branch branch, Branch.Attempt attempt, SipResponse response) {
        if (branch.isCurrent(attempt) && !answered) {
            server.respond(response);
        }
    }

    private void success(Branch branch, SipResponse response) {
        PendingRequest open = work;
        end(branch);
        if (!answered) {
            finish(response);
        } else if (invite) {
            late(response);
        }
        if (open != null && active > 0 && open.disposition.cancel()) {
            cancelAll(List.of(Reason.of("SIP", 200, "Call completed elsewhere")));
        }
        forgetIfOver();
    }

    /// §16.7 items 5 and 9: each 2xx to an INVITE is a dialog of its own, which only its caller can end. So it
    /// goes back even if the server transaction takes no more.
    private void late(SipResponse response) {
        if (!gone && server.lastStatus() / 100 == 2) {
            server.respond(response);
        } else {
            server.respondLate(response);
        }
    }

    private void failure(Branch branch, SipResponse response) {
        int status = response.statusCode();
        if ((status == 503 && anotherAddress(branch)) || anotherWay(branch, status)) {
            return;
        }
        PendingRequest open = work;
        if (open != null) {
            if (branch.isExpired() && status == 487) {
                open.best.addTimeout();
            } else if (status / 100 != 3 || cancelled || declined || !open.recurse(response)) {
                open.best.add(response);
            }
        }
        if (status / 100 == 6 && settings.best().global()) {
            // §16.7 item 5: the callee wants nobody to answer.
            declined = true;
            branch.settle();
            cancelAll(List.of(Reason.of("SIP", status, null)), branch);
        }
        fail(branch, status);
    }

    /// There will be no response for a branch. Not under the lock.
    ///
    /// RFC 3263 §4.3: another address is tried only if this one has said nothing at all.
    @Rfc(number = 3263, section = "4.3")
    void failed(Branch branch, Branch.Attempt attempt, Failure failure) {
        lock.run(() -> guard(() -> {
            boolean unsaid = attempt.isUnsaid(layer.dead(), failure);
            if (!branch.isCurrent(attempt) || (unsaid && (anotherAddress(branch) || anotherWay(branch, 408)))) {
                return;
            }
            if (failure == Failure.TIMEOUT) {
                endLate(branch);
            } else {
                endWith(branch, 503, "Service Unavailable");
            }
        }));
    }

    /// Once the caller has his answer nobody new is asked, even if he lets those go on who are asked already.
    private boolean anotherAddress(Branch branch) {
        return settings.failover() && !answered && branch.next();
    }

    /// Tries a device by another of its flows, where this one has failed.
    private boolean anotherWay(Branch branch, int status) {
        Target next = branch.nextWay(status);
        if (next != null && work != null && !answered && !cancelled && !declined) {
            end(branch);
            start(work, List.of(next));
        }
        return branch.hasEnded();
    }

    private void endLate(Branch branch) {
        PendingRequest open = work;
        if (open != null) {
            open.best.addTimeout();
        }
        fail(branch, 408);
    }

    /// A branch has rung for too long. Under the lock.
    @Rfc(number = 3261, section = "16.8")
    void timerC(Branch branch) {
        if (!branch.hasEnded() && !branch.expire()) {
            endLate(branch);
        }
    }

    /// Whether it has its server transaction already.
    boolean isMade() {
        return server != null;
    }

    /// The caller waits no more, and there is nobody to send a response to. Under the lock.
    void abandoned() {
        answered = true;
        forgetIfOver();
    }

    @Override
    public String toString() {
        return "ProxyContext[" + server + "]";
    }
}
