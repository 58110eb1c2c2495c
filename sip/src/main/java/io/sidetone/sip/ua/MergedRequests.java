package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.transaction.TransactionLayer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Tells requests that were forked on their way and come by several of the ways. Each is remembered for as long
/// as its transaction may last. Thread-safe.
@Rfc(number = 3261, section = "8.2.2.2")
final class MergedRequests {

    private record Key(@Nullable String callId, @Nullable String fromTag, CSeq cseq) {}

    private final TransactionLayer layer;
    private final int limit;

    /// The branch by which each came first.
    private final Map<Key, String> first = new ConcurrentHashMap<>();

    /// @param limit how many are remembered; beyond that, one that comes by two ways is taken twice
    MergedRequests(TransactionLayer layer, int limit) {
        this.layer = layer;
        this.limit = limit;
    }

    /// Whether a request outside of dialogs has come by another way before.
    boolean isMerged(SipRequest request) {
        NameAddress from = request.from();
        NameAddress to = request.to();
        CSeq cseq = request.cseq();
        Via via = request.topVia();
        if (from == null || cseq == null || via == null || (to != null && to.tag() != null)) {
            return false;
        }
        Key key = new Key(request.callId(), from.tag(), cseq);
        String branch = String.valueOf(via.branch());
        if (first.size() >= limit) {
            return !branch.equals(first.getOrDefault(key, branch));
        }
        String before = first.putIfAbsent(key, branch);
        if (before == null) {
            layer.start(layer.settings().timers().linger(), request.callId(), () -> first.remove(key));
        }
        return before != null && !before.equals(branch);
    }
}
