package io.sidetone.modules.tmx;

import static io.sidetone.script.ast.RouteKind.BRANCH_ROUTE;
import static io.sidetone.script.ast.RouteKind.EVENT_ROUTE;
import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.ONREPLY_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.modules.tm.KnownTransactions;
import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.value.Type;
import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.TargetDraft;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.Startable;
import io.sidetone.sip.proxy.Branch;
import io.sidetone.sip.proxy.ProxyContext;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Transactions that are found, given up and gone on with from elsewhere. Thread-safe.
public final class TmxModule implements Module, Startable {

    @SuppressWarnings("NullAway.Init")
    private Supplier<KnownTransactions> known;

    @Override
    public void define(ModuleBuilder module) {
        module.name("tmx", "Gives up, answers and goes on with transactions, from wherever the script is.");
        module.ignored("precheck_trans", Type.INTEGER, "retransmissions are kept away from the script");
        known = module.requires(KnownTransactions.class);
        blocks(module);
        canceling(module);
        branches(module);
        unneeded(module);
        new Suspension(known).define(module);
        TmxVariables.define(module, known);
    }

    @Override
    public void start(ModuleContext context) {
        known.get().findRelayed();
    }

    private static void blocks(ModuleBuilder module) {
        is(module, "t_is_request_route", ROUTE);
        is(module, "t_is_branch_route", BRANCH_ROUTE);
        is(module, "t_is_failure_route", FAILURE_ROUTE);
        is(module, "t_is_reply_route", ONREPLY_ROUTE);
        module.function(
                        "t_precheck_trans",
                        "Whether the request is handled elsewhere already: never, as retransmissions are kept away.")
                .in(ROUTE)
                .returns(-1, "always")
                .example("if (t_precheck_trans()) { t_check_trans(); exit; }")
                .does(_ -> -1);
    }

    private static void is(ModuleBuilder module, String name, RouteKind kind) {
        module.function(name, "Whether this runs in a block of a kind.")
                .returns(1, "it does")
                .returns(-1, "it does not")
                .example("if (" + name + "()) exit;")
                .does(context -> context.kind() == kind ? 1 : -1);
    }

    // ---- Giving up

    private void canceling(ModuleBuilder module) {
        module.function("t_cancel_branches", "Gives up branches.")
                .with(Argument.text("which", "Those that are meant; `this` is the one that the reply came for.")
                        .among("all", "others", "this"))
                .in(ONREPLY_ROUTE)
                .returns(1, "they are given up")
                .returns(-1, "there is no transaction")
                .example("if ($T_reply_code == 183) t_cancel_branches(\"others\");")
                .does(TmxModule::cancel);
        module.function("t_cancel_callid", "Gives up the branches of an INVITE that was relayed.")
                .with(Argument.text("callid", "Of the INVITE."))
                .with(Argument.integer("cseq", "Of the INVITE: its number."))
                .with(Argument.text("flag", "A flag of its transaction that is set."))
                .with(Argument.integer("rcode", "The status code that the caller is sent; what comes back if left out.")
                        .between(400, 699)
                        .optional())
                .returns(1, "they are given up")
                .returns(-1, "there is no such INVITE, or it was answered already")
                .example("t_cancel_callid(\"$hdr(X-Call)\", 1, \"1\");")
                .does(this::cancelCall);
        module.function("t_cancel_branch_idx", "Gives up one branch of a transaction.")
                .with(Argument.integer("tindex", "`$T(id_index)` of the transaction."))
                .with(Argument.integer("tlabel", "`$T(id_label)` of the transaction."))
                .with(Argument.integer("bindex", "The number of the branch, from 0.")
                        .between(0, Integer.MAX_VALUE))
                .returns(1, "it is given up")
                .returns(-1, "there is no such branch")
                .example("t_cancel_branch_idx($var(index), $var(label), 0);")
                .does((context, index, label, branch) -> cancelBranch(index, label, branch));
        module.function("t_reply_callid", "Answers an INVITE that was relayed, or waits after a reply of ours.")
                .with(Argument.text("callid", "Of the INVITE."))
                .with(Argument.integer("cseq", "Of the INVITE: its number."))
                .with(Argument.integer("code", "The status code.").between(100, 699))
                .with(Argument.text("reason", "The reason phrase."))
                .returns(1, "the reply was sent")
                .returns(-1, "there is no such INVITE, or it was answered already")
                .example("t_reply_callid(\"$hdr(X-Call)\", 1, 404, \"Not Found\");")
                .does((context, callId, number, code, reason) ->
                        known.get().reply(callId, number, code.intValue(), reason) ? 1 : -1);
        module.function("t_drop", "Ends the transaction with a reply.")
                .with(Argument.integer("rcode", "The status code; 500 if left out.")
                        .between(400, 699)
                        .optional())
                .in(ROUTE, FAILURE_ROUTE, ONREPLY_ROUTE, EVENT_ROUTE)
                .returns(1, "the reply was sent")
                .returns(-1, "the request was answered already")
                .example("t_drop(480);")
                .does(TmxModule::drop);
    }

    private static int cancel(RoutingContext context, String which) {
        ProxyContext proxy = context.transaction().proxy();
        Branch current = context.branch();
        if (proxy == null) {
            return -1;
        }
        switch (which) {
            case "all" -> proxy.cancel(List.of());
            case "others" ->
                proxy.branches().stream()
                        .filter(branch -> branch != current)
                        .forEach(branch -> branch.giveUp(List.of()));
            default -> {
                if (current != null) {
                    current.giveUp(List.of());
                }
            }
        }
        return 1;
    }

    private int cancelCall(RoutingContext context, String callId, Long number, String flag, @Nullable Long code) {
        RoutedTransaction transaction = known.get().find(KnownTransactions.call(callId, number));
        ProxyContext proxy = transaction == null ? null : transaction.proxy();
        if (transaction == null || proxy == null) {
            return -1;
        }
        if (!flag.isEmpty()) {
            transaction.flags().set(flag);
        }
        if (code != null) {
            return known.get().reply(callId, number, code.intValue(), "Canceled") ? 1 : -1;
        }
        proxy.branches().forEach(branch -> branch.giveUp(List.of()));
        return 1;
    }

    private int cancelBranch(long index, long label, long number) {
        RoutedTransaction transaction = known.get().find(TmxVariables.name(index, label));
        ProxyContext proxy = transaction == null ? null : transaction.proxy();
        List<Branch> branches = proxy == null ? List.of() : proxy.branches();
        for (Branch branch : branches) {
            if (branch.index() == number) {
                branch.giveUp(List.of());
                return 1;
            }
        }
        return -1;
    }

    private static int drop(RoutingContext context, @Nullable Long code) {
        RoutingContext asked =
                context.isRequest() ? context : context.transaction().relayed();
        int status = code == null ? 500 : code.intValue();
        return asked != null && asked.reply(status, "Dropped") ? 1 : -1;
    }

    // ---- Branches

    private static void branches(ModuleBuilder module) {
        module.function("t_reuse_branch", "Makes the branch that has failed the target of the request again.")
                .in(FAILURE_ROUTE, EVENT_ROUTE)
                .returns(1, "it is")
                .returns(-1, "this is about no branch")
                .example("t_reuse_branch();")
                .does(TmxModule::reuse);
        flag(module, "t_vbflag_set", "Sets a flag of the branch that this is about.", (draft, flag) -> {
            draft.flags().set(flag);
            return 1;
        });
        flag(module, "t_vbflag_reset", "Takes away a flag of the branch that this is about.", (draft, flag) -> {
            draft.flags().reset(flag);
            return 1;
        });
        flag(
                module,
                "t_vbflag_is_set",
                "Whether the branch that this is about has a flag.",
                (draft, flag) -> draft.flags().isSet(flag) ? 1 : -1);
    }

    @FunctionalInterface
    private interface OfBranch {
        int of(TargetDraft draft, String flag);
    }

    private static void flag(ModuleBuilder module, String name, String description, OfBranch what) {
        module.function(name, description)
                .with(Argument.text("flag", "The flag."))
                .in(BRANCH_ROUTE, FAILURE_ROUTE, ONREPLY_ROUTE, EVENT_ROUTE)
                .returns(1, "yes")
                .returns(-1, "no, or this is about no branch")
                .example(name + "(\"5\");")
                .does((context, flag) -> {
                    TargetDraft draft = draft(context);
                    return draft == null ? -1 : what.of(draft, flag);
                });
    }

    private static @Nullable TargetDraft draft(RoutingContext context) {
        Branch branch = context.branch();
        return branch == null ? null : context.transaction().draft(branch.index());
    }

    private static int reuse(RoutingContext context) {
        TargetDraft draft = draft(context);
        if (draft == null || draft.uri() == null) {
            return -1;
        }
        context.uri(draft.uri());
        context.main().become(draft);
        return 1;
    }

    private static void unneeded(ModuleBuilder module) {
        module.function("t_flush_xflags", "Accepted: flags are those of the transaction at once.")
                .in(blocksWithMessage())
                .returns(1, "always")
                .example("t_flush_xflags();")
                .does(_ -> 1);
        module.function("t_uac_ack_local", "Accepted: answers to INVITEs of ours are acknowledged at once.")
                .with(Argument.integer("tindex", "Of the transaction."))
                .with(Argument.integer("tlabel", "Of the transaction."))
                .with(Argument.text("headers", "Does not matter.").optional())
                .with(Argument.text("body", "Does not matter.").optional())
                .returns(-1, "always")
                .example("t_uac_ack_local(1, 2);")
                .does((_, _, _, _, _) -> -1);
    }

    private static RouteKind[] blocksWithMessage() {
        return new RouteKind[] {ROUTE, BRANCH_ROUTE, FAILURE_ROUTE, ONREPLY_ROUTE, EVENT_ROUTE};
    }
}
