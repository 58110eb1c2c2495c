package io.sidetone.modules.tm;

import io.sidetone.server.edit.FieldLine;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.uri.Uri;
import java.util.List;

/// A request of ours, made of header fields that somebody has written. Thread-safe: keeps nothing.
final class RequestText {

    private RequestText() {}

    /// Makes it, with all that has to be there and was not written.
    ///
    /// @param fields From and To among them, and no Content-Length
    /// @param body empty for none
    /// @throws SyntaxException if the Request-URI is none
    /// @throws IllegalArgumentException if From or To are missing, or cannot be read
    static SipRequest of(TransactionLayer layer, Method method, String uri, List<FieldLine> fields, String body)
            throws SyntaxException {
        SipRequest.Builder builder = SipRequest.builder(method, Uri.parse(uri));
        for (FieldLine field : fields) {
            builder.append(field.name(), field.value());
        }
        SipRequest draft = (body.isEmpty() ? builder : builder.content(Text.encode(body))).build();
        NameAddress from = draft.from();
        if (from == null || draft.to() == null) {
            throw new IllegalArgumentException("From and To are needed");
        }
        SipRequest.Builder whole = draft.edit();
        if (from.tag() == null) {
            whole.set(Headers.FROM, from.withTag(layer.tokens().tag()));
        }
        if (draft.callId() == null) {
            whole.append("Call-ID", layer.tokens().callId());
        }
        if (draft.cseq() == null) {
            whole.append(Headers.CSEQ, new CSeq(1, method));
        }
        if (draft.first(Headers.MAX_FORWARDS) == null) {
            whole.append("Max-Forwards", "70");
        }
        return whole.build();
    }
}
