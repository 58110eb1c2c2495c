package io.sidetone.modules.tm;

import static io.sidetone.script.ast.RouteKind.EVENT_ROUTE;
import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.ONREPLY_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.script.value.ScriptError;
import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.proxy.ProxyContext;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Branches that are added to a transaction that is under way. Thread-safe: keeps nothing.
final class BranchFunctions {

    private BranchFunctions() {}

    static void define(ModuleBuilder module, KnownTransactions known) {
        module.function("t_inject_branches", "Sends the request to branches that were added, beside those that ring.")
                .with(Argument.text("source", "Where the branches are: `msg` for those of the message.")
                        .among("msg", "event"))
                .with(Argument.text("flags", "`cancel` gives up those that ring; `last` waits for no more.")
                        .optional())
                .in(ROUTE, ONREPLY_ROUTE, FAILURE_ROUTE, EVENT_ROUTE)
                .returns(1, "they are on their way")
                .returns(-1, "there are none, or the caller has given up or was answered")
                .returns(-2, "`event` is given and no module tells of branches by events")
                .example("append_msg_branch(\"sip:carol@example.org\"); t_inject_branches(\"msg\", \"cancel\");")
                .does(BranchFunctions::inject);
        module.function(
                        "t_wait_for_new_branches",
                        "Waits for more branches when all have failed, as long as one rings.")
                .with(Argument.integer("branches", "How many; as many as come if left out.")
                        .between(1, Integer.MAX_VALUE)
                        .optional())
                .in(ROUTE)
                .returns(1, "it does")
                .returns(-1, "the request was answered or let go already")
                .example("t_newtran(); t_wait_for_new_branches(); t_relay();")
                .does((context, most) -> {
                    context.transaction().late().await(context, most);
                    known.park(context);
                    return context.transaction().proxy() == null ? -1 : 1;
                });
        module.function("t_wait_no_more_branches", "Waits for no more branches.")
                .in(ROUTE, ONREPLY_ROUTE, FAILURE_ROUTE, EVENT_ROUTE)
                .returns(1, "always")
                .example("t_wait_no_more_branches();")
                .does(context -> {
                    context.transaction().late().awaitNone();
                    return 1;
                });
    }

    private static int inject(RoutingContext context, String source, @Nullable String flags) {
        if (source.equalsIgnoreCase("event")) {
            return -2;
        }
        RoutedTransaction transaction = context.transaction();
        ProxyContext proxy = transaction.proxy();
        if (proxy == null) {
            throw new ScriptError("there is no transaction");
        }
        String all = flags == null ? "" : flags.toLowerCase(Locale.ROOT);
        if (all.contains("cancel") || all.equals("c")) {
            proxy.branches().forEach(branch -> branch.giveUp(List.of()));
        }
        boolean sent = transaction.late().inject(context);
        if (all.contains("last") || all.equals("l")) {
            transaction.late().awaitNone();
        }
        return sent ? 1 : -1;
    }
}
