package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Tells a loop from a spiral: a request that comes back as it was has looped; one that comes back with another
/// target has not. Immutable.
///
/// The second part of every branch of ours is a hash of all that decides where a request goes. A proxy that looks
/// for no loops makes its branches without one. The hash has a key of its own, so that nobody can make a request
/// look like a loop, or two requests like one.
@Rfc(number = 3261, section = "16.6")
@Rfc(number = 5393, section = "4.2")
public final class LoopDetection {

    /// The refusal of a request that has looped.
    public static final Refusal LOOP = Refusal.of(482, "Loop Detected");

    private static final char SEPARATOR = '.';
    private static final int HASH_LENGTH = Long.BYTES * 2 + 1;

    private final Myself myself;
    private final long key0;
    private final long key1;

    /// @param random draws the key: unpredictable, but in tests
    public LoopDetection(Myself myself, RandomGenerator random) {
        this.myself = myself;
        this.key0 = random.nextLong();
        this.key1 = random.nextLong();
    }

    /// The hash of a request as it was received, before anything in it is changed.
    ///
    /// The method does not count, so that CANCEL and ACK have the hash of their INVITE. Nor does the topmost Via,
    /// which RFC 3261 names: it differs when a request comes back by another neighbour.
    public long hash(SipRequest received) {
        SipHash hash = new SipHash(key0, key1).text(received.uriText());
        for (HeaderField field : received.fields()) {
            HeaderName name = field.known();
            if (name == HeaderName.ROUTE || name == HeaderName.PROXY_REQUIRE) {
                addValues(field, hash);
            } else if (name == HeaderName.PROXY_AUTHORIZATION) {
                addName(name, hash).text(field.value());
            }
        }
        String callId = received.callId();
        CSeq cseq = received.cseq();
        return hash.text(tag(received.from()))
                .text(tag(received.to()))
                .text(callId == null ? "" : callId)
                .number(cseq == null ? -1 : cseq.number())
                .finish();
    }

    private static void addValues(HeaderField field, SipHash hash) {
        HeaderName name = field.known();
        for (String value : field.values()) {
            if (name != null) {
                addName(name, hash);
            }
            hash.text(value);
        }
    }

    private static SipHash addName(HeaderName name, SipHash hash) {
        return hash.octet(0xFD).text(name.text());
    }

    private static String tag(@Nullable NameAddress address) {
        String tag = address == null ? null : address.tag();
        return tag == null ? "" : tag;
    }

    /// Whether a request was here before and came back as it was.
    ///
    /// @param hash what [#hash] says of the request
    public boolean isLoop(SipRequest received, long hash) {
        String end = end(hash);
        for (HeaderField field : received.fields()) {
            // Only a Via with these digits in it is worth reading.
            if (field.known() == HeaderName.VIA && field.value().contains(end) && hasOurs(field, end)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasOurs(HeaderField field, String end) {
        for (Via via : field.all(Headers.VIA)) {
            String branch = via.branch();
            if (branch != null && branch.endsWith(end) && myself.isMyself(via)) {
                return true;
            }
        }
        return false;
    }

    /// A branch for a request that is forwarded.
    ///
    /// @param unique what makes it unique: token characters, without the magic cookie
    /// @param hash what [#hash] says of the request as it was received
    public static String branch(String unique, long hash) {
        StringBuilder branch = new StringBuilder(Via.MAGIC_COOKIE.length() + unique.length() + HASH_LENGTH)
                .append(Via.MAGIC_COOKIE)
                .append(unique)
                .append(SEPARATOR);
        SipHash.appendHex(hash, branch);
        return branch.toString();
    }

    private static String end(long hash) {
        StringBuilder end = new StringBuilder(HASH_LENGTH).append(SEPARATOR);
        SipHash.appendHex(hash, end);
        return end.toString();
    }
}
