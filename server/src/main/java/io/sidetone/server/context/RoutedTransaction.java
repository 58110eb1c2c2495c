package io.sidetone.server.context;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.run.Outcome;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Version;
import io.sidetone.script.value.ScriptError;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.proxy.Branch;
import io.sidetone.sip.proxy.ForwardedRequest;
import io.sidetone.sip.proxy.ProxyContext;
import io.sidetone.sip.proxy.ProxySettings;
import io.sidetone.sip.proxy.ProxyUser;
import io.sidetone.sip.proxy.RecordRoute;
import io.sidetone.sip.proxy.Target;
import io.sidetone.sip.resolve.Resolver;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.uri.Uri;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the route blocks of one transaction share: flags, values, armed blocks, and the response context once
/// there is one. Confined to one run at a time; what the layer below tells comes in order.
///
/// It is there from the first line of the script on, but until [#begin] there is no transaction: nothing is sent
/// by itself, and the end of the script frees the request.
public final class RoutedTransaction implements ProxyUser {

    private static final int NOT_ARMED = -1;

    private final ServerCore core;
    private final Version version;
    private final @Nullable Claim claim;
    private final Flags flags = new Flags();
    private final Avps avps = new Avps();
    private int onBranch = NOT_ARMED;
    private int onReply = NOT_ARMED;
    private int onFailure = NOT_ARMED;
    private ProxySettings settings;
    private @Nullable List<TransactionWatcher> watchers;
    private @Nullable Map<String, Object> notes;
    private @Nullable BranchStates branches;

    /// What was relayed last: what failure routes see. Forgotten when all has ended.
    private @Nullable RoutingContext relayed;

    /// What relays now, so that branch routes that run inside share its variables.
    private @Nullable RoutingContext relaying;

    private volatile @Nullable ProxyContext proxy;
    private volatile boolean cancelled;
    private volatile int status;

    /// How often a script has relayed the request or answered it finally.
    private int decisions;

    /// @param claim the request's; null for a message that is none, or an ACK
    /// @param version what all its blocks run in
    public RoutedTransaction(ServerCore core, Version version, @Nullable Claim claim) {
        this.core = core;
        this.version = version;
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

    /// The claim of its request; null for an ACK, a response and what is no message from outside.
    public @Nullable Claim claim() {
        return claim;
    }

    /// The flags of the message.
    public Flags flags() {
        return flags;
    }

    /// The values that live as long as this.
    public Avps avps() {
        return avps;
    }

    /// The response context; null until the request has become a transaction.
    public @Nullable ProxyContext proxy() {
        return proxy;
    }

    /// The request as it was relayed last; null if it was not, or all has ended.
    @Nullable
    RoutingContext relayed() {
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

    /// How its requests are forwarded.
    public ProxySettings settings() {
        return settings;
    }

    /// Sets [#settings], for what has not begun yet.
    public void settings(ProxySettings other) {
        settings = other;
    }

    // ---- What modules keep

    /// Tells a module how this goes on.
    public void watch(TransactionWatcher watcher) {
        if (watchers == null) {
            watchers = new ArrayList<>(1);
        }
        if (!watchers.contains(watcher)) {
            watchers.add(watcher);
        }
    }

    private List<TransactionWatcher> watchers() {
        return watchers == null ? List.of() : watchers;
    }

    /// What a module keeps with the transaction; keys are those of the module.
    public @Nullable Object note(String key) {
        return notes == null ? null : notes.get(key);
    }

    /// Keeps something with the transaction; null to forget it.
    public void note(String key, @Nullable Object value) {
        if (notes == null) {
            notes = new HashMap<>(2);
        }
        if (value == null) {
            notes.remove(key);
        } else {
            notes.put(key, value);
        }
    }

    /// What is kept of one branch: its draft as it was sent.
    ///
    /// @throws ScriptError if there are no branches
    public TargetDraft draft(Branch branch) {
        return Objects.requireNonNull(branches).of(branch);
    }

    // ---- Armed blocks

    /// Arms a block for this transaction, or in a branch route for the branch alone. One that may wait makes all
    /// that is told about this transaction be told where waiting is allowed.
    ///
    /// @param name of the block; null disarms
    public void arm(RouteKind kind, @Nullable String name) {
        int number = name == null ? NOT_ARMED : number(kind, name);
        switch (kind) {
            case BRANCH_ROUTE -> onBranch = number;
            case ONREPLY_ROUTE -> onReply = number;
            case FAILURE_ROUTE -> onFailure = number;
            default -> throw new ScriptError("blocks of this kind cannot be armed");
        }
        tellWhereWaitingIsAllowed();
    }

    private int number(RouteKind kind, String name) {
        return version.route(kind, name).orElseThrow(() -> new ScriptError("there is no such block: " + name));
    }

    private boolean mayWait(int route) {
        return route != NOT_ARMED && version.routes().get(route).waits();
    }

    private void tellWhereWaitingIsAllowed() {
        ProxyContext begun = proxy;
        if (begun != null && (mayWait(onBranch) || mayWait(onReply) || mayWait(onFailure))) {
            begun.server().lock().allowBlocking();
        }
    }

    /// The name of the block that is armed for a kind; null for none.
    public @Nullable String armed(RouteKind kind) {
        int number = switch (kind) {
            case BRANCH_ROUTE -> onBranch;
            case ONREPLY_ROUTE -> onReply;
            case FAILURE_ROUTE -> onFailure;
            default -> NOT_ARMED;
        };
        return number == NOT_ARMED ? null : version.routes().get(number).name();
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
    ///
    /// @return false if nothing is sent, because the caller has given up or was answered
    public boolean relay(RoutingContext context) {
        if (!begin(context)) {
            return false;
        }
        ProxyContext begun = Objects.requireNonNull(proxy);
        BranchStates states = branches == null ? new BranchStates() : branches;
        branches = states;
        List<Target> targets = new ArrayList<>(1 + context.more().size());
        targets.add(states.target(context.request().uri(), context.main()));
        for (TargetDraft draft : context.more()) {
            targets.add(states.target(Objects.requireNonNull(draft.uri()), draft));
        }
        context.more().clear();
        relayed = context;
        relaying = mayWait(onBranch) ? null : context;
        decisions++;
        try {
            return begun.forward(context.request(), targets);
        } finally {
            relaying = null;
        }
    }

    /// Answers the request, as a transaction if it is one, else without.
    ///
    /// @return false if it was answered or let go already
    public boolean reply(SipResponse response) {
        Claim open = claim;
        ProxyContext begun = proxy;
        if (begun != null) {
            decisions += response.isProvisional() ? 0 : 1;
            begun.respond(response);
            return true;
        }
        if (open == null || !open.isOpen()) {
            return false;
        }
        open.reply(response);
        core.replies().count(response.statusCode());
        watchers().forEach(watcher -> watcher.answered(this, response));
        return true;
    }

    /// Forwards the request of a context to its first target without a transaction. An ACK always goes like this.
    ///
    /// @return false if it was answered or let go already, or is a transaction
    @Rfc(number = 3261, section = "16.11")
    public boolean forward(RoutingContext context) {
        Claim open = claim;
        SipRequest request = context.request();
        if (proxy != null || (open != null && !open.isOpen())) {
            return false;
        }
        if (open != null) {
            open.release();
        }
        TargetDraft draft = context.main();
        Target target = new Target(request.uri(), Target.MOST_PREFERRED, draft.path(), draft.flow(), null);
        ForwardedRequest copy = forwarded(
                context,
                draft,
                ForwardedRequest.of(request, target, null, ForwardedRequest.SAME_BREADTH, settings.counts()));
        SipRequest received = (SipRequest) context.received();
        boolean ack = received.method().equals(Method.ACK);
        String branch = ack ? core.layer().tokens().branch() : core.stateless().branch(received);
        Resolver resolver = core.layer().resolver();
        core.direct().send(copy, branch, ack ? resolver : resolver.repeatable(branch.hashCode()));
        return true;
    }

    /// The script has come to its end: a request that nobody has answered or forwarded is let go, or answered if
    /// that cannot be done any more.
    public void scriptEnded(RoutingContext context) {
        Claim open = claim;
        ProxyContext begun = proxy;
        if (begun != null && decisions == 0 && begun.server().lastStatus() < 200) {
            begun.respond(core.layer()
                    .answer((SipRequest) context.received(), 500, "Server Internal Error")
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
        int route = onBranch;
        if (route != NOT_ARMED) {
            int before = onReply;
            Run run = runBeside(context);
            Outcome outcome = new Runs(core).block(context.attach(run), route);
            if (onReply != before) {
                // Armed in a branch route it is the branch's alone.
                Objects.requireNonNull(branches).arm(branch, onReply);
                onReply = before;
            }
            if (outcome == Outcome.DROPPED) {
                return null;
            }
        }
        RecordRoute recordRoute = context.recordRoute();
        if (recordRoute != null && draft.flow() != null) {
            // RFC 5626 §5.3.1: later requests the same way have to find the same flow.
            context.recordRoute(recordRoute.withTokenOfOutgoing(core.flows()));
        }
        return forwarded(
                context,
                draft,
                new ForwardedRequest(context.request(), request.nextHop(), request.flow(), request.sockets()));
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

    private static ForwardedRequest forwarded(RoutingContext context, TargetDraft draft, ForwardedRequest request) {
        SipRequest edited = request.request();
        Uri destination = draft.destination();
        Uri next = request.nextHop();
        if (destination != null) {
            next = destination;
        } else if (draft.path().isEmpty() && !context.isLooselyRouted()) {
            next = edited.uri();
        }
        return new ForwardedRequest(edited, next, draft.flow(), draft.sockets());
    }

    @Override
    public @Nullable SipResponse response(Branch branch, SipResponse response) {
        status = response.statusCode();
        @Nullable SipResponse seen = response;
        int ofBranch = branches == null ? NOT_ARMED : branches.onReply(branch);
        if (ofBranch != NOT_ARMED) {
            seen = seen(branch, response, ofBranch);
        }
        if (onReply != NOT_ARMED && seen != null) {
            seen = seen(branch, seen, onReply);
        }
        SipResponse result = seen;
        if (result != null) {
            watchers().forEach(watcher -> watcher.received(this, branch, result));
        }
        return result;
    }

    private @Nullable SipResponse seen(Branch branch, SipResponse response, int route) {
        RoutingContext context = RoutingContext.of(RouteKind.ONREPLY_ROUTE, this, response)
                .flow(branch.flow())
                .branch(branch)
                .targets(draft(branch), List.of())
                .build();
        Outcome outcome = new Runs(core).block(context.attach(new Run(version, core.host(), context)), route);
        return outcome == Outcome.DROPPED && response.isProvisional() ? null : context.response();
    }

    @Override
    public void failure(ProxyContext context, int best) {
        status = best;
        watchers().forEach(watcher -> watcher.failed(this, best, null));
        int route = onFailure;
        RoutingContext last = relayed;
        if (route == NOT_ARMED || last == null) {
            context.respondBest();
            return;
        }
        onFailure = NOT_ARMED;
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
        watchers().forEach(watcher -> watcher.answered(this, response));
    }

    @Override
    public void cancelled(ProxyContext context) {
        cancelled = true;
        watchers().forEach(watcher -> watcher.cancelled(this));
    }

    /// The messages go; flags, values and what is armed for late responses stay.
    @Override
    public void ended(ProxyContext context) {
        core.replies().ended();
        relayed = null;
        onFailure = NOT_ARMED;
        onBranch = NOT_ARMED;
        watchers().forEach(watcher -> watcher.ended(this));
    }
}
