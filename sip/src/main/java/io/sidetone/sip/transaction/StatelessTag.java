package io.sidetone.sip.transaction;

import io.sidetone.sip.base.Hmac;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The To tag of responses that nobody remembers: computed from the request and a secret, so that the ACK, which
/// brings it back, is known again. Thread-safe.
@Rfc(number = 3261, section = "8.2.7")
final class StatelessTag {

    /// Tags of other kinds never begin so: for them nothing is computed.
    private static final String PREFIX = "0.";

    /// Twelve characters of base 64.
    private static final int OCTETS = 9;

    private final Hmac hmac;

    StatelessTag(byte[] secret) {
        this.hmac = new Hmac(secret);
    }

    /// Adds it to the To of a response if the request has none.
    SipResponse.Builder addTo(SipResponse.Builder response, SipRequest request) {
        NameAddress to = request.to();
        return to == null || to.tag() != null ? response : response.tagTo(of(request));
    }

    /// The tag: the same for a request, its retransmissions and its ACK.
    String of(SipRequest request) {
        Via via = request.topVia();
        String branch = via == null ? null : via.branch();
        // No branch and no Call-ID has a zero octet, so no two pairs look the same.
        byte[] code = hmac.of((branch + '\0' + request.callId()).getBytes(StandardCharsets.UTF_8));
        return PREFIX + Base64.getUrlEncoder().encodeToString(Arrays.copyOf(code, OCTETS));
    }

    /// Whether an ACK has the tag of a response of ours to its INVITE.
    boolean isIn(SipRequest ack) {
        String tag = tag(ack);
        return tag != null
                && tag.startsWith(PREFIX)
                && MessageDigest.isEqual(
                        tag.getBytes(StandardCharsets.UTF_8), of(ack).getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String tag(SipRequest request) {
        NameAddress to = request.to();
        return to == null ? null : to.tag();
    }
}
