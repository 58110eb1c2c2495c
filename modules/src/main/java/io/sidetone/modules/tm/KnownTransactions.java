package io.sidetone.modules.tm;

import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.TransactionWatcher;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.SipRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Transactions that somebody may ask for later: those whose `$T_id` was read, and INVITEs that a script has
/// answered with a provisional reply and left waiting. Thread-safe.
public final class KnownTransactions implements TransactionWatcher {

    private static final String ID = "tm.id";
    private static final String CALL = "tm.call";
    private static final String REQUEST = "tm.request";

    private volatile boolean relayed;
    private final AtomicLong last = new AtomicLong();
    private final Map<String, RoutedTransaction> byName = new ConcurrentHashMap<>();

    /// From now on INVITEs that are relayed can be found by their calls.
    public void findRelayed() {
        relayed = true;
    }

    /// A request is relayed.
    void relayed(RoutingContext context) {
        if (relayed && context.isRequest() && context.request().method().equals(Method.INVITE)) {
            park(context);
        }
    }

    /// The name of the transaction of a message; null where there is none.
    public @Nullable String id(RoutingContext context) {
        RoutedTransaction transaction = context.transaction();
        if (transaction.note(ID) instanceof String known) {
            return known;
        }
        if (transaction.proxy() == null) {
            return null;
        }
        String id =
                Long.toHexString(System.identityHashCode(transaction)) + ":" + Long.toHexString(last.incrementAndGet());
        keep(context, ID, id);
        return id;
    }

    /// Lets the transaction of a request be found by its call.
    void park(RoutingContext context) {
        String callId = context.received().callId();
        CSeq cseq = context.received().cseq();
        if (context.isRequest() && callId != null && cseq != null) {
            keep(context, CALL, call(callId, cseq.number()));
        }
    }

    private void keep(RoutingContext context, String note, String name) {
        RoutedTransaction transaction = context.transaction();
        if (context.received() instanceof SipRequest request) {
            transaction.note(REQUEST, transaction.asked(request));
        }
        if (!name.equals(transaction.note(note))) {
            transaction.note(note, name);
            transaction.watch(this);
            byName.put(name, transaction);
        }
    }

    /// The name of the transaction of a call's request.
    public static String call(String callId, long number) {
        return number + " " + callId;
    }

    /// The transaction of a name or a call; null if there is none, or not any more.
    public @Nullable RoutedTransaction find(String name) {
        return byName.get(name);
    }

    /// Answers a request that is known by its call.
    ///
    /// @return false if there is none, or it was answered already
    public boolean reply(String callId, long number, int code, String reason) {
        RoutedTransaction waiting = find(call(callId, number));
        SipRequest request = waiting == null ? null : request(waiting);
        return waiting != null
                && request != null
                && waiting.reply(
                        waiting.core().layer().answer(request, code, reason).build());
    }

    /// The request of a transaction that is known; null if that is not known.
    static @Nullable SipRequest request(RoutedTransaction transaction) {
        return transaction.note(REQUEST) instanceof SipRequest request ? request : null;
    }

    @Override
    public void ended(RoutedTransaction transaction) {
        for (String note : new String[] {ID, CALL}) {
            if (transaction.note(note) instanceof String name) {
                byName.remove(name, transaction);
            }
        }
        transaction.note(REQUEST, null);
    }
}
