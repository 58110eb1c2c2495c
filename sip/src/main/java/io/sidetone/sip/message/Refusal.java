package io.sidetone.sip.message;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import org.jspecify.annotations.Nullable;

/// Why a request is not accepted or not forwarded, as the response that says so. Immutable.
///
/// @param statusCode 300 to 699
/// @param phrase the reason phrase
/// @param field the header field that the response has to have; null if there is none
/// @param value what is in that field; empty if there is none
@Rfc(number = 3261, section = "8.2")
@Rfc(number = 3261, section = "16.3")
public record Refusal(
        int statusCode, String phrase, @Nullable HeaderName field, String value) {

    /// A refusal without a header field of its own.
    public static Refusal of(int statusCode, String phrase) {
        return new Refusal(statusCode, phrase, null, "");
    }

    /// Starts the response to a request, which must not be an ACK: nobody answers that. The To tag is the
    /// caller's to add.
    public SipResponse.Builder answer(SipRequest request) {
        SipResponse.Builder response = SipResponse.answer(request, statusCode, phrase);
        return field == null ? response : response.set(field.text(), value);
    }
}
