package io.sidetone.server.context;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transaction.TransactionLayer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The transactions of INVITEs whose ACK to a 2xx somebody wants to see. Thread-safe.
///
/// Such an ACK is a request of its own that no transaction takes, so it is found by its call: for as long as the
/// callee repeats his 2xx.
@Rfc(number = 3261, section = "13.2.2.4")
public final class Acknowledgements {

    private record Key(
            @Nullable String callId, long number, @Nullable String tag) {

        static Key of(SipMessage message) {
            CSeq cseq = message.cseq();
            NameAddress from = message.from();
            return new Key(message.callId(), cseq == null ? 0 : cseq.number(), from == null ? null : from.tag());
        }
    }

    private final Map<Key, RoutedTransaction> waiting = new ConcurrentHashMap<>();

    /// For nobody.
    public Acknowledgements() {}

    /// Remembers a transaction that was answered, if it is an INVITE's with a 2xx.
    void await(RoutedTransaction transaction, SipResponse answer) {
        CSeq cseq = answer.cseq();
        if (cseq == null || !cseq.method().equals(Method.INVITE) || !answer.isSuccess()) {
            return;
        }
        TransactionLayer layer = transaction.core().layer();
        Key key = Key.of(answer);
        waiting.put(key, transaction);
        var _ = layer.start(
                layer.settings().timers().timeout(), answer.callId(), () -> waiting.remove(key, transaction));
    }

    /// Whose 2xx this acknowledges; null if nobody waits for it, or not any more.
    @Nullable
    RoutedTransaction take(SipRequest ack) {
        return waiting.isEmpty() || !ack.method().equals(Method.ACK) ? null : waiting.remove(Key.of(ack));
    }
}
