package io.sidetone.modules.tm;

import static io.sidetone.script.ast.RouteKind.EVENT_ROUTE;

import io.sidetone.script.run.Run;
import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.Runs;
import io.sidetone.server.context.TransactionWatcher;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.proxy.Branch;
import java.util.List;
import java.util.OptionalInt;

/// The block that runs when one branch has failed, `event_route[tm:branch-failure:NAME]`. It runs before the failure
/// route, and may send the request on while other branches ring.
///
/// @param block the whole name
record BranchFailures(String block) implements TransactionWatcher {

    private static final String KEY = "tm.branch-failure";
    private static final int FAILURE = 300;

    /// Arms the block of a name.
    static void arm(RoutedTransaction transaction, String name) {
        BranchFailures armed = new BranchFailures("tm:branch-failure:" + name);
        transaction.note(KEY, armed);
        transaction.watch(armed);
    }

    static boolean isArmed(RoutedTransaction transaction) {
        return transaction.note(KEY) != null;
    }

    @Override
    public void received(RoutedTransaction transaction, Branch branch, SipResponse response) {
        RoutingContext relayed = transaction.relayed();
        if (response.statusCode() < FAILURE || relayed == null || !equals(transaction.note(KEY))) {
            return;
        }
        OptionalInt route = transaction.version().route(EVENT_ROUTE, block);
        if (route.isPresent()) {
            RoutingContext context = RoutingContext.of(EVENT_ROUTE, transaction, relayed.request())
                    .flow(relayed.flow())
                    .branch(branch)
                    .targets(relayed.main().copy(), List.of())
                    .build();
            Run run = context.attach(
                    new Run(transaction.version(), transaction.core().host(), context));
            new Runs(transaction.core()).block(run, route.getAsInt());
        }
    }
}
