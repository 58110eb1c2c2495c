package io.sidetone.modules.tmx;

import io.sidetone.modules.tm.KnownTransactions;
import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.run.Run;
import io.sidetone.script.value.ScriptError;
import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.Runs;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.proxy.ProxyContext;
import io.sidetone.sip.transaction.TransactionLock;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// Requests that a script leaves waiting and goes on with later, from wherever. Who is never gone on with is answered
/// when a callee would have rung long enough. Thread-safe: keeps nothing itself.
final class Suspension {

    private static final String WAITING = "tmx.waiting";

    private final Supplier<KnownTransactions> known;

    Suspension(Supplier<KnownTransactions> known) {
        this.known = known;
    }

    void define(ModuleBuilder module) {
        module.function("t_suspend", "Lets the request wait; `$T(id_index)` and `$T(id_label)` name it.")
                .in(RouteKind.ROUTE, RouteKind.FAILURE_ROUTE)
                .returns(1, "it waits")
                .returns(-1, "it was answered or let go already")
                .example("if (t_suspend()) { xlog(\"$T(id_index) $T(id_label)\"); exit; }")
                .does(this::suspend);
        module.function("t_continue", "Goes on with a request that waits, in a block, as a failure route would.")
                .with(Argument.integer("tindex", "`$T(id_index)` of the transaction."))
                .with(Argument.integer("tlabel", "`$T(id_label)` of the transaction."))
                .with(Argument.text("rtname", "The name of the `route` block."))
                .returns(1, "it goes on")
                .returns(-1, "no such request waits")
                .example("t_continue($var(index), $var(label), \"RESUME\");")
                .does((_, index, label, name) -> goOn(TmxVariables.name(index, label), name));
    }

    private int suspend(RoutingContext context) {
        RoutedTransaction transaction = context.transaction();
        transaction.late().await(context, null);
        if (transaction.proxy() == null || known.get().id(context) == null) {
            return -1;
        }
        transaction.note(WAITING, context);
        return 1;
    }

    /// The block runs in order with all else that is told of the transaction.
    private int goOn(String id, String name) {
        RoutedTransaction transaction = known.get().find(id);
        ProxyContext proxy = transaction == null ? null : transaction.proxy();
        if (transaction == null || proxy == null || !(transaction.note(WAITING) instanceof RoutingContext context)) {
            return -1;
        }
        OptionalInt route = transaction.version().route(RouteKind.ROUTE, name);
        if (route.isEmpty()) {
            throw new ScriptError("there is no such block: " + name);
        }
        transaction.note(WAITING, null);
        TransactionLock lock = proxy.server().lock();
        if (transaction.version().routes().get(route.getAsInt()).waits()) {
            lock.allowBlocking();
        }
        lock.run(() -> lock.later(() -> run(context, route.getAsInt())));
        return 1;
    }

    private static void run(RoutingContext waiting, int route) {
        RoutedTransaction transaction = waiting.transaction();
        RoutingContext context = RoutingContext.of(RouteKind.FAILURE_ROUTE, transaction, waiting.message())
                .flow(waiting.flow())
                .targets(waiting.main(), waiting.more())
                .build();
        Run run =
                context.attach(new Run(transaction.version(), transaction.core().host(), context));
        new Runs(transaction.core()).block(run, route);
        transaction.late().awaitNone();
    }
}
