package io.sidetone.sip.message;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Text;

/// A response: what a server answers. Immutable.
@Rfc(number = 3261, section = "7.2")
public final class SipResponse extends SipMessage {

    private final StatusLine line;

    SipResponse(
            Octets startLine,
            int statusCode,
            int phraseFrom,
            int phraseTo,
            HeaderField[] fields,
            int fieldCount,
            Octets tail,
            int bodyStart) {
        super(fields, fieldCount, tail, bodyStart);
        this.line =
                new StatusLine(startLine.array(), startLine.from(), startLine.to(), statusCode, phraseFrom, phraseTo);
    }

    private SipResponse(StatusLine line, Builder edits) {
        super(edits);
        this.line = line;
    }

    /// Starts a response of one's own, without any header field. A code outside 100 to 699 is refused.
    public static Builder builder(int statusCode, String phrase) {
        return new Builder(StatusLine.of(statusCode, phrase));
    }

    /// Starts the response to a request: Via, From, To, Call-ID and CSeq are the request's, and for a 100 the
    /// Timestamp. The To tag is the caller's to add.
    ///
    /// The response shares the octets of the request; who keeps it for long keeps [#toByteArray] instead.
    @Rfc(number = 3261, section = "8.2.6")
    public static Builder answer(SipRequest request, int statusCode, String phrase) {
        Builder response = builder(statusCode, phrase);
        for (HeaderField field : request.fields()) {
            HeaderName name = field.known();
            if (name != null && isCopied(name, statusCode)) {
                response.append(field.as(Provenance.ADDED));
            }
        }
        return response;
    }

    private static boolean isCopied(HeaderName name, int statusCode) {
        return switch (name) {
            case VIA, FROM, TO, CALL_ID, CSEQ -> true;
            // §8.2.6.1: the delay that a 100 reports needs its question beside it.
            case TIMESTAMP -> statusCode == 100;
            default -> false;
        };
    }

    /// The status code, 100 to 699.
    public int statusCode() {
        return line.code;
    }

    /// The reason phrase, which may be empty.
    public String phrase() {
        return Text.decode(line.array(), line.phraseFrom, line.phraseTo);
    }

    /// Whether it is a provisional response (1xx).
    public boolean isProvisional() {
        return line.code < 200;
    }

    /// Whether it is a final response that grants the request (2xx).
    public boolean isSuccess() {
        return line.code >= 200 && line.code < 300;
    }

    @Override
    Octets startLine() {
        return line;
    }

    @Override
    public Builder edit() {
        return new Builder(this);
    }

    /// A start line and where its parts are. Messages that differ in their fields only share it. Immutable.
    private static final class StatusLine extends Octets {

        private final int code;
        private final int phraseFrom;
        private final int phraseTo;

        StatusLine(byte[] array, int from, int to, int code, int phraseFrom, int phraseTo) {
            super(array, from, to);
            this.code = code;
            this.phraseFrom = phraseFrom;
            this.phraseTo = phraseTo;
        }

        static StatusLine of(int code, String phrase) {
            if (code < 100 || code > 699) {
                throw new IllegalArgumentException("No status code: " + code);
            }
            ByteWriter line = new ByteWriter(32);
            line.text("SIP/2.0 ").number(code).octet(' ');
            int phraseFrom = line.length();
            line.text(phrase);
            int phraseTo = line.length();
            line.octet('\r').octet('\n');
            byte[] array = line.toByteArray();
            HeaderField.checkNoLineEnd(array, phraseFrom, phraseTo);
            return new StatusLine(array, 0, array.length, code, phraseFrom, phraseTo);
        }
    }

    /// Makes a response from scratch or from another. Confined to the thread that uses it.
    public static final class Builder extends MessageBuilder<Builder> {

        private StatusLine line;

        private Builder(StatusLine line) {
            this.line = line;
        }

        private Builder(SipResponse response) {
            super(response);
            line = response.line;
        }

        /// Sets status code (100 to 699) and reason phrase.
        public Builder status(int code, String phrase) {
            line = StatusLine.of(code, phrase);
            return this;
        }

        @Override
        public SipResponse build() {
            finish();
            return unedited() instanceof SipResponse same && same.line == line ? same : new SipResponse(line, this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
