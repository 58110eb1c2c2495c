package io.sidetone.modules.tm;

import static io.sidetone.script.ast.RouteKind.BRANCH_ROUTE;
import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.modules.messages.Routes;
import io.sidetone.script.ast.RouteKind;
import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.proxy.ProxySettings;
import java.util.List;
import java.util.function.BiConsumer;

/// What scripts say about how a transaction goes on, and what needs no saying here. Thread-safe: keeps nothing
/// itself.
final class Finishing {

    private static final String SAID = "tm.forgets";
    private static final String SILENT = "tm.silent";
    private static final String ARMED = "tm.branch-failure";

    private Finishing() {}

    static void define(ModuleBuilder module) {
        module.function(
                        "t_drop_replies",
                        "Forgets the replies so far if the request goes to others now, so that one of theirs goes "
                                + "back.")
                .with(Argument.text("mode", "`n` to forget none of them; `a` or `l` to forget them.")
                        .optional())
                .in(FAILURE_ROUTE)
                .returns(1, "always")
                .example("t_drop_replies(); append_branch(\"sip:carol@example.org\"); t_relay();")
                .does((context, mode) -> {
                    forget(context.transaction(), mode == null || !mode.startsWith("n"));
                    context.transaction().note(SAID, true);
                    return 1;
                });
        choice(
                module,
                "t_set_disable_internal_reply",
                "Leaves the answer to the script where a request could not be sent.",
                (context, on) -> context.transaction().note(SILENT, on));
        choice(
                module,
                "t_set_disable_6xx",
                "Whether a 6xx is one answer among others, so that other branches go on.",
                (context, on) -> {
                    ProxySettings settings = context.transaction().settings();
                    context.transaction()
                            .settings(settings.withBest(settings.best().withGlobal(!on)));
                });
        for (String name : List.of("t_set_no_e2e_cancel_reason", "t_disable_e2e_cancel_reason")) {
            choice(
                    module,
                    name,
                    "Leaves the reasons of this CANCEL out of those that it leads to.",
                    SendingFunctions::withholdReasons);
        }
        module.function("t_on_branch_failure", "Arms `event_route[tm:branch-failure:NAME]` for branches that fail.")
                .with(Argument.text("name", "The end of the block's name."))
                .in(Routes.withMessage())
                .returns(1, "always")
                .example("t_on_branch_failure(\"next\");")
                .does((context, name) -> {
                    context.transaction().armForBranches(name);
                    context.transaction().note(ARMED, name);
                    return 1;
                });
        unneeded(module);
    }

    private static void choice(
            ModuleBuilder module, String name, String description, BiConsumer<RoutingContext, Boolean> what) {
        module.function(name, description)
                .with(Argument.flag("on", "Whether."))
                .in(Routes.withMessage())
                .returns(1, "always")
                .example(name + "(1);")
                .does((context, on) -> {
                    what.accept(context, on);
                    return 1;
                });
    }

    private static void unneeded(ModuleBuilder module) {
        unneeded(module, "t_release", "Accepted: a transaction ends when it is over.", Routes.withMessage());
        unneeded(module, "t_save_lumps", "Accepted: all edits count for what is sent later.", Routes.withMessage());
        unneeded(module, "t_clean", "Accepted: nothing of a transaction is left behind.", Routes.withMessage());
        unneeded(
                module,
                "t_use_uac_headers",
                "Accepted: From and To of a request are what the script has made of them.",
                Routes.withMessage());
        unneeded(module, "t_msg_apply_changes", "Accepted: all edits count at once.", BRANCH_ROUTE, ROUTE);
    }

    private static void unneeded(ModuleBuilder module, String name, String description, RouteKind... blocks) {
        module.function(name, description)
                .in(blocks)
                .returns(1, "always")
                .example(name + "();")
                .does(_ -> 1);
    }

    private static void forget(RoutedTransaction transaction, boolean forgets) {
        ProxySettings settings = transaction.settings();
        transaction.settings(settings.withBest(settings.best().withLastAttempt(forgets)));
    }

    /// Forgets the replies so far when the request goes to others, unless the script has said what it wants.
    static void forgetUnlessSaid(RoutedTransaction transaction) {
        if (transaction.note(SAID) == null) {
            forget(transaction, true);
        }
    }

    /// Whether a block is armed for branches that fail.
    static boolean isArmedForBranches(RoutedTransaction transaction) {
        return transaction.note(ARMED) != null;
    }

    /// Whether the script answers where nothing could be sent.
    static boolean isSilent(RoutedTransaction transaction) {
        return Boolean.TRUE.equals(transaction.note(SILENT));
    }
}
