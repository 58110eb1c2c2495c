package io.sidetone.modules.tm;

import static io.sidetone.script.ast.RouteKind.BRANCH_ROUTE;
import static io.sidetone.script.ast.RouteKind.ERROR_ROUTE;
import static io.sidetone.script.ast.RouteKind.EVENT_ROUTE;
import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.ONREPLY_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.Startable;
import io.sidetone.server.service.ProxyDefaults;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.proxy.BestResponse;
import io.sidetone.sip.proxy.Branch;
import io.sidetone.sip.proxy.Disposition;
import io.sidetone.sip.proxy.ProxyContext;
import io.sidetone.sip.proxy.ProxySettings;
import io.sidetone.sip.transaction.TransactionLayer;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Forwarding with transactions, and the blocks that are armed for what comes of it.
public final class TmModule implements Module, Startable {

    private static final String ALL = "a";
    private static final String OTHERS = "o";

    @SuppressWarnings("NullAway.Init")
    private Times times;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<Long> forgetful;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<Boolean> remapped;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<Boolean> reasons;

    private @Nullable ModuleContext server;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<Boolean> after6xx;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<Boolean> sharedAvps;

    @SuppressWarnings("NullAway.Init")
    private TmCounters counters;

    private final OwnRequests requests = new OwnRequests();
    private final KnownTransactions known = new KnownTransactions();

    @Override
    public void define(ModuleBuilder module) {
        module.name("tm", "Forwards requests with transactions, and runs the blocks that are armed for them.");
        parameters(module);
        relaying(module);
        replying(module);
        asking(module);
        arming(module);
        TmVariables.define(module, known);
        SentBranches.define(module);
        BranchFunctions.define(module, known);
        SendingFunctions sending = new SendingFunctions(requests);
        sending.define(module);
        new Forwarding((context, flags) -> relay(context, flags, null), sending).define(module);
        Asking.define(module);
        new TimeFunctions(times).define(module);
        Finishing.define(module);
        SerialContacts.define(module);
        Absent.define(module);
        new TmCommands(() -> Objects.requireNonNull(server).core(), requests, known).define(module);
        counters = new TmCounters(module);
        module.gauge(
                "timeout_finalresponse",
                "Requests of ours that nobody has answered in time.",
                () -> counted(TransactionLayer.Counted.CLIENT_TIMEOUT));
        module.gauge(
                "retransmission_req",
                "Requests that were sent again, by whichever timer.",
                () -> counted(TransactionLayer.Counted.REQUEST_RESENT));
        module.gauge(
                "retransmission_rpl_T2",
                "Replies that were sent again.",
                () -> counted(TransactionLayer.Counted.RESPONSE_RESENT));
        module.gauge(
                "refused_requests",
                "Requests that were refused or not sent because too many wait or are handled already.",
                () -> counted(TransactionLayer.Counted.REFUSED));
        module.gauge("UAS_transactions", "Requests that are handled now.", () -> count(true));
        module.gauge(
                "UAC_transactions",
                "Requests of ours that wait for answers, or for what comes late.",
                () -> count(false));
        module.gauge("inuse_transactions", "Requests that are handled now.", () -> count(true));
        module.provides(ProxyDefaults.class, Defaults::new);
        module.provides(KnownTransactions.class, () -> known);
    }

    private void parameters(ModuleBuilder module) {
        times = new Times(module);
        forgetful = module.integer(
                        "failure_reply_mode",
                        -1,
                        "Whether the replies of earlier targets are forgotten when a failure route tries others: 0 for "
                                + "no, 1 to 3 for yes, -1 for yes in scripts of Kamailio.")
                .between(-1, 3)
                .changeable();
        sharedAvps = module.flag(
                        "onreply_avp_mode",
                        true,
                        "Whether `$avp` in reply routes is that of the transaction, and not empty at each reply.")
                .changeable();
        after6xx = module.flag("disable_6xx_block", false, "Whether failure routes may try other targets after a 6xx.")
                .changeable();
        remapped = module.flag("remap_503_500", true, "Whether a 503 of a branch goes back as a 500.")
                .changeable();
        reasons = module.flag("e2e_cancel_reason", true, "Whether a CANCEL's reasons go on in those that it leads to.")
                .changeable();
        Absent.parameters(module);
    }

    private void relaying(ModuleBuilder module) {
        module.function("t_relay", "Forwards the request to its targets, with a transaction.")
                .in(Dialect.NATIVE)
                .with(Argument.text(
                                "flags",
                                "A list: `no-dns-failover` tries one address only, `no-auto-477` answers nothing "
                                        + "where nothing could be sent; `pass-reason-hdr` and "
                                        + "`allow-no-cancel` are as usual.")
                        .optional())
                .with(Argument.text("proxy", "Where to send to if no destination is set: `[transport:]host[:port]`.")
                        .optional())
                .in(ROUTE, FAILURE_ROUTE)
                .returns(1, "the request is on its way")
                .returns(-1, "it was answered or let go already")
                .returns(-3, "the caller has given up, or after a 6xx nobody else is to be asked")
                .returns(-4, "no address is known of the destination, and that was answered")
                .returns(-5, "nothing may be sent there (`dst_blacklist`), and that was answered")
                .returns(-6, "it could not be sent, and that was answered")
                .example("if (!t_relay()) { sl_reply_error(); exit; }")
                .does(this::relay);
        module.function("t_newtran", "Makes the request a transaction: retransmissions are its own from now on.")
                .in(ROUTE)
                .returns(1, "it is one")
                .returns(-1, "it was answered or let go already")
                .example("t_newtran(); xlog(\"thinking\"); t_relay();")
                .does(context -> context.transaction().begin(context) ? 1 : -1);
        module.function("t_cancel_branch", "Gives up branches.")
                .with(Argument.text("flags", "`a` for all, `o` for all others; else the one that the reply came for.")
                        .optional())
                .in(ONREPLY_ROUTE)
                .returns(1, "they are given up")
                .returns(-1, "there is no transaction")
                .example("if (t_check_status(\"183\")) t_cancel_branch(\"a\");")
                .does(TmModule::cancelBranch);
    }

    private void replying(ModuleBuilder module) {
        module.function("t_reply", "Answers the request with a transaction.")
                .or("t_send_reply")
                .with(Argument.integer("code", "The status code.").between(100, 699))
                .with(Argument.text("reason", "The reason phrase."))
                .in(ROUTE, FAILURE_ROUTE, ONREPLY_ROUTE, ERROR_ROUTE, EVENT_ROUTE)
                .returns(1, "the reply was sent")
                .returns(-1, "the request was answered or let go already")
                .example("t_reply(404, \"Not Found\");")
                .does(this::reply);
        module.function("t_reply_error", "Answers with what an error of our own deserves: 500.")
                .in(ROUTE, FAILURE_ROUTE, ONREPLY_ROUTE)
                .returns(1, "the reply was sent")
                .returns(-1, "the request was answered or let go already")
                .example("if (!t_relay()) t_reply_error();")
                .does(context -> reply(context, 500L, "Server Internal Error"));
        module.function("t_reply_by_callid", "Answers an INVITE that waits after a provisional reply of ours.")
                .with(Argument.integer("code", "The status code.").between(100, 699))
                .with(Argument.text("reason", "The reason phrase."))
                .with(Argument.text("callid", "Of the INVITE; that of this request if left out.")
                        .optional())
                .with(Argument.text("cseq", "The number of the INVITE; that of this request if left out.")
                        .optional())
                .in(ROUTE)
                .returns(1, "the reply was sent")
                .returns(-1, "no such INVITE waits")
                .example("if (is_method(\"CANCEL\") && t_reply_by_callid(487, \"Request Terminated\")) exit;")
                .does(this::replyByCall);
        module.function("t_reply_with_body", "Answers the request with a transaction and a body.")
                .with(Argument.integer("code", "The status code.").between(100, 699))
                .with(Argument.text("reason", "The reason phrase."))
                .with(Argument.text("body", "The body; its type is what `append_to_reply` has given."))
                .in(ROUTE, FAILURE_ROUTE)
                .returns(1, "the reply was sent")
                .returns(-1, "the request was answered or let go already")
                .example("append_to_reply(\"Content-Type: text/plain\\r\\n\"); t_reply_with_body(200, \"OK\", "
                        + "\"hello\");")
                .does((context, code, reason, body) ->
                        reply(context, Relaying.withBody(context, context.answer(code.intValue(), reason), body)));
    }

    private static void asking(ModuleBuilder module) {
        module.function("t_check_trans", "Whether the request belongs to a transaction that is here.")
                .in(ROUTE, BRANCH_ROUTE, ONREPLY_ROUTE)
                .returns(1, "a CANCEL whose INVITE is here, or a reply that has come for a branch")
                .returns(-1, "it does not; in scripts of Kamailio also an ACK to a 2xx")
                .returns(-2, "in other scripts an ACK to a 2xx, which is nobody's")
                .example("if (is_method(\"CANCEL\")) { if (t_check_trans()) t_relay(); exit; }")
                .does(Relaying::checkTransaction);
        module.function("t_check_status", "Whether an expression matches the status code of the reply.")
                .with(Argument.regex("expression", "What is looked for."))
                .in(ROUTE, ONREPLY_ROUTE, FAILURE_ROUTE, BRANCH_ROUTE, EVENT_ROUTE)
                .returns(1, "it matches")
                .returns(-1, "it does not, or there is no reply")
                .example("if (t_check_status(\"486|408\")) t_reply(404, \"Gone\");")
                .does(TmModule::checkStatus);
        module.function("t_was_cancelled", "Whether the caller has given up.")
                .or("t_is_canceled")
                .in(ROUTE, ONREPLY_ROUTE, FAILURE_ROUTE, BRANCH_ROUTE)
                .returns(1, "he has")
                .returns(-1, "he has not")
                .example("if (t_was_cancelled()) exit;")
                .does(context -> context.transaction().isCancelled() ? 1 : -1);
        module.function("t_local_replied", "Whether the last reply, or all of them, were made here.")
                .with(Argument.text("which", "All of them, or the last one.").among("all", "last"))
                .in(ROUTE, BRANCH_ROUTE, FAILURE_ROUTE, ONREPLY_ROUTE)
                .returns(1, "they were")
                .returns(-1, "they were not")
                .example("if (t_local_replied(\"all\")) xlog(\"nobody has answered\");")
                .does((context, which) -> Heard.of(context.transaction()).isLocal(which) ? 1 : -1);
        module.function("t_flush_flags", "Accepted: flags are those of the transaction at once.")
                .in(ROUTE, BRANCH_ROUTE)
                .returns(1, "always")
                .example("t_flush_flags();")
                .does(_ -> 1);
    }

    private static void arming(ModuleBuilder module) {
        arming(module, "t_on_branch", BRANCH_ROUTE, "the branches that are sent from now on");
        arming(
                module,
                "t_on_reply",
                ONREPLY_ROUTE,
                "the replies of the transaction, or in a branch route of the branch");
        arming(module, "t_on_failure", FAILURE_ROUTE, "the case that all branches fail");
    }

    private static void arming(ModuleBuilder module, String name, RouteKind kind, String what) {
        module.function(name, "Arms a block for " + what + ".")
                .with(Argument.route("block", kind, "Its name."))
                .in(ROUTE, BRANCH_ROUTE, FAILURE_ROUTE, ONREPLY_ROUTE)
                .returns(1, "always")
                .example(name + "(\"1\");")
                .does((context, block) -> {
                    context.transaction().arm(kind, block);
                    return 1;
                });
    }

    @Override
    public void start(ModuleContext context) {
        server = context;
    }

    private long count(boolean servers) {
        ModuleContext running = server;
        if (running == null) {
            return 0;
        }
        return servers
                ? running.core().layer().servers()
                : running.core().layer().clients();
    }

    /// What this module says of forwarding.
    private final class Defaults implements ProxyDefaults {

        @Override
        public ProxySettings settings() {
            return defaults();
        }

        @Override
        public boolean triesAfter6xx() {
            return after6xx.value();
        }

        @Override
        public boolean sharesAvps() {
            return sharedAvps.value();
        }
    }

    private long counted(TransactionLayer.Counted what) {
        ModuleContext running = server;
        return running == null ? 0 : running.core().layer().counted(what);
    }

    private ProxySettings defaults() {
        Disposition usual = ProxySettings.DEFAULT.disposition();
        BestResponse.Settings choice = ProxySettings.DEFAULT.best();
        return ProxySettings.DEFAULT
                .withTimers(times.timers())
                .withTimerC(times.ringing())
                .withRenewing(times.renews())
                .withBreadth(0)
                .withBest(choice.withPassUnavailable(!remapped.value())
                        .withLastAttempt(forgetful.value() > 0)
                        .withGlobal(!after6xx.value()))
                .withDisposition(new Disposition(
                        usual.redirect(),
                        usual.cancel(),
                        usual.fork(),
                        usual.recurse(),
                        Disposition.Order.PARALLEL,
                        usual.queue()));
    }

    // ---- What functions do

    private int relay(RoutingContext context, @Nullable String flags, @Nullable String proxy) {
        RoutedTransaction transaction = context.transaction();
        Relaying.prepare(context, flags, proxy);
        if (!reasons.value()) {
            SendingFunctions.withholdReasons(context, true);
        }
        if (context.kind() == FAILURE_ROUTE && forgetful.value() < 0 && context.dialect() == Dialect.KAMAILIO) {
            Finishing.forgetUnlessSaid(transaction);
        }
        known.relayed(context);
        counters.relayed();
        transaction.watch(Heard.of(transaction));
        transaction.watch(counters);
        int code = Relaying.relay(context, flags);
        if (code > 0) {
            Lifetime.begin(context, times.lifetime(Lifetime.isInvite(context)));
        }
        return code;
    }

    /// In a reply route it is the request of the reply that is answered.
    private int reply(RoutingContext context, Long code, String reason) {
        RoutingContext asked =
                context.isRequest() ? context : context.transaction().relayed();
        return asked == null ? -1 : reply(asked, asked.answer(code.intValue(), reason));
    }

    private int reply(RoutingContext context, SipResponse.Builder answer) {
        RoutedTransaction transaction = context.transaction();
        transaction.watch(Heard.of(transaction));
        transaction.watch(counters);
        boolean begun = transaction.begin(context);
        SipResponse reply = answer.build();
        if (begun && reply.isProvisional()) {
            known.park(context);
        }
        return begun && transaction.reply(reply) ? 1 : -1;
    }

    private int replyByCall(
            RoutingContext context, Long code, String reason, @Nullable String callId, @Nullable String cseq) {
        String call = callId == null ? context.request().callId() : callId;
        CSeq own = context.request().cseq();
        Long number = cseq != null ? Values.integer(cseq) : own == null ? null : (Long) own.number();
        if (call == null || number == null) {
            return -1;
        }
        return known.reply(call, number, code.intValue(), reason) ? 1 : -1;
    }

    private static int cancelBranch(RoutingContext context, @Nullable String flags) {
        Branch current = context.branch();
        ProxyContext proxy = context.transaction().proxy();
        if (proxy == null || current == null) {
            return -1;
        }
        if (flags != null && flags.contains(OTHERS)) {
            proxy.branches().stream().filter(branch -> branch != current).forEach(branch -> branch.giveUp(List.of()));
        } else if (flags == null || !flags.contains(ALL)) {
            current.giveUp(List.of());
        } else {
            proxy.cancel(List.of());
        }
        return 1;
    }

    private static int checkStatus(RoutingContext context, Pattern expression) {
        int status = status(context);
        return status != 0 && expression.matcher(Integer.toString(status)).find() ? 1 : -1;
    }

    /// The code of the reply that a block is about.
    static int status(RoutingContext context) {
        if (!context.isRequest()) {
            return context.response().statusCode();
        }
        RoutedTransaction transaction = context.transaction();
        ProxyContext proxy = transaction.proxy();
        if (context.kind() == FAILURE_ROUTE) {
            return transaction.status();
        }
        return proxy == null ? 0 : proxy.server().lastStatus();
    }
}
