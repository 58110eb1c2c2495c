package io.sidetone.sip.dialog;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Why a request is not accepted: the response that says so. Immutable.
///
/// @param statusCode 400 to 699
/// @param phrase the reason phrase
/// @param field the header field that the response has to have; null if there is none
/// @param value what is in that field; empty if there is none
public record Refusal(
        int statusCode, String phrase, @Nullable HeaderName field, String value) {

    /// Up to how many seconds a client is told to wait that was too early.
    private static final int MAX_RETRY_SECONDS = 10;

    /// A refusal without a header field of its own.
    public static Refusal of(int statusCode, String phrase) {
        return new Refusal(statusCode, phrase, null, "");
    }

    static Refusal badRequest(String phrase) {
        return of(400, phrase);
    }

    static Refusal noDialog() {
        return of(481, "Call/Transaction Does Not Exist");
    }

    /// The other side was too early; it may come again in 0 to 10 seconds.
    @Rfc(number = 3261, section = "14.2")
    public static Refusal tooEarly(RandomGenerator random) {
        int seconds = random.nextInt(MAX_RETRY_SECONDS + 1);
        return new Refusal(500, "Server Internal Error", HeaderName.RETRY_AFTER, Integer.toString(seconds));
    }

    /// Both sides want to change the session.
    @Rfc(number = 3261, section = "14.2")
    static Refusal glare() {
        return of(491, "Request Pending");
    }

    /// Starts the response that refuses a request.
    public SipResponse.Builder answer(SipRequest request) {
        SipResponse.Builder response = SipResponse.answer(request, statusCode, phrase);
        return field == null ? response : response.set(field.text(), value);
    }
}
