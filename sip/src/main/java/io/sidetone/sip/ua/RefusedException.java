package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.SipResponse;
import org.jspecify.annotations.Nullable;

/// A request was not granted: the other side has refused it, or it was not heard of. Immutable.
///
/// That nobody has answered in time counts as a 408 and that it could not be sent as a 503; then there is no
/// response.
@Rfc(number = 3261, section = "8.1.3.1")
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1;

    private final int statusCode;
    private final String phrase;

    /// Not for those who write exceptions down elsewhere.
    private final transient @Nullable SipResponse response;

    RefusedException(int statusCode, String phrase, @Nullable SipResponse response) {
        super(statusCode + " " + phrase);
        this.statusCode = statusCode;
        this.phrase = phrase;
        this.response = response;
    }

    /// The status code, 300 to 699.
    public int statusCode() {
        return statusCode;
    }

    /// The reason phrase.
    public String phrase() {
        return phrase;
    }

    /// The response that says so; null if this side has found it out by itself.
    public @Nullable SipResponse response() {
        return response;
    }
}
