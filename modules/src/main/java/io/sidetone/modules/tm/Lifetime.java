package io.sidetone.modules.tm;

import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.TransactionWatcher;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.proxy.ProxyContext;
import io.sidetone.sip.strand.Timer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How long a request may take in all, whatever its branches say. When the time is over its branches are given up,
/// so that the failure route decides what comes next. Confined to its transaction.
final class Lifetime implements TransactionWatcher {

    private static final String KEY = "tm.lifetime";

    private @Nullable Duration limit;
    private @Nullable Timer timer;
    private boolean expired;

    private Lifetime() {}

    /// That of a transaction; null if none was set.
    static @Nullable Lifetime of(RoutedTransaction transaction) {
        return transaction.note(KEY) instanceof Lifetime known ? known : null;
    }

    /// Sets it for one transaction; it begins anew if it runs already.
    ///
    /// @param limit zero for none
    static void set(RoutingContext context, Duration limit) {
        RoutedTransaction transaction = context.transaction();
        Lifetime lifetime = of(transaction);
        if (lifetime == null) {
            lifetime = new Lifetime();
            transaction.note(KEY, lifetime);
            transaction.watch(lifetime);
        }
        lifetime.limit = limit;
        if (transaction.proxy() != null) {
            lifetime.start(context);
        }
    }

    /// A request is relayed: from now on its time runs.
    ///
    /// @param usual the limit where none was set; zero for none
    static void begin(RoutingContext context, Duration usual) {
        Lifetime lifetime = of(context.transaction());
        if (lifetime == null && usual.isPositive()) {
            set(context, usual);
        } else if (lifetime != null && lifetime.timer == null) {
            lifetime.start(context);
        }
    }

    private void start(RoutingContext context) {
        stop();
        Duration time = limit;
        ProxyContext proxy = context.transaction().proxy();
        if (time == null || proxy == null || !time.isPositive()) {
            return;
        }
        String callId = context.received().callId();
        timer = context.core()
                .layer()
                .start(
                        time,
                        callId,
                        () -> proxy.server().lock().run(() -> {
                            expired = true;
                            proxy.branches().forEach(branch -> branch.giveUp(List.of()));
                        }));
    }

    private void stop() {
        Timer running = timer;
        if (running != null) {
            running.stop();
            timer = null;
        }
    }

    /// Whether the time is over.
    boolean isExpired() {
        return expired;
    }

    /// Whether a request is one whose limit is that of INVITEs.
    static boolean isInvite(RoutingContext context) {
        return context.isRequest() && context.request().method().equals(Method.INVITE);
    }

    @Override
    public void ended(RoutedTransaction transaction) {
        stop();
    }
}
