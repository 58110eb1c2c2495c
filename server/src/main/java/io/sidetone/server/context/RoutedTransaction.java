package io.sidetone.server.context;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.run.Outcome;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Version;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.ScriptError;
import io.sidetone.sip.base.Few;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.proxy.Branch;
import io.sidetone.sip.proxy.ForwardedRequest;
import io.sidetone.sip.proxy.ProxyContext;
import io.sidetone.sip.proxy.ProxySettings;
import io.sidetone.sip.proxy.ProxyUser;
import io.sidetone.sip.proxy.RecordRoute;
import io.sidetone.sip.proxy.Target;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.transaction.TransactionLock;
import io.sidetone.sip.transport.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the route blocks of one transaction share: flags, values, armed blocks, and the response context once
/// there is one. Confined to one run at a time; what the layer below tells comes in order.
///
/// It is there from the first line of the script on, but until [#begin] there is no transaction: nothing is sent
/// by itself, and the end of the script frees the request.
// LONG: what the blocks of a transaction share, and when each of them runs, stands in one place.
public final class RoutedTransaction implements ProxyUser {

    /// From here on a response is about all branches there may ever be.
    private static final int GLOBAL_FAILURE = 600;

    private final ServerCore core;
    private final Version version;

    /// Null for none, and when all has ended: it holds the request.
    private volatile @Nullable Claim claim;

    private @Nullable Flags flags;
    private @Nullable Avps avps;
    private final ArmedBlocks blocks;
    private ProxySettings settings;
    private List<TransactionWatcher> watchers = List.of();
    private @Nullable Object @Nullable [] notes;
    private @Nullable BranchStates branches;

    /// What was relayed last: what failure routes see. Forgotten when all has ended.
    private @Nullable RoutingContext relayed;

    /// What was relayed first, with the edits of the request route and none of failure routes.
    private @Nullable RoutingContext origin;

    /// What relays now, so that branch routes that run inside share its variables.
    private @Nullable RoutingContext relaying;

    private volatile @Nullable ProxyContext proxy;
    private volatile boolean cancelled;
    private volatile int status;

    /// What the branches of the present `t_relay` have ended with, before anything was sent; 0 if not.
    private int unsent;

    /// Null for none.
    private @Nullable LateBranches late;

    /// How often a script has relayed the request or answered it finally.
    private int decisions;

    /// @param claim the request's; null for a message that is none, or an ACK
    /// @param version what all its blocks run in
    public RoutedTransaction(ServerCore core, Version version, @Nullable Claim claim) {
        this.core = core;
        this.version = version;
        this.blocks = new ArmedBlocks(version);
        this.claim = claim;
        this.settings = core.settings().get().proxy();
    }

    /// What all messages share.
    public ServerCore core() {
        return core;
    }

    /// The version of the script that all its blocks run in.
    public Version version() {
        return version;
    }

    /// The claim of its request; null for an ACK, a response and what is no message from outside, and when all has
    /// ended.
    public @Nullable Claim claim() {
        return claim;
    }

    /// The request that replies are made from: as it came, with its source noted in the top Via.
    ///
    /// @param received the request as it came, for scripts; one that was applied is another, and stays as it is
    @Rfc(number = 3581, section = "4")
    @SuppressWarnings("ReferenceEquality")
    public SipRequest asked(SipRequest received) {
        Claim open = claim;
        return open != null && open.request().received() == received ? open.request() : received;
    }

    /// The flags of the message.
    public Flags flags() {
        if (flags == null) {
            flags = new Flags();
        }
        return flags;
    }

    /// The values that live as long as this.
    public Avps avps() {
        if (avps == null) {
            avps = new Avps();
        }
        return avps;
    }

    /// The response context; null until the request has become a transaction.
    public @Nullable ProxyContext proxy() {
        return proxy;
    }

    /// The request as it was relayed last; null if it was not, or all has ended.
    public @Nullable RoutingContext relayed() {
        return relayed;
    }

    /// Whether the caller has given up.
    public boolean isCancelled() {
        Claim open = claim;
        return cancelled || (proxy == null && open != null && open.isCancelled());
    }

    /// The status code of the response that was seen last, 408 for a time-out; 0 before.
    public int status() {
        return status;
    }

    /// What the branches of the last `t_relay` have ended with, where none of them could be sent; else 0.
    public int unsent() {
        return unsent;
    }

    /// How its requests are forwarded.
    public ProxySettings settings() {
        return settings;
    }

    /// Sets [#settings], for what is sent from now on.
    public void settings(ProxySettings other) {
        settings = other;
        ProxyContext begun = proxy;
        if (begun != null) {
            begun.settings(other);
        }
    }

    // ---- What modules keep

    /// Tells a module how this goes on.
    public void watch(TransactionWatcher watcher) {
        if (!watchers.contains(watcher)) {
            watchers = Few.and(watchers, watcher);
        }
    }

    /// What a module keeps with the transaction; keys are those of the module.
    public @Nullable Object note(String key) {
        return Notes.get(notes, key);
    }

    /// Keeps something with the transaction; null to forget it.
    public void note(String key, @Nullable Object value) {
        notes = Notes.put(notes, key, value);
    }

    /// What is kept of one branch: its draft as it was sent.
    ///
    /// @throws ScriptError if there are no branches
    public TargetDraft draft(Branch branch) {
        return Objects.requireNonNull(branches).of(branch);
    }

    /// What is kept of the branch of a number, with the URI that it was sent to; null if there is none.
    public @Nullable TargetDraft draft(int branch) {
        return branches == null ? null : branches.of(branch);
    }

    /// How many branches there have been.
    public int branchCount() {
        return branches == null ? 0 : branches.count();
    }

    // ---- Armed blocks

    /// Arms a block for this transaction, or in a branch route for the branch alone. One that may wait makes all
    /// that is told about this transaction be told where waiting is allowed.
    ///
    /// @param name of the block; null disarms
    public void arm(RouteKind kind, @Nullable String name) {
        blocks.arm(kind, name);
        tellWhereWaitingIsAllowed();
    }

    /// Arms a failure route for the failure of each branch that is sent from now on, whatever becomes of the
    /// others.
    ///
    /// @param name of the block; null disarms
    public void armForBranches(@Nullable String name) {
        blocks.armForBranches(name);
        tellWhereWaitingIsAllowed();
    }

    private void tellWhereWaitingIsAllowed() {
        ProxyContext begun = proxy;
        if (begun != null && blocks.mayWait()) {
            begun.server().lock().allowBlocking();
        }
    }

    /// The name of the block that is armed for a kind; null for none.
    public @Nullable String armed(RouteKind kind) {
        return blocks.name(kind);
    }

    // ---- What is done with the request

    /// Makes the request a transaction, if it is none yet: from now on retransmissions are its own.
    ///
    /// @return false if it was answered or let go
    public boolean begin(RoutingContext context) {
        Claim open = claim;
        if (proxy != null) {
            return true;
        }
        if (open == null || !open.isOpen()) {
            return false;
        }
        core.replies().begun();
        proxy = new ProxyContext(core.layer(), settings, open, context.request(), null, this);
        tellWhereWaitingIsAllowed();
        return true;
    }

    /// Forwards a request to the targets of its context.
    public RelayResult relay(RoutingContext context) {
        if (isCancelled()) {
            boolean _ = begin(context);
            return RelayResult.GIVEN_UP;
        }
        if (context.kind() == RouteKind.FAILURE_ROUTE && isDeclined()) {
            return RelayResult.DECLINED;
        }
        if (!begin(context)) {
            return RelayResult.ANSWERED;
        }
        ProxyContext begun = Objects.requireNonNull(proxy);
        List<Target> targets = targets(context);
        if (targets.isEmpty()) {
            return RelayResult.NO_TARGET;
        }
        blocks.relaying();
        if (context.branch() != null) {
            // One branch has failed and others ring.
            decisions++;
            return begun.inject(context.request(), targets) ? RelayResult.SENT : RelayResult.GIVEN_UP;
        }
        relayed = context;
        if (origin == null) {
            origin = context;
        }
        relaying = blocks.mayWait() ? null : context;
        unsent = 0;
        decisions++;
        boolean open;
        try {
            open = begun.forward(context.request(), targets);
        } finally {
            relaying = null;
        }
        if (unsent != 0) {
            decisions--;
            return RelayResult.of(unsent);
        }
        return open ? RelayResult.SENT : isCancelled() ? RelayResult.GIVEN_UP : RelayResult.ANSWERED;
    }

    private BranchStates states() {
        if (branches == null) {
            branches = new BranchStates();
        }
        return branches;
    }

    /// Kamailio's failure routes go only to what they have set themselves.
    private List<Target> targets(RoutingContext context) {
        List<Target> targets = new ArrayList<>(1 + context.more().size());
        TargetDraft main = context.main();
        if (main.isFresh() || !(isKamailio() && context.kind() == RouteKind.FAILURE_ROUTE)) {
            targets.add(states().target(context.request().uri(), main));
            main.sent();
        }
        addTargets(context, targets);
        return targets;
    }

    private boolean isKamailio() {
        return version.dialect() == Dialect.KAMAILIO;
    }

    private void addTargets(RoutingContext context, List<Target> targets) {
        for (TargetDraft draft : context.more()) {
            targets.add(states().target(Objects.requireNonNull(draft.uri()), draft));
        }
        context.more().clear();
    }

    /// RFC 3261 §16.7: after a 6xx nobody else is to be asked, unless a module says otherwise. Kamailio's failure
    /// routes always could.
    public boolean isDeclined() {
        return status >= GLOBAL_FAILURE
                && !isKamailio()
                && !core.settings().get().triesAfter6xx();
    }

    /// What is added to the request while its branches ring, or when they have failed.
    public LateBranches late() {
        if (late == null) {
            late = new LateBranches(this);
        }
        return late;
    }

    /// The targets that a script has added, for [LateBranches].
    List<Target> addedTargets(RoutingContext context) {
        List<Target> targets = new ArrayList<>(context.more().size());
        addTargets(context, targets);
        return targets;
    }

    /// A request is sent to more branches.
    ///
    /// @param from what they get
    void decided(RoutingContext from) {
        decisions++;
        if (!isKamailio() || blocks.onBranch != ArmedBlocks.NONE) {
            blocks.relaying();
        }
        if (relayed == null) {
            relayed = from;
            origin = from;
        }
    }

    /// Whether nobody has decided yet what becomes of the request.
    boolean isUndecided() {
        return decisions == 0;
    }

    /// Answers with the best of what has come.
    public void respondBest() {
        ProxyContext begun = proxy;
        if (begun != null) {
            decisions++;
            begun.respondBest();
        }
    }

    /// Answers the request, as a transaction if it is one, else without.
    ///
    /// @return false if it was answered or let go already
    public boolean reply(SipResponse response) {
        Claim open = claim;
        ProxyContext begun = proxy;
        if (begun != null) {
            boolean answered = begun.server().lastStatus() >= 200;
            decisions += response.isProvisional() ? 0 : 1;
            begun.respond(response);
            return !answered;
        }
        if (open == null || !open.isOpen()) {
            return false;
        }
        open.reply(response);
        core.replies().count(response.statusCode());
        watchers.forEach(watcher -> watcher.answered(this, response));
        return true;
    }

    /// Forwards the request of a context to its first target without a transaction. An ACK always goes like this.
    ///
    /// @return false if it was answered or let go already, or is a transaction
    @Rfc(number = 3261, section = "16.11")
    public boolean forward(RoutingContext context) {
        Claim open = claim;
        if (proxy != null || (open != null && !open.isOpen())) {
            return false;
        }
        if (open != null) {
            open.release();
        }
        Copies.sendAlone(context, settings.counts());
        return true;
    }

    /// The script has come to its end: a request that nobody has answered or forwarded is let go, or answered if
    /// that cannot be done any more.
    public void scriptEnded(RoutingContext context) {
        Claim open = claim;
        ProxyContext begun = proxy;
        if (begun != null
                && decisions == 0
                && (late == null || !late.isWaiting())
                && begun.server().lastStatus() < 200) {
            if (unsent != 0) {
                begun.respondBest();
                return;
            }
            begun.respond(core.layer()
                    .answer(asked((SipRequest) context.received()), 500, "Server Internal Error")
                    .build());
        } else if (begun == null && open != null && open.isOpen()) {
            open.release();
        }
    }

    // ---- What the layer below tells

    @Override
    public @Nullable ForwardedRequest branch(Branch branch, ForwardedRequest request) {
        TargetDraft draft = Objects.requireNonNull(branches).begin(branch);
        RoutingContext from = relaying == null ? relayed : relaying;
        RoutingContext context = RoutingContext.of(RouteKind.BRANCH_ROUTE, this, request.request())
                .flow(from == null ? null : from.flow())
                .branch(branch)
                .targets(draft, List.of())
                .build();
        if (from != null) {
            context.follow(from);
        }
        int route = blocks.ofBranches;
        if (route != ArmedBlocks.NONE) {
            int before = blocks.onReply;
            Run run = runBeside(context);
            Outcome outcome = new Runs(core).block(context.attach(run), route);
            if (blocks.onReply != before && !isKamailio()) {
                // Armed in a branch route it is the branch's alone.
                Objects.requireNonNull(branches).arm(branch, blocks.onReply);
                blocks.onReply = before;
            }
            if (outcome == Outcome.DROPPED) {
                return null;
            }
        }
        if (isKamailio() && blocks.onReply != ArmedBlocks.NONE) {
            // What is armed when a branch is sent is the branch's, whatever is armed later.
            Objects.requireNonNull(branches).arm(branch, blocks.onReply);
        }
        if (blocks.onBranchFailure != ArmedBlocks.NONE) {
            Objects.requireNonNull(branches).armForFailure(branch, blocks.onBranchFailure);
        }
        draft.uri(context.request().uri());
        RecordRoute recordRoute = context.recordRoute();
        if (recordRoute != null && draft.flow() != null) {
            // RFC 5626 §5.3.1: later requests the same way have to find the same flow.
            context.recordRoute(recordRoute.withTokenOfOutgoing(core.flows()));
        }
        return Copies.of(
                context,
                draft,
                new ForwardedRequest(context.request(), request.nextHop(), request.flow(), request.outlet()));
    }

    /// A request is about to be sent: the block for that sees it, and may hold it back by `drop`.
    ///
    /// @param from the request with what was decided of it
    boolean leaves(RoutingContext from, Flow way, int route) {
        if (version.routes().get(route).waits()) {
            return true;
        }
        RoutingContext context = RoutingContext.of(RouteKind.ONSEND_ROUTE, this, from.request())
                .flow(from.flow())
                .leaving(way)
                .build();
        return context.attach(new Run(version, core.host(), context)).start(route) != Outcome.DROPPED;
    }

    /// A branch route that runs while `t_relay` does shares its variables; one that may wait has a copy of them.
    private Run runBeside(RoutingContext context) {
        RoutingContext now = relaying;
        RoutingContext before = relayed;
        if (now != null) {
            return new Run(now.run(), version, context);
        }
        return before == null ? new Run(version, core.host(), context) : Run.beside(before.run(), version, context);
    }

    @Override
    public @Nullable SipResponse response(Branch branch, SipResponse response) {
        status = response.statusCode();
        @Nullable SipResponse seen = response;
        int ofBranch = branches == null ? ArmedBlocks.NONE : branches.onReply(branch);
        if (ofBranch != ArmedBlocks.NONE) {
            seen = seen(branch, response, ofBranch);
        }
        if (blocks.onReply != ArmedBlocks.NONE && seen != null && !isKamailio()) {
            seen = seen(branch, seen, blocks.onReply);
        }
        SipResponse result = seen;
        if (result != null) {
            watchers.forEach(watcher -> watcher.received(this, branch, result));
        }
        return result;
    }

    private @Nullable SipResponse seen(Branch branch, SipResponse response, int route) {
        RoutingContext context = RoutingContext.of(RouteKind.ONREPLY_ROUTE, this, response)
                .flow(branch.flow())
                .branch(branch)
                .targets(draft(branch), List.of())
                .build();
        Avps before = avps;
        boolean apart = !isKamailio() && !core.settings().get().sharesAvps();
        if (apart) {
            avps = null;
        }
        Outcome outcome = new Runs(core).block(context.attach(new Run(version, core.host(), context)), route);
        if (apart) {
            avps = before;
        }
        return outcome == Outcome.DROPPED && response.isProvisional() ? null : context.response();
    }

    @Override
    public boolean hearsOfFailedBranches() {
        return branches != null && branches.isArmedForFailure();
    }

    @Override
    public void failed(ProxyContext context, Branch branch, int code) {
        status = code;
        int route = Objects.requireNonNull(branches).onFailure(branch);
        RoutingContext last = origin;
        if (route == ArmedBlocks.NONE || last == null || relaying != null) {
            return;
        }
        blocks.onBranchFailure = ArmedBlocks.NONE;
        RoutingContext failed = RoutingContext.of(RouteKind.FAILURE_ROUTE, this, last.request())
                .flow(last.flow())
                .branch(branch)
                .targets(draft(branch).copy(), List.of())
                .build();
        failed.follow(last);
        new Runs(core).block(failed.attach(new Run(version, core.host(), failed)), route);
    }

    @Override
    public void failure(ProxyContext context, int best) {
        status = best;
        if (relaying != null) {
            // Nothing was sent at all, and the script is told so.
            unsent = best;
            return;
        }
        if (late != null && late.holds(best)) {
            return;
        }
        SipResponse response = context.best();
        watchers.forEach(watcher -> watcher.failed(this, best, response));
        int route = blocks.onFailure;
        RoutingContext last = origin;
        if (route == ArmedBlocks.NONE || last == null) {
            context.respondBest();
            return;
        }
        blocks.onFailure = ArmedBlocks.NONE;
        RoutingContext failed = RoutingContext.of(RouteKind.FAILURE_ROUTE, this, last.request())
                .flow(last.flow())
                .targets(last.main().copy(), List.of())
                .build();
        failed.follow(last);
        int before = decisions;
        new Runs(core).block(failed.attach(new Run(version, core.host(), failed)), route);
        if (decisions == before) {
            context.respondBest();
        }
    }

    @Override
    public void answered(ProxyContext context, SipResponse response) {
        if (late != null) {
            late.end();
        }
        watchers.forEach(watcher -> watcher.answered(this, response));
    }

    /// In order with all else that is told.
    static void tell(ProxyContext begun, Runnable event) {
        TransactionLock lock = begun.server().lock();
        lock.run(() -> lock.later(event));
    }

    @Override
    public void cancelled(ProxyContext context) {
        cancelled = true;
        watchers.forEach(watcher -> watcher.cancelled(this));
    }

    /// The messages go; flags, values and what is armed for late responses stay.
    @Override
    public void ended(ProxyContext context) {
        core.replies().ended();
        claim = null;
        relayed = null;
        origin = null;
        blocks.onFailure = ArmedBlocks.NONE;
        blocks.onBranch = ArmedBlocks.NONE;
        blocks.ofBranches = ArmedBlocks.NONE;
        watchers.forEach(watcher -> watcher.ended(this));
        watchers = List.of();
    }

    /// Only a reply route sees what comes late.
    @Override
    public boolean hearsOfLateResponses() {
        return blocks.onReply != ArmedBlocks.NONE || (branches != null && branches.isArmedForReplies());
    }
}
