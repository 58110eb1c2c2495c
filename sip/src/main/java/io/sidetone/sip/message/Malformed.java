package io.sidetone.sip.message;

import io.sidetone.sip.base.Rfc;
import org.jspecify.annotations.Nullable;

/// The octets are no message that may be acted on. Immutable.
///
/// @param reason which rule is broken; to be counted
/// @param offset where, in octets from the start of the array that was read
/// @param detail the broken rule in words, without anything the peer sent
/// @param request what could be read, if it is a request that can be answered: it has a Via and is no ACK. Where
///     its top Via is malformed the response goes to where the request came from
@Rfc(number = 3261, section = "16.3")
public record Malformed(
        Reason reason, int offset, String detail, @Nullable SipRequest request) implements ParseResult {

    /// Which rule is broken, and the status code that tells the sender so.
    public enum Reason {
        /// There is nothing but line ends.
        EMPTY(400, "Empty Message"),
        /// The first line is neither a Request-Line nor a Status-Line.
        START_LINE(400, "Bad Start Line"),
        /// A version other than SIP/2.0.
        VERSION(505, "Version Not Supported"),
        /// A status code outside of 100 to 699.
        STATUS_CODE(400, "Bad Status Code"),
        /// The Request-URI breaks its scheme's grammar.
        REQUEST_URI(400, "Bad Request-URI"),
        /// A header line without name or colon, or with a stray carriage return.
        HEADER_LINE(400, "Bad Header Line"),
        /// The empty line after the header is missing.
        HEADER_END(400, "Missing End Of Header"),
        /// A Content-Length that is no number, or several that differ.
        CONTENT_LENGTH(400, "Bad Content-Length"),
        /// The body is shorter than its Content-Length.
        BODY_LENGTH(400, "Body Shorter Than Content-Length"),
        /// A header field that every message needs is missing.
        MISSING_FIELD(400, "Missing Header Field"),
        /// A header field that may stand once stands more often.
        REPEATED_FIELD(400, "Repeated Header Field"),
        /// A header field that must be understood breaks its grammar.
        FIELD_VALUE(400, "Bad Header Field"),
        /// The CSeq names another method than the Request-Line.
        CSEQ_METHOD(400, "CSeq Method Mismatch"),
        /// The message is larger than the limit.
        MESSAGE_SIZE(513, "Message Too Large"),
        /// The header is larger than the limit.
        HEADER_SIZE(513, "Message Too Large"),
        /// A line is longer than the limit.
        LINE_SIZE(513, "Message Too Large"),
        /// There are more header fields than the limit.
        FIELD_COUNT(513, "Message Too Large");

        private final int statusCode;
        private final String phrase;

        Reason(int statusCode, String phrase) {
            this.statusCode = statusCode;
            this.phrase = phrase;
        }

        /// Whether a limit of size was broken, and no rule of the grammar.
        public boolean isTooLarge() {
            return statusCode == MESSAGE_SIZE.statusCode;
        }

        /// The status code of the response to such a request.
        public int statusCode() {
            return statusCode;
        }

        /// The reason phrase of the response to such a request.
        public String phrase() {
            return phrase;
        }
    }

    /// Whether a response can be sent.
    public boolean answerable() {
        return request != null;
    }
}
