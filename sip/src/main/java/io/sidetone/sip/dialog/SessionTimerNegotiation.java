package io.sidetone.sip.dialog;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.SessionInterval;
import io.sidetone.sip.header.SessionInterval.Refresher;
import io.sidetone.sip.message.OptionTags;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import org.jspecify.annotations.Nullable;

/// How two user agents agree on a session timer, by INVITE and UPDATE and their 2xx responses.
///
/// Confined to its owner's lock.
@Rfc(number = 4028, section = "7")
public final class SessionTimerNegotiation {

    /// The option tag.
    public static final String OPTION = "timer";

    /// What was agreed. Immutable.
    ///
    /// @param interval after how many seconds the session ends that is not refreshed; 0 for never
    /// @param local whether this side refreshes
    public record Agreement(long interval, boolean local) {

        /// No session timer.
        public static final Agreement NONE = new Agreement(0, false);
    }

    private final SessionTimerSettings settings;

    /// What is asked for, which 422 responses raise.
    private long interval;

    private long minimum;
    private Agreement agreement = Agreement.NONE;

    public SessionTimerNegotiation(SessionTimerSettings settings) {
        this.settings = settings;
        this.interval = settings.interval();
        this.minimum = settings.minimum();
    }

    /// What was agreed last.
    public Agreement agreement() {
        return agreement;
    }

    /// Asks for a session timer in an INVITE or UPDATE. In a session that has one, its time and its refresher are
    /// asked for again.
    @Rfc(number = 4028, section = "7.1")
    @Rfc(number = 4028, section = "7.4")
    public SipRequest.Builder ask(SipRequest.Builder request) {
        boolean agreed = agreement.interval() > 0;
        SessionInterval asked = SessionInterval.of(agreed ? Math.max(agreement.interval(), minimum) : interval);
        Boolean local = agreed ? Boolean.valueOf(agreement.local()) : settings.refresher();
        if (local != null) {
            asked = asked.withRefresher(local ? Refresher.UAC : Refresher.UAS);
        }
        // Who lists all that he can do may have said it already.
        request.removeIf(
                field -> field.known() == HeaderName.SUPPORTED && field.value().equals(OPTION));
        request.append(Headers.SUPPORTED, OPTION).set(Headers.SESSION_EXPIRES, asked);
        // §5: 90 seconds need not be said, unless somebody has asked for more before.
        return minimum > SessionTimerSettings.MINIMUM
                ? request.set(Headers.MIN_SE, SessionInterval.of(minimum))
                : request;
    }

    /// Takes a 422.
    ///
    /// @return whether it is worth asking again: it asks for more than was offered
    @Rfc(number = 4028, section = "7.3")
    public boolean tooSmall(SipResponse response) {
        SessionInterval wanted = response.first(Headers.MIN_SE);
        if (wanted == null || wanted.seconds() <= minimum || wanted.seconds() > Integer.MAX_VALUE) {
            return false;
        }
        minimum = wanted.seconds();
        interval = Math.max(interval, minimum);
        return true;
    }

    /// Takes a 2xx to an INVITE or UPDATE of this side.
    @Rfc(number = 4028, section = "7.2")
    public Agreement receive(SipResponse response) {
        CSeq cseq = response.cseq();
        if (!response.isSuccess() || cseq == null || !isRefresh(cseq.method())) {
            return agreement;
        }
        SessionInterval answer = response.first(Headers.SESSION_EXPIRES);
        if (answer == null) {
            // The other side knows no timers, or wants none. Who cares all the same refreshes alone.
            agreement = settings.alone() ? new Agreement(interval, true) : Agreement.NONE;
        } else {
            // §9 lets nobody answer with less than the minimum; a session is not to be refreshed every second.
            long seconds = Math.clamp(answer.seconds(), minimum, Integer.MAX_VALUE);
            agreement = new Agreement(seconds, answer.refresher() != Refresher.UAS);
        }
        return agreement;
    }

    /// Judges an INVITE or UPDATE of the other side; null if its time is long enough.
    ///
    /// Only who understands session timers can be refused for them.
    @Rfc(number = 4028, section = "9")
    @Rfc(number = 4028, section = "6")
    public @Nullable Refusal judge(SipRequest request) {
        if (!isRefresh(request.method())) {
            return null;
        }
        boolean malformed = (request.has(HeaderName.SESSION_EXPIRES) && request.first(Headers.SESSION_EXPIRES) == null)
                || (request.has(HeaderName.MIN_SE) && request.first(Headers.MIN_SE) == null);
        if (malformed) {
            return Refusals.badRequest("Session-Expires or Min-SE");
        }
        SessionInterval asked = request.first(Headers.SESSION_EXPIRES);
        boolean tooShort = asked != null && asked.seconds() < settings.minimum();
        return tooShort && isSupported(request)
                ? new Refusal(422, "Session Interval Too Small", HeaderName.MIN_SE, Long.toString(settings.minimum()))
                : null;
    }

    /// Agrees to a session timer in the 2xx to an INVITE or UPDATE that was judged, and remembers it.
    @Rfc(number = 4028, section = "9")
    public SipResponse.Builder agree(SipRequest request, SipResponse.Builder response) {
        SessionInterval asked = request.first(Headers.SESSION_EXPIRES);
        boolean supported = isSupported(request);
        // A peer that knows no timers, with no proxy that wants one: only who refreshes alone cares.
        if (!isRefresh(request.method()) || (asked == null && !supported && !settings.alone())) {
            agreement = Agreement.NONE;
            return response;
        }
        long seconds = Math.clamp(wanted(asked), leastOf(request), Integer.MAX_VALUE);
        // Who does not know timers can not refresh, whatever the request says.
        Refresher refresher = supported ? refresher(asked) : Refresher.UAS;
        agreement = new Agreement(seconds, refresher == Refresher.UAS);
        if (supported) {
            response.append(Headers.REQUIRE, OPTION);
        }
        return response.set(Headers.SESSION_EXPIRES, SessionInterval.of(seconds).withRefresher(refresher));
    }

    /// The time may be made shorter than asked for, and never longer.
    private long wanted(@Nullable SessionInterval asked) {
        return asked == null ? interval : Math.min(asked.seconds(), interval);
    }

    private long leastOf(SipRequest request) {
        SessionInterval least = request.first(Headers.MIN_SE);
        long theirs = least == null ? 0 : Math.min(least.seconds(), Integer.MAX_VALUE);
        return Math.max(settings.minimum(), theirs);
    }

    private Refresher refresher(@Nullable SessionInterval asked) {
        Refresher named = asked == null ? null : asked.refresher();
        if (named != null) {
            return named;
        }
        // Who asks is alive; who is asked refreshes only if it wants to.
        return Boolean.TRUE.equals(settings.refresher()) ? Refresher.UAS : Refresher.UAC;
    }

    private static boolean isSupported(SipRequest request) {
        return OptionTags.names(request, Headers.SUPPORTED, OPTION)
                || OptionTags.names(request, Headers.REQUIRE, OPTION);
    }

    private static boolean isRefresh(Method method) {
        return method.equals(Method.INVITE) || method.equals(Method.UPDATE);
    }
}
