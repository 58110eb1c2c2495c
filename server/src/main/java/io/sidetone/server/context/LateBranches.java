package io.sidetone.server.context;

import io.sidetone.sip.proxy.ProxyContext;
import io.sidetone.sip.proxy.Target;
import io.sidetone.sip.strand.Timer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Branches that are added to a transaction that is under way, and the wait for them when all others have failed.
/// Confined to the transaction.
public final class LateBranches {

    /// For as many as come.
    private static final int ALL = Integer.MAX_VALUE;

    private final RoutedTransaction transaction;
    private int left;
    private @Nullable Timer timer;

    /// The status of a failure that is not told, because more branches are waited for; 0 for none.
    private int held;

    LateBranches(RoutedTransaction transaction) {
        this.transaction = transaction;
    }

    /// Sends the request to the targets that a script has added, at once, beside whatever rings.
    ///
    /// @param context of the request, or of a response to it
    /// @return false if there are none, or nothing is sent any more
    public boolean inject(RoutingContext context) {
        ProxyContext begun = transaction.proxy();
        RoutingContext from = context.isRequest() ? context : transaction.relayed();
        List<Target> targets = transaction.addedTargets(context);
        if (begun == null || from == null || targets.isEmpty()) {
            return false;
        }
        transaction.decided(from);
        held = 0;
        left = left == ALL ? ALL : Math.max(0, left - 1);
        return begun.inject(from.request(), targets);
    }

    /// Waits for more branches when all have failed, not longer than a callee may ring.
    ///
    /// @param most how many; null for as many as come
    public void await(RoutingContext context, @Nullable Long most) {
        if (transaction.begin(context)) {
            ProxyContext begun = transaction.proxy();
            end();
            left = most == null ? ALL : Math.clamp(most, 0, ALL);
            timer = context.core()
                    .layer()
                    .start(transaction.settings().timerC(), context.request().callId(), () -> {
                        if (begun != null) {
                            RoutedTransaction.tell(begun, this::awaitNone);
                        }
                    });
        }
    }

    /// Waits no more: if all have failed, that is known now.
    public void awaitNone() {
        ProxyContext begun = transaction.proxy();
        boolean waited = isWaiting();
        int best = held;
        end();
        if (begun == null || !waited) {
            return;
        }
        if (best != 0) {
            transaction.failure(begun, best);
        } else if (transaction.isUndecided()) {
            // Nobody was ever asked.
            begun.respondBest();
        }
    }

    /// Whether a failure is kept back.
    boolean holds(int best) {
        if (isWaiting()) {
            held = best;
        }
        return isWaiting();
    }

    boolean isWaiting() {
        return left > 0;
    }

    /// The transaction is over.
    void end() {
        left = 0;
        held = 0;
        if (timer != null) {
            timer.stop();
            timer = null;
        }
    }
}
