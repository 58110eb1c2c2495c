package io.sidetone.modules.tm;

import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.TransactionWatcher;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.message.SipRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Transactions that somebody may ask for later: those whose `$T_id` was read, and INVITEs that a script has
/// answered with a provisional reply and left waiting. Thread-safe.
final class KnownTransactions implements TransactionWatcher {

    private static final String ID = "tm.id";
    private static final String CALL = "tm.call";
    private static final String REQUEST = "tm.request";

    private final AtomicLong last = new AtomicLong();
    private final Map<String, RoutedTransaction> byName = new ConcurrentHashMap<>();

    /// The name of the transaction of a message; null where there is none.
    @Nullable
    String id(RoutingContext context) {
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
            transaction.note(REQUEST, request);
        }
        transaction.note(note, name);
        transaction.watch(this);
        byName.put(name, transaction);
    }

    /// The name of the transaction of a call's request.
    static String call(String callId, long number) {
        return number + " " + callId;
    }

    /// The transaction of a name or a call; null if there is none, or not any more.
    @Nullable
    RoutedTransaction find(String name) {
        return byName.get(name);
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
