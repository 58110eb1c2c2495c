package io.sidetone.sip.message;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.Malformed.Reason;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Says whether the parts of a message that are acted on are well-formed. Thread-safe: only functions.
///
/// What it reads stays with the fields, so that a later look at them costs nothing.
@Rfc(number = 3261, section = "16.3")
public final class MessageCheck {

    /// What every element acts on: it must be there, once, and well-formed (§8.1.1).
    private static final List<HeaderType<?>> MANDATORY =
            List.of(Headers.VIA, Headers.FROM, Headers.TO, Headers.CALL_ID, Headers.CSEQ);

    /// What may be missing but not be there twice, and must be well-formed if it is there.
    private static final List<HeaderType<?>> OPTIONAL =
            List.of(Headers.MAX_FORWARDS, Headers.CONTENT_LENGTH, Headers.CONTENT_TYPE);

    private MessageCheck() {}

    /// What is wrong with the Request-URI and with Via, From, To, Call-ID, CSeq, Max-Forwards, Content-Length and
    /// Content-Type; null if nothing is. Max-Forwards may be missing, as in requests of RFC 2543.
    @Rfc(number = 3261, section = "8.1.1")
    public static @Nullable Malformed essentials(SipMessage message) {
        if (message instanceof SipRequest request) {
            SyntaxException error = request.uriError();
            if (error != null) {
                return malformed(message, Reason.REQUEST_URI, error.offset(), error.getMessage());
            }
        }
        TextReader reader = readerFor(message);
        for (HeaderType<?> type : MANDATORY) {
            Malformed problem = check(message, type, true, reader);
            if (problem != null) {
                return problem;
            }
        }
        for (HeaderType<?> type : OPTIONAL) {
            Malformed problem = check(message, type, false, reader);
            if (problem != null) {
                return problem;
            }
        }
        return checkCSeqMethod(message);
    }

    /// What is wrong with the fields of the given types, wherever they stand in the message; null if nothing is.
    public static @Nullable Malformed fields(SipMessage message, List<HeaderType<?>> types) {
        TextReader reader = readerFor(message);
        for (HeaderType<?> type : types) {
            Malformed problem = check(message, type, false, reader);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    /// One reader does for all fields of a message.
    private static TextReader readerFor(SipMessage message) {
        Octets line = message.startLine();
        return new TextReader(line.array(), line.from(), line.to());
    }

    private static @Nullable Malformed check(
            SipMessage message, HeaderType<?> type, boolean mandatory, TextReader reader) {
        HeaderName name = type.known();
        int found = 0;
        for (int i = 0; i < message.fieldCount(); i++) {
            HeaderField field = message.fieldArray()[i];
            if (name == null ? !field.isOf(type) : field.known() != name) {
                continue;
            }
            // §7.3.1: only lists may be spread over several fields.
            if (++found > 1 && name != null && name.cardinality() == HeaderName.Cardinality.SINGLE) {
                return malformed(message, Reason.REPEATED_FIELD, field.start(), type.name());
            }
            SyntaxException error = field.error(type, reader);
            if (error == null && mandatory && field.isEmptyList(type)) {
                return malformed(message, Reason.FIELD_VALUE, field.start(), type.name());
            }
            if (error != null) {
                return malformed(message, Reason.FIELD_VALUE, error.offset(), type.name() + ": " + error.getMessage());
            }
        }
        if (found == 0 && mandatory) {
            return malformed(message, Reason.MISSING_FIELD, message.startLine().to(), type.name());
        }
        return null;
    }

    /// §8.1.1.5: the method in CSeq is the request's.
    @Rfc(number = 3261, section = "8.1.1.5")
    private static @Nullable Malformed checkCSeqMethod(SipMessage message) {
        CSeq cseq = message.cseq();
        HeaderField field = message.field(HeaderName.CSEQ);
        if (message instanceof SipRequest request
                && cseq != null
                && field != null
                && !cseq.method().equals(request.method())) {
            return malformed(message, Reason.CSEQ_METHOD, field.valueStart(), "CSeq");
        }
        return null;
    }

    private static Malformed malformed(SipMessage message, Reason reason, int offset, @Nullable String detail) {
        return new Malformed(reason, offset, detail == null ? "" : detail, answerable(message));
    }

    /// The message if it is a request that a response can be sent to: ACK has none (§17.1.1.3), and without a Via
    /// nobody knows the response for theirs (§18.1.2). A malformed Via will do, as it comes back as it was sent.
    @Rfc(number = 3261, section = "18.2.2")
    @Rfc(number = 4475, section = "3.1.2.1")
    static @Nullable SipRequest answerable(SipMessage message) {
        boolean answered = message instanceof SipRequest request
                && !request.method().equals(Method.ACK)
                && request.has(HeaderName.VIA);
        return answered ? (SipRequest) message : null;
    }
}
