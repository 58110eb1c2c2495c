package io.sidetone.modules.auth;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.base.Rfc;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Slows down who guesses passwords. Thread-safe.
///
/// Failures are counted for each user at each address, for each user, and for each address. Above a number of
/// failures each further one has the next attempts refused, for a time that doubles. Who was let in before, from
/// the same address, is not held up by what others do there or in his name: only by his own failures. So neither
/// a neighbour behind the same NAT nor a stranger who knows a name can lock out a registered user.
///
/// An address of IPv6 stands for its network of 64 bits.
@Rfc(number = 7616, section = "5.7")
final class FailureBrake {

    /// What failures are counted for.
    enum Kind {
        /// One user at one address.
        PAIR,
        /// One user, wherever the requests come from.
        USER,
        /// One address, whoever is named.
        ADDRESS
    }

    /// @param pair failures of a user at an address that have no consequence
    /// @param user the same for a user anywhere
    /// @param address the same for an address
    /// @param first how long attempts are refused after the next failure; doubled by each one after that
    /// @param longest the longest time that attempts are refused
    /// @param entries how many users, addresses, and pairs of them are remembered, of each kind
    record Limits(int pair, int user, int address, Duration first, Duration longest, int entries) {

        int free(Kind kind) {
            return switch (kind) {
                case PAIR -> pair;
                case USER -> user;
                case ADDRESS -> address;
            };
        }
    }

    /// Attempts are refused from now on.
    ///
    /// @param failures how many there were
    /// @param pause for how long
    record Refusal(Kind kind, String user, String address, int failures, Duration pause) {}

    private static final int LONGEST_NAME = 128;
    private static final int PREFIX_OCTETS = 8;

    /// How long after a refusal its failures are remembered, in longest refusals.
    private static final int MEMORY = 2;

    /// How long who was let in counts as known.
    private static final Duration KNOWN = Duration.ofDays(1);

    private final Limits limits;
    private final Clock clock;
    private final Map<Kind, Map<String, Failures>> tables =
            Map.of(Kind.PAIR, bounded(), Kind.USER, bounded(), Kind.ADDRESS, bounded());
    private final Map<String, Long> known = bounded();

    /// Confined to the lock.
    private static final class Failures {

        private int count;
        private long refusedUntil;
        private long forgottenAt;
    }

    FailureBrake(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /// What is touched longest ago gives way.
    private <T> Map<String, T> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > limits.entries();
            }
        };
    }

    /// Whether an attempt is not even looked at.
    synchronized boolean refuses(String user, InetAddress source) {
        long now = clock.nanoTime();
        String pair = key(Kind.PAIR, user, source);
        Long until = known.get(pair);
        if (isRefused(Kind.PAIR, pair, now)) {
            return true;
        }
        if (until != null && until - now > 0) {
            return false;
        }
        return isRefused(Kind.USER, key(Kind.USER, user, source), now)
                || isRefused(Kind.ADDRESS, key(Kind.ADDRESS, user, source), now);
    }

    private boolean isRefused(Kind kind, String key, long now) {
        Failures failures = table(kind).get(key);
        return failures != null && failures.count > limits.free(kind) && failures.refusedUntil - now > 0;
    }

    /// An attempt has failed.
    ///
    /// @return the refusals that begin with it
    synchronized List<Refusal> failed(String user, InetAddress source) {
        long now = clock.nanoTime();
        List<Refusal> begun = new ArrayList<>(0);
        for (Kind kind : Kind.values()) {
            Failures failures = table(kind).computeIfAbsent(key(kind, user, source), _ -> new Failures());
            if (failures.count > 0 && failures.forgottenAt - now <= 0) {
                failures.count = 0;
            }
            failures.count++;
            int over = failures.count - limits.free(kind);
            Duration pause = over > 0 ? pause(over) : Duration.ZERO;
            failures.refusedUntil = now + pause.toNanos();
            failures.forgottenAt =
                    failures.refusedUntil + MEMORY * limits.longest().toNanos();
            if (over > 0) {
                begun.add(new Refusal(kind, shortened(user), text(source), failures.count, pause));
            }
        }
        return begun;
    }

    private Duration pause(int over) {
        // 2^30 times the first one is more than any longest one that somebody wants.
        Duration doubled = limits.first().multipliedBy(1L << Math.min(over - 1, 30));
        return doubled.compareTo(limits.longest()) < 0 ? doubled : limits.longest();
    }

    /// An attempt has succeeded.
    synchronized void succeeded(String user, InetAddress source) {
        String pair = key(Kind.PAIR, user, source);
        table(Kind.PAIR).remove(pair);
        known.put(pair, clock.nanoTime() + KNOWN.toNanos());
    }

    /// Forgets the failures of all users and addresses, or of one.
    ///
    /// @param text a user as `name@realm`, or an address; null for all
    /// @return how many entries were forgotten
    synchronized int forget(@Nullable String text) {
        int count = 0;
        for (Map<String, Failures> table : tables.values()) {
            int before = table.size();
            table.keySet()
                    .removeIf(key ->
                            text == null || key.equals(text) || key.startsWith(text + " ") || key.endsWith(" " + text));
            count += before - table.size();
        }
        return count;
    }

    /// What is refused now, the shortest kind first.
    synchronized List<Refusal> refused() {
        long now = clock.nanoTime();
        List<Refusal> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            table(kind).forEach((key, failures) -> {
                long left = failures.refusedUntil - now;
                if (left > 0) {
                    int space = key.lastIndexOf(' ');
                    String user = kind == Kind.ADDRESS ? "" : kind == Kind.USER ? key : key.substring(0, space);
                    String address = kind == Kind.USER ? "" : key.substring(space + 1);
                    all.add(new Refusal(kind, user, address, failures.count, Duration.ofNanos(left)));
                }
            });
        }
        return all;
    }

    private Map<String, Failures> table(Kind kind) {
        Map<String, Failures> table = tables.get(kind);
        assert table != null;
        return table;
    }

    private static String key(Kind kind, String user, InetAddress source) {
        return switch (kind) {
            case PAIR -> shortened(user) + " " + text(source);
            case USER -> shortened(user);
            case ADDRESS -> text(source);
        };
    }

    private static String shortened(String user) {
        return user.length() > LONGEST_NAME ? user.substring(0, LONGEST_NAME) : user;
    }

    private static String text(InetAddress source) {
        if (source instanceof Inet6Address) {
            byte[] octets = source.getAddress();
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < PREFIX_OCTETS; i += 2) {
                text.append(Integer.toHexString(((octets[i] & 0xFF) << 8) | (octets[i + 1] & 0xFF)))
                        .append(':');
            }
            return text.append(":/64").toString();
        }
        return source.getHostAddress();
    }
}
