package io.sidetone.sip.ua;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A session that the other side offers, or wants to be offered, and that is to be answered, now or later.
/// Thread-safe; the first answer counts.
public final class Offer {

    /// Who sends the answer.
    interface Answerer {
        void accept(@Nullable Body answer);

        void refuse(int statusCode, String phrase);
    }

    private final @Nullable Body body;
    private final Answerer answerer;
    private final AtomicBoolean answered = new AtomicBoolean();

    Offer(@Nullable Body body, Answerer answerer) {
        this.body = body;
        this.answerer = answerer;
    }

    /// The session description; null if the other side wants an offer.
    public @Nullable Body body() {
        return body;
    }

    /// Agrees.
    ///
    /// @param answer to the offer, or the offer that was wanted
    public void accept(Body answer) {
        if (answered.compareAndSet(false, true)) {
            answerer.accept(answer);
        }
    }

    /// Does not agree. What was offered in a response can not be refused: then the call ends.
    ///
    /// @param statusCode 400 to 699
    public void refuse(int statusCode, String phrase) {
        if (answered.compareAndSet(false, true)) {
            answerer.refuse(statusCode, phrase);
        }
    }
}
