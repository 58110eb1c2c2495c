package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Challenge;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.SipResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Chooses among the final responses of all branches the one that goes back. Keeps only the best so far, and the
/// challenges and contacts that it may have to carry. Confined to the lock of its response context.
@Rfc(number = 3261, section = "16.7")
public final class BestResponse {

    /// How a choice is made. Immutable.
    ///
    /// @param passUnavailable whether a 503 goes back as it is: only where this proxy's clients have no other way
    /// @param joinContacts whether a 3xx carries the contacts of all of them
    /// @param limit how many challenges, and how many contacts, are kept of other responses
    /// @param lastAttempt whether what has come is forgotten when a failed request is sent to others, so that only
    ///     what they say can go back
    /// @param global whether a 6xx speaks for all, so that nobody else is asked any more
    public record Settings(
            boolean passUnavailable, boolean joinContacts, int limit, boolean lastAttempt, boolean global) {

        /// 503 becomes 500, contacts are not joined, all responses count.
        public static final Settings DEFAULT = new Settings(false, false, 32, false, true);

        /// The same, where a 503 goes back as it is or does not.
        public Settings withPassUnavailable(boolean other) {
            return new Settings(other, joinContacts, limit, lastAttempt, global);
        }

        /// The same, where only the last attempt counts or all do.
        public Settings withLastAttempt(boolean other) {
            return new Settings(passUnavailable, joinContacts, limit, other, global);
        }

        /// The same, where a 6xx speaks for all or is a failure as others are.
        public Settings withGlobal(boolean other) {
            return new Settings(passUnavailable, joinContacts, limit, lastAttempt, other);
        }
    }

    private static final int NOTHING = Integer.MAX_VALUE;
    private static final int TIMEOUT = 408;
    private static final int UNAVAILABLE = 503;

    private final Settings settings;
    private List<Challenge> proxyChallenges = List.of();
    private List<Challenge> challenges = List.of();
    private List<Contact> contacts = List.of();
    private @Nullable SipResponse best;
    private int bestRank = NOTHING;

    /// Nothing to choose from.
    public BestResponse(Settings settings) {
        this.settings = settings;
    }

    /// Takes a final response, without our Via.
    public void add(SipResponse response) {
        int code = response.statusCode();
        int rank = rank(code);
        boolean better = rank < bestRank;
        // What the best one carries itself is not collected: the one that it takes the place of is.
        collect(better ? best : response);
        if (better) {
            best = response;
            bestRank = rank;
        }
    }

    /// Takes a branch that nobody answered in time, which counts as a 408.
    @Rfc(number = 3261, section = "16.8")
    public void addTimeout() {
        if (rank(TIMEOUT) < bestRank) {
            collect(best);
            best = null;
            bestRank = rank(TIMEOUT);
        }
    }

    /// Whether there is nothing to choose from yet.
    public boolean isEmpty() {
        return bestRank == NOTHING;
    }

    /// The status code of [#best], 408 after time-outs only. Nothing that came is answered as a 408 too.
    public int statusCode() {
        SipResponse chosen = best;
        return chosen == null ? TIMEOUT : chosen.statusCode();
    }

    /// The response that goes back; null for a 408, which the caller has to make of the request.
    public @Nullable SipResponse best() {
        SipResponse chosen = best;
        if (chosen == null) {
            return null;
        }
        int code = chosen.statusCode();
        if (code == UNAVAILABLE && !settings.passUnavailable) {
            return chosen.edit()
                    .status(500, "Server Internal Error")
                    .remove(Headers.RETRY_AFTER.name())
                    .build();
        }
        if ((code == 401 || code == 407) && !(challenges.isEmpty() && proxyChallenges.isEmpty())) {
            SipResponse.Builder all = chosen.edit();
            challenges.forEach(challenge -> all.append(Headers.WWW_AUTHENTICATE, challenge));
            proxyChallenges.forEach(challenge -> all.append(Headers.PROXY_AUTHENTICATE, challenge));
            return all.build();
        }
        if (isRedirection(code) && !contacts.isEmpty()) {
            SipResponse.Builder all = chosen.edit();
            contacts.forEach(contact -> all.append(Headers.CONTACT, contact));
            return all.build();
        }
        return chosen;
    }

    /// §16.7 item 7: the caller can answer all who have challenged him at once.
    private void collect(@Nullable SipResponse other) {
        if (other == null) {
            return;
        }
        int code = other.statusCode();
        if (code == 401 || code == 407) {
            challenges = collected(other, Headers.WWW_AUTHENTICATE, challenges);
            proxyChallenges = collected(other, Headers.PROXY_AUTHENTICATE, proxyChallenges);
        } else if (settings.joinContacts && isRedirection(code)) {
            contacts = collected(other, Headers.CONTACT, contacts);
        }
    }

    private <T> List<T> collected(SipResponse other, HeaderType<T> type, List<T> before) {
        List<T> all = new ArrayList<>(before);
        for (T value : other.all(type)) {
            if (all.size() < settings.limit) {
                all.add(value);
            }
        }
        return all;
    }

    private static boolean isRedirection(int code) {
        return code / 100 == 3;
    }

    /// How good a response is, 0 is best. Of two with the same code the first one stays.
    private static int rank(int code) {
        int within = switch (code) {
            // §16.7 item 6: what tells the caller how to do better.
            case 401, 407 -> 0;
            case 415, 420, 484 -> 1;
            // A time-out says less than any word of somebody.
            case TIMEOUT -> 3;
            // RFC 5626 §11.5: it speaks of a flow, not of the callee.
            case 430 -> 4;
            // §16.7 item 6: it speaks of one server.
            case UNAVAILABLE -> 4;
            default -> 2;
        };
        int category = code / 100;
        // A 2xx goes back at once; then a 6xx, which speaks for the callee everywhere; then the lowest class.
        int first = category == 2 ? 0 : category == 6 ? 1 : category;
        return 1_000 * first + 100 * within + code % 100;
    }
}
