package io.sidetone.sip.event;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;

/// Why a request is not done, as the status code that says so. Immutable.
///
/// @param statusCode 400 to 699
/// @param phrase the reason phrase
/// @param field the header field that the response needs beside it; empty for none
/// @param value the value of that field
public record Refusal(int statusCode, String phrase, String field, String value) {

    /// A refusal that needs no header field.
    public static Refusal of(int statusCode, String phrase) {
        return new Refusal(statusCode, phrase, "", "");
    }

    /// The span that was asked for is shorter than this.
    @Rfc(number = 6665, section = "4.2.1.1")
    static Refusal tooBrief(long minExpires) {
        return new Refusal(423, "Interval Too Brief", "Min-Expires", Long.toString(minExpires));
    }

    /// The request breaks a rule.
    static Refusal badRequest(String phrase) {
        return of(400, phrase);
    }

    /// The response that says so; the To tag is the caller's to add.
    public SipResponse.Builder answer(SipRequest request) {
        SipResponse.Builder response = SipResponse.answer(request, statusCode, phrase);
        return field.isEmpty() ? response : response.append(field, value);
    }
}
