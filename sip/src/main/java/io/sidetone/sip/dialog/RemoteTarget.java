package io.sidetone.sip.dialog;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.uri.Uri;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where the other side is reached, and where it says it will be. Confined to the owner of the dialog.
///
/// A request that moves the target moves it when it is granted: by a 2xx, or by a reliable provisional response.
/// What was granted stays, also if the request fails in the end.
@Rfc(number = 6141, section = "4")
final class RemoteTarget {

    /// How many unanswered requests are kept in mind; a peer that sends more has its oldest ones forgotten.
    private static final int MAX_WAITING = 8;

    private Uri uri;

    /// What requests without an answer want to set, by their CSeq.
    private final Map<Long, Uri> waiting = new LinkedHashMap<>();

    /// The CSeq of the last request that has moved the target, -1 at first.
    private long movedBy = -1;

    RemoteTarget(Uri uri) {
        this.uri = uri;
    }

    Uri uri() {
        return uri;
    }

    /// A response of the other side has set it.
    void set(Uri moved) {
        uri = moved;
    }

    /// A request of the other side wants to set it.
    void propose(long cseq, Uri moved) {
        if (waiting.size() == MAX_WAITING) {
            waiting.remove(waiting.keySet().iterator().next());
        }
        waiting.put(cseq, moved);
    }

    /// A request was granted.
    void grant(long cseq) {
        Uri moved = waiting.remove(cseq);
        // §4.8: a re-INVITE that is answered after an UPDATE which came later knows less than that.
        if (moved != null && cseq > movedBy) {
            movedBy = cseq;
            uri = moved;
        }
    }

    /// A request was refused.
    void refuse(long cseq) {
        waiting.remove(cseq);
    }
}
