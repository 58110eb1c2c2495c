package io.sidetone.modules.tm;

import static io.sidetone.script.ast.RouteKind.BRANCH_ROUTE;
import static io.sidetone.script.ast.RouteKind.EVENT_ROUTE;
import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.ONREPLY_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.FunctionBuilder;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.proxy.ProxyContext;
import io.sidetone.sip.transaction.Claim;
import java.util.Locale;
import java.util.function.Predicate;

/// Questions about the transaction of a message. Thread-safe: keeps nothing.
final class Asking {

    private static final int TIMEOUT = 408;

    private Asking() {}

    // LONG: one function of the script after the other.
    static void define(ModuleBuilder module) {
        is(module, "t_any_timeout", "Whether a branch has not answered in time.", Asking::hasTimedOut);
        is(
                module,
                "t_any_replied",
                "Whether a branch has answered anything, before the reply that this is about.",
                context -> Heard.of(context.transaction()).wasAnswered(isAboutReply(context)));
        is(
                module,
                "t_branch_timeout",
                "Whether the branch that has failed has not answered in time.",
                context -> context.transaction().status() == TIMEOUT
                        && Heard.of(context.transaction()).isLocal("last"));
        is(
                module,
                "t_branch_replied",
                "Whether the branch that has failed has answered anything, before the reply that this is about.",
                context -> Heard.of(context.transaction()).lastWasAnswered(isAboutReply(context)));
        is(module, "t_is_expired", "Whether the request has taken longer than it may in all.", context -> {
            Lifetime lifetime = Lifetime.of(context.transaction());
            return lifetime != null && lifetime.isExpired();
        });
        is(
                module,
                "t_exists",
                "Whether the message has a transaction.",
                context -> context.transaction().proxy() != null);
        is(
                module,
                "t_is_retr_async_reply",
                "Whether a reply has come again while its first copy waits: never, as copies are not shown.",
                _ -> false);
        module.function("t_lookup_request", "Whether the request has a transaction.")
                .in(ROUTE)
                .returns(1, "it has")
                .returns(-1, "it has not")
                .example("if (t_lookup_request()) exit;")
                .does(context -> context.transaction().proxy() != null ? 1 : -1);
        module.function("t_lookup_cancel", "Whether the INVITE is here that a CANCEL is for.")
                .with(Argument.integer("flags", "Does not matter: flags are those of the transaction.")
                        .optional())
                .in(ROUTE)
                .returns(1, "it is")
                .returns(-1, "it is not, or the request is no CANCEL")
                .example("if (is_method(\"CANCEL\") && !t_lookup_cancel()) { sl_send_reply(481, \"Gone\"); exit; }")
                .does((context, _) -> {
                    Claim claim = context.transaction().claim();
                    return claim != null && claim.request().method().equals(Method.CANCEL) && claim.hasInvite()
                            ? 1
                            : -1;
                });
        module.function("t_grep_status", "Whether a branch was last heard of with a status code.")
                .with(Argument.integer("code", "The status code.").between(100, 699))
                .in(blocks())
                .returns(1, "one was")
                .returns(-1, "none was")
                .example("if (t_grep_status(486)) xlog(\"somebody was busy\");")
                .does((context, code) -> Heard.of(context.transaction()).hasCome(code.intValue()) ? 1 : -1);
        module.function("t_is_set", "Whether a block is armed for the transaction.")
                .with(Argument.text("target", "Of which kind.")
                        .among("branch_route", "failure_route", "onreply_route", "branch_failure_route"))
                .returns(1, "it is")
                .returns(-1, "it is not")
                .example("if (!t_is_set(\"failure_route\")) t_on_failure(\"1\");")
                .does((context, target) -> isArmed(context, target) ? 1 : -1);
        module.function("t_get_status_code", "Gives the status code that the caller was sent last.")
                .in(blocks())
                .returns(1, "it is the code")
                .returns(-1, "there is no transaction, or nothing was sent yet")
                .example("if (t_get_status_code() == 180) xlog(\"it rings\");")
                .does(Asking::statusCode);
    }

    private static RouteKind[] blocks() {
        return new RouteKind[] {ROUTE, BRANCH_ROUTE, FAILURE_ROUTE, ONREPLY_ROUTE, EVENT_ROUTE};
    }

    private static void is(ModuleBuilder module, String name, String description, Predicate<RoutingContext> test) {
        FunctionBuilder.With0 function = module.function(name, description);
        function.in(blocks())
                .returns(1, "yes")
                .returns(-1, "no")
                .example("if (" + name + "()) exit;")
                .does(context -> test.test(context) ? 1 : -1);
    }

    /// In a failure route the reply that has led there is not counted; in a reply route it is not counted yet.
    private static boolean isAboutReply(RoutingContext context) {
        return context.kind() == FAILURE_ROUTE
                && !Heard.of(context.transaction()).isLocal("last");
    }

    private static boolean hasTimedOut(RoutingContext context) {
        RoutedTransaction transaction = context.transaction();
        return Heard.of(transaction).hasTimedOut();
    }

    private static boolean isArmed(RoutingContext context, String target) {
        RoutedTransaction transaction = context.transaction();
        return switch (target.toLowerCase(Locale.ROOT)) {
            case "branch_route" -> transaction.armed(BRANCH_ROUTE) != null;
            case "failure_route" -> transaction.armed(FAILURE_ROUTE) != null;
            case "onreply_route" -> transaction.armed(ONREPLY_ROUTE) != null;
            default -> Finishing.isArmedForBranches(transaction);
        };
    }

    private static int statusCode(RoutingContext context) {
        ProxyContext proxy = context.transaction().proxy();
        int last = proxy == null ? 0 : proxy.server().lastStatus();
        return last == 0 ? -1 : last;
    }
}
