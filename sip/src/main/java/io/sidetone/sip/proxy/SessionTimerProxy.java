package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
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

/// A proxy's part in session timers: it wants sessions to be refreshed, but not too often. Immutable.
///
/// Only INVITE and UPDATE carry timers; all other requests pass as they are.
@Rfc(number = 4028, section = "8")
public final class SessionTimerProxy {

    private static final String OPTION = "timer";

    /// The shortest interval that anybody may ask for, in seconds.
    public static final int SHORTEST = 90;

    private final long longest;
    private final long minimum;

    /// @param longest the interval that is asked for, in seconds
    /// @param minimum the shortest interval that is accepted, in seconds; at least [#SHORTEST]
    public SessionTimerProxy(long longest, long minimum) {
        if (minimum < SHORTEST || longest < minimum) {
            throw new IllegalArgumentException("No interval: " + minimum + " to " + longest);
        }
        this.longest = longest;
        this.minimum = minimum;
    }

    /// What speaks against a request: too short an interval, of a caller who can ask for a longer one. Null if
    /// nothing does.
    @Rfc(number = 4028, section = "8.1")
    public @Nullable Refusal check(SipRequest request) {
        SessionInterval asked = hasTimer(request) ? request.first(Headers.SESSION_EXPIRES) : null;
        return asked != null && asked.seconds() < minimum && isSupported(request)
                ? new Refusal(422, "Session Interval Too Small", HeaderName.MIN_SE, Long.toString(minimum))
                : null;
    }

    /// The request with the interval that we want: added if none is there, lowered if it is too long, but never
    /// below Min-SE. Who can not be told of too short an interval gets a longer one.
    @Rfc(number = 4028, section = "8.1")
    public SipRequest apply(SipRequest request) {
        if (!hasTimer(request)) {
            return request;
        }
        SessionInterval asked = request.first(Headers.SESSION_EXPIRES);
        SessionInterval least = request.first(Headers.MIN_SE);
        long floor = least == null ? SHORTEST : Math.max(SHORTEST, least.seconds());
        if (asked != null && asked.seconds() < minimum && !isSupported(request)) {
            floor = Math.max(floor, minimum);
            return request.edit()
                    .set(Headers.MIN_SE, SessionInterval.of(floor))
                    .set(Headers.SESSION_EXPIRES, new SessionInterval(floor, asked.parameters()))
                    .build();
        }
        long wanted = Math.max(longest, floor);
        if (asked == null) {
            return request.edit()
                    .set(Headers.SESSION_EXPIRES, SessionInterval.of(wanted))
                    .build();
        }
        return asked.seconds() <= wanted
                ? request
                : request.edit()
                        .set(Headers.SESSION_EXPIRES, new SessionInterval(wanted, asked.parameters()))
                        .build();
    }

    /// The interval that the callee takes up if he knows of timers: that of the request as it was forwarded,
    /// which is to be kept for [#complete]. Null if the caller does not know of timers: then nobody could refresh
    /// in the callee's place.
    @Rfc(number = 4028, section = "8.2")
    public static @Nullable SessionInterval remembered(SipRequest forwarded) {
        return hasTimer(forwarded) && isSupported(forwarded) ? forwarded.first(Headers.SESSION_EXPIRES) : null;
    }

    /// A 2xx as the caller is to see it: where the callee knows nothing of timers, the caller refreshes.
    ///
    /// @param remembered what [#remembered] says of the request
    @Rfc(number = 4028, section = "8.2")
    public static SipResponse complete(SipResponse response, @Nullable SessionInterval remembered) {
        if (remembered == null || !response.isSuccess() || response.has(HeaderName.SESSION_EXPIRES)) {
            return response;
        }
        SipResponse.Builder completed = response.edit()
                .append(
                        Headers.SESSION_EXPIRES,
                        SessionInterval.of(remembered.seconds()).withRefresher(Refresher.UAC));
        if (!OptionTags.names(response, Headers.REQUIRE, OPTION)) {
            completed.append(Headers.REQUIRE, OPTION);
        }
        return completed.build();
    }

    private static boolean hasTimer(SipRequest request) {
        return request.method().equals(Method.INVITE) || request.method().equals(Method.UPDATE);
    }

    private static boolean isSupported(SipRequest request) {
        return OptionTags.names(request, Headers.SUPPORTED, OPTION);
    }
}
