package io.sidetone.sip.dialog;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.message.Refusal;
import java.util.random.RandomGenerator;

/// What requests within a dialog are refused with. Thread-safe: only functions.
public final class Refusals {

    /// Up to how many seconds a client is told to wait that was too early.
    private static final int MAX_RETRY_SECONDS = 10;

    private Refusals() {}

    static Refusal badRequest(String phrase) {
        return Refusal.of(400, phrase);
    }

    static Refusal noDialog() {
        return Refusal.of(481, "Call/Transaction Does Not Exist");
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
        return Refusal.of(491, "Request Pending");
    }
}
