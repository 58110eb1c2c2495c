package io.sidetone.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.WireEvent;
import io.sidetone.sip.text.Text;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Finds out why branches went on to another address of their name: their requests carry a mark, by which they
/// are known on the wire and by those whom they reach.
@Rfc(number = 3263, section = "4.3")
final class SimulatedFailovers implements ProxyUser {

    /// Why another address was tried.
    enum Cause {
        /// The one before had answered with a 503.
        UNAVAILABLE,
        /// The one before had not answered in time.
        TIMEOUT,
        /// The one before had refused a connection.
        TRANSPORT_ERROR
    }

    static final String MARK = "X-Branch";

    private final Supplier<Duration> time;
    private final Map<String, Trials> branches = new HashMap<>();

    /// What is known of one branch: when its next hop was looked for, and when an address was first tried.
    private static final class Trials {
        private final Duration begin;
        private final Map<InetSocketAddress, Duration> byDatagram = new HashMap<>();
        private final List<SimulatedCallee.Leg> legs = new ArrayList<>();

        Trials(Duration begin) {
            this.begin = begin;
        }
    }

    /// @param time since the network was made
    SimulatedFailovers(Supplier<Duration> time) {
        this.time = time;
    }

    @Override
    public ForwardedRequest branch(Branch branch, ForwardedRequest request) {
        String mark = "branch-" + branches.size() + ".";
        branches.put(mark, new Trials(time.get()));
        SipRequest marked = request.request().edit().set(MARK, mark).build();
        return new ForwardedRequest(marked, request.nextHop(), request.flow(), request.outlet());
    }

    void add(SimulatedCallee.Leg leg) {
        Objects.requireNonNull(branches.get(leg.mark())).legs.add(leg);
    }

    /// How often which cause was seen. Over a good network it is seen too that nobody was left without a 503.
    ///
    /// @param trace all that happened
    /// @param good whether nothing was lost
    Map<Cause, Integer> count(List<WireEvent> trace, boolean good) {
        List<WireEvent> refused = new ArrayList<>();
        for (WireEvent event : trace) {
            if (event.kind() == WireEvent.Kind.REFUSED) {
                refused.add(event);
            } else if (event.transport() == Transport.UDP) {
                Trials trials = branches.get(mark(event));
                if (trials != null) {
                    trials.byDatagram.putIfAbsent(event.to(), event.time());
                }
            }
        }
        Map<Cause, Integer> counts = new EnumMap<>(Cause.class);
        for (Trials trials : branches.values()) {
            for (SimulatedCallee.Leg leg : trials.legs) {
                count(trials, leg, refused, counts);
            }
            if (good) {
                check(trials.legs);
            }
        }
        return counts;
    }

    private static @Nullable String mark(WireEvent event) {
        String text = Text.decode(event.octets(), 0, event.octets().length);
        int at = text.startsWith("INVITE ") ? text.indexOf(MARK + ": ") : -1;
        return at < 0 ? null : text.substring(at + MARK.length() + 2, text.indexOf("\r\n", at));
    }

    private static void count(
            Trials trials, SimulatedCallee.Leg leg, List<WireEvent> refused, Map<Cause, Integer> counts) {
        for (SimulatedCallee.Leg other : trials.legs) {
            if (other.status() == 503 && other.end().compareTo(leg.begin()) < 0) {
                counts.merge(Cause.UNAVAILABLE, 1, Integer::sum);
            }
        }
        trials.byDatagram.forEach((address, first) -> {
            boolean silent =
                    trials.legs.stream().noneMatch(other -> other.address().equals(address));
            if (silent && first.compareTo(leg.begin()) < 0) {
                counts.merge(Cause.TIMEOUT, 1, Integer::sum);
            }
        });
        for (WireEvent event : refused) {
            if (SimulatedHosts.areOfOneName(
                            event.to().getAddress(), leg.address().getAddress())
                    && event.time().compareTo(trials.begin) >= 0
                    && event.time().compareTo(leg.begin()) < 0) {
                counts.merge(Cause.TRANSPORT_ERROR, 1, Integer::sum);
            }
        }
    }

    private static void check(List<SimulatedCallee.Leg> legs) {
        for (SimulatedCallee.Leg one : legs) {
            for (SimulatedCallee.Leg other : legs) {
                if (one.begin().compareTo(other.begin()) < 0) {
                    assertThat(one.status()).as("the answer of who was left").isEqualTo(503);
                    assertThat(one.end()).as("when that was").isLessThan(other.begin());
                    assertThat(one.address()).as("another address").isNotEqualTo(other.address());
                }
            }
        }
    }
}
