package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What a proxy that remembers nothing needs: branches that are the same for a request and its retransmissions,
/// CANCEL and ACK, and the way of responses. Immutable.
@Rfc(number = 3261, section = "16.11")
public final class StatelessForwarding {

    private final Myself myself;
    private final long key0;
    private final long key1;

    /// @param random draws the key that branches are made with: unpredictable, but in tests
    public StatelessForwarding(Myself myself, RandomGenerator random) {
        this.myself = myself;
        this.key0 = random.nextLong();
        this.key1 = random.nextLong();
    }

    /// The branch of the copy of a request, as it was received.
    public String branch(SipRequest request) {
        SipHash hash = new SipHash(key0, key1);
        Via via = request.topVia();
        String branch = via == null ? null : via.branch();
        if (via != null) {
            hash.text(via.host().text()).number(via.port()).text(branch == null ? "" : branch);
        }
        if (via == null || !via.hasMagicCookie()) {
            addIdentity(request, hash);
        }
        StringBuilder out = new StringBuilder(Via.MAGIC_COOKIE.length() + 16).append(Via.MAGIC_COOKIE);
        SipHash.appendHex(hash.finish(), out);
        return out.toString();
    }

    /// A branch of RFC 2543 is not unique: then all that the RFC names tells requests apart, but not the To tag,
    /// which an ACK has and its INVITE has not.
    private static void addIdentity(SipRequest request, SipHash hash) {
        NameAddress from = request.from();
        String tag = from == null ? null : from.tag();
        String callId = request.callId();
        CSeq cseq = request.cseq();
        hash.text(tag == null ? "" : tag)
                .text(callId == null ? "" : callId)
                .number(cseq == null ? -1 : cseq.number())
                .text(request.uriText());
    }

    /// A response without our Via, to be sent where its top Via says now; null if it is to be dropped, because
    /// its top Via is not ours or is the only one.
    public @Nullable SipResponse response(SipResponse response) {
        Via via = response.topVia();
        if (via == null || !myself.isMyself(via)) {
            return null;
        }
        SipResponse rest = response.edit().removeFirst(Headers.VIA).build();
        return rest.topVia() == null ? null : rest;
    }
}
