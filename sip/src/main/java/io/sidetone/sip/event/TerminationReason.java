package io.sidetone.sip.event;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.SubscriptionState;
import io.sidetone.sip.text.Text;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why a notifier ended a subscription, and whether it is worth subscribing again.
@Rfc(number = 6665, section = "4.1.3")
public enum TerminationReason {
    /// The subscription should be made anew at once, since another notifier may take it.
    DEACTIVATED("deactivated"),
    /// It should be made anew later.
    PROBATION("probation"),
    /// Somebody does not allow it.
    REJECTED("rejected"),
    /// It was not refreshed in time.
    TIMEOUT("timeout"),
    /// Nobody decided in time whether it is allowed.
    GIVEUP("giveup"),
    /// What it was about is no more.
    NORESOURCE("noresource"),
    /// What it was about will not change any more.
    INVARIANT("invariant");

    /// How long to wait after a probation that does not say.
    public static final Duration PROBATION_WAIT = Duration.ofSeconds(60);

    private final String text;

    TerminationReason(String text) {
        this.text = text;
    }

    /// The reason as it stands in Subscription-State.
    public String text() {
        return text;
    }

    /// The reason of a text in any case; null if it is none of these or absent.
    public static @Nullable TerminationReason of(@Nullable String text) {
        for (TerminationReason reason : values()) {
            if (text != null && Text.equalsIgnoreCase(reason.text, text)) {
                return reason;
            }
        }
        return null;
    }

    /// What a Subscription-State that says `terminated` means for subscribing again.
    public static RetryAdvice advice(SubscriptionState state) {
        TerminationReason reason = of(state.reason());
        Duration asked = state.retryAfter() < 0 ? Duration.ZERO : Duration.ofSeconds(state.retryAfter());
        if (reason == null) {
            return new RetryAdvice(RetryAdvice.Wish.MAY, asked);
        }
        return switch (reason) {
            // §4.1.3: retry-after means nothing with these.
            case DEACTIVATED -> new RetryAdvice(RetryAdvice.Wish.SHOULD, Duration.ZERO);
            case TIMEOUT -> new RetryAdvice(RetryAdvice.Wish.MAY, Duration.ZERO);
            case REJECTED, NORESOURCE, INVARIANT -> RetryAdvice.NEVER;
            case PROBATION -> new RetryAdvice(RetryAdvice.Wish.SHOULD, state.retryAfter() < 0 ? PROBATION_WAIT : asked);
            case GIVEUP -> new RetryAdvice(RetryAdvice.Wish.MAY, asked);
        };
    }
}
