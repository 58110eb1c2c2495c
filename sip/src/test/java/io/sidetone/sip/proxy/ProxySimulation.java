package io.sidetone.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.resolve.Dns;
import io.sidetone.sip.resolve.DnsSettings;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.LinkConditions;
import io.sidetone.sip.testing.Simulation;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.testing.WireEvent;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transaction.TransactionLayer.Counted;
import io.sidetone.sip.transaction.TransactionSettings;
import io.sidetone.sip.transaction.TransactionUser;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.uri.Host;
import io.sidetone.sip.uri.SipUri;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A few calls through a proxy, or through a chain of two, to callees of all kinds, over a network of any kind.
/// All of it is decided by one seed.
final class ProxySimulation implements AutoCloseable {

    /// What came of calls. Immutable.
    record Totals(
            int calls,
            int branches,
            long messages,
            int answered,
            Map<Integer, Integer> failures,
            int silent,
            int more,
            int unheard,
            Map<SimulatedFailovers.Cause, Integer> failovers) {

        static final Totals NONE = new Totals(0, 0, 0, 0, Map.of(), 0, 0, 0, Map.of());

        Totals plus(Totals other) {
            return new Totals(
                    calls + other.calls,
                    branches + other.branches,
                    messages + other.messages,
                    answered + other.answered,
                    sum(failures, other.failures),
                    silent + other.silent,
                    more + other.more,
                    unheard + other.unheard,
                    sum(failovers, other.failovers));
        }

        private static <K> Map<K, Integer> sum(Map<K, Integer> one, Map<K, Integer> other) {
            Map<K, Integer> sum = new HashMap<>(one);
            other.forEach((key, count) -> sum.merge(key, count, Integer::sum));
            return sum;
        }

        @Override
        public String toString() {
            return ("%d calls, %d branches, %d messages; answered %d (%d of them more than once), failed %s, "
                            + "timed out %d; unheard answers %d; other addresses tried %s")
                    .formatted(calls, branches, messages, answered, more, failures, silent, unheard, failovers);
        }
    }

    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final Duration TIMER_C = Duration.ofSeconds(60);

    private final Simulation bed;
    private final Random random;
    private final DnsSettings names;
    private final long origin;
    private final SimulatedFailovers failovers;
    private final Transport transport;
    private final double loss;
    private final List<TransactionLayer> layers = new ArrayList<>();
    private final List<SimulatedCallee> callees = new ArrayList<>();
    private final List<SipUri> places = new ArrayList<>();
    private final List<SimulatedCall> calls = new ArrayList<>();
    private final long idle;

    /// @param names those of [SimulatedHosts]
    ProxySimulation(long seed, DnsSettings names) {
        this.bed = TestBed.simulated(seed);
        this.names = names;
        this.origin = bed.clock().nanoTime();
        this.failovers = new SimulatedFailovers(this::time);
        this.random = new Random(seed);
        this.transport = random.nextInt(3) == 0 ? Transport.TCP : Transport.UDP;
        this.loss = random.nextInt(3) == 0 ? 0 : random.nextInt(12) == 0 ? 0.5 : random.nextDouble() / 10;
        bed.network()
                .conditions(LinkConditions.GOOD
                        .withLoss(loss)
                        .withDuplication(random.nextBoolean() ? 0 : random.nextDouble() / 5)
                        .withDelay(Duration.ofMillis(1), Duration.ofMillis(1 + random.nextInt(300))));
        SipUri nobody = Messages.uri("sip:bob@127.0.0.1:9" + parameter());
        places.add(nobody);
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            places.add(callee(bed.socket(transport), true));
        }
        if (random.nextBoolean()) {
            host(SimulatedHosts.draw(random));
        }
        InetSocketAddress proxy = address(proxy(places, null));
        if (random.nextInt(3) == 0) {
            proxy = address(proxy(places.subList(0, 1 + random.nextInt(count)), uri(proxy)));
        }
        InetSocketAddress first = proxy;
        TransactionLayer layer = layer(_ -> Claim::release);
        this.idle = bed.wheel().waiting();
        int number = 1 + random.nextInt(2);
        for (int i = 0; i < number; i++) {
            calls.add(new SimulatedCall(
                    layer,
                    random,
                    "call-" + i,
                    () -> Objects.requireNonNull(layer.transport()
                            .flow(new NextHop(
                                    transport,
                                    first,
                                    Host.ofAddress(first.getAddress().getAddress()))))));
        }
    }

    private Duration time() {
        return Duration.ofNanos(bed.clock().nanoTime() - origin);
    }

    private String parameter() {
        return transport == Transport.UDP ? "" : ";transport=tcp";
    }

    private SipUri uri(InetSocketAddress at) {
        return Messages.uri("sip:bob@" + at.getAddress().getHostAddress() + ":" + at.getPort() + parameter());
    }

    private TransactionLayer layer(Function<TransactionLayer, TransactionUser> user) {
        return layer(bed.socket(transport), user);
    }

    private TransactionLayer layer(ListenerSettings socket, Function<TransactionLayer, TransactionUser> user) {
        Dns dns = new Dns(names, bed.clock(), _ -> {}, random);
        TransactionLayer layer = new TransactionLayer(
                bed.network(),
                bed.pool(),
                bed.wheel(),
                bed.clock(),
                TransactionSettings.DEFAULT,
                dns,
                new Random(random.nextLong()),
                user);
        try {
            layer.transport().listen(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        layers.add(layer);
        return layer;
    }

    private static InetSocketAddress address(TransactionLayer layer) {
        return layer.transport().listeners().getFirst().local();
    }

    private SipUri callee(ListenerSettings socket, boolean available) {
        SipUri elsewhere = places.get(random.nextInt(places.size()));
        TransactionLayer layer = layer(socket, made -> {
            SimulatedCallee callee = new SimulatedCallee(made, random, elsewhere, available, this::time);
            callees.add(callee);
            return callee;
        });
        InetSocketAddress here = address(layer);
        callees.getLast().listensAt(here, uri(here));
        return uri(here);
    }

    /// A name with several addresses, where not everybody answers.
    private void host(SimulatedHosts.Host host) {
        for (int i = 0; i < host.addresses().size(); i++) {
            InetAddress address = host.addresses().get(i);
            switch (host.kinds().get(i)) {
                case ALIVE -> callee(socket(address), true);
                case UNAVAILABLE -> callee(socket(address), false);
                case SILENT -> bed.network().silence(address);
                case CLOSED -> {}
            }
        }
        SipUri uri = Messages.uri("sip:bob@" + host.name() + ":" + SimulatedHosts.PORT + parameter());
        // So that it is not one among many.
        places.add(uri);
        places.add(uri);
    }

    private ListenerSettings socket(InetAddress address) {
        return bed.socket(transport, new InetSocketAddress(address, SimulatedHosts.PORT));
    }

    /// @param next where else this proxy sends requests; null for nowhere
    private TransactionLayer proxy(List<SipUri> among, @Nullable SipUri next) {
        List<Disposition.Order> orders =
                List.of(Disposition.Order.BY_PREFERENCE, Disposition.Order.PARALLEL, Disposition.Order.SEQUENTIAL);
        Disposition disposition =
                new Disposition(false, true, true, random.nextBoolean(), orders.get(random.nextInt(3)), false);
        ProxySettings settings = ProxySettings.DEFAULT.withTimerC(TIMER_C).withDisposition(disposition);
        boolean hunts = random.nextInt(4) == 0;
        ProxyUser user = new ProxyUser() {
            @Override
            public ForwardedRequest branch(Branch branch, ForwardedRequest request) {
                return failovers.branch(branch, request);
            }

            @Override
            public void failure(ProxyContext context, int status) {
                if (hunts && random.nextBoolean()) {
                    context.forward(targets(among, null));
                } else {
                    context.respondBest();
                }
            }
        };
        return layer(layer -> new StatefulProxy(
                layer,
                settings,
                new CurrentAddresses(layer.transport(), List.of(), List.of()),
                (_, _) -> new TargetFinder.Verdict.Forward(targets(among, next)),
                user));
    }

    private List<Target> targets(List<SipUri> among, @Nullable SipUri next) {
        List<Target> targets = new ArrayList<>();
        if (next != null) {
            targets.add(Target.of(next, 500 * (1 + random.nextInt(2))));
        }
        int count = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            targets.add(Target.of(among.get(random.nextInt(among.size())), 500 * (1 + random.nextInt(2))));
        }
        return targets;
    }

    /// Runs until all is over, and sees that it ended as it may.
    Totals run() {
        boolean ended = bed.await(this::isOver, LIMIT);
        for (TransactionLayer layer : layers) {
            assertThat(layer.counted(Counted.FAULT)).as("faults").isZero();
        }
        assertThat(bed.pool().failed()).as("tasks that failed").isZero();
        assertThat(ended).as(this::state).isTrue();
        Totals totals = Totals.NONE;
        for (SimulatedCall call : calls) {
            totals = totals.plus(check(call));
        }
        callees.forEach(callee -> callee.legs().forEach(failovers::add));
        Map<SimulatedFailovers.Cause, Integer> causes =
                failovers.count(bed.network().trace(), loss == 0);
        long messages = bed.network().trace().stream()
                .filter(event -> event.octets().length > 0)
                .count();
        return totals.plus(new Totals(0, 0, messages, 0, Map.of(), 0, 0, 0, causes));
    }

    private boolean isOver() {
        return bed.wheel().waiting() <= idle
                && calls.stream().allMatch(SimulatedCall::isOver)
                && layers.stream().allMatch(layer -> layer.servers() == 0 && layer.clients() == 0);
    }

    private String state() {
        StringBuilder text = new StringBuilder("what is left: ");
        layers.forEach(layer ->
                text.append(layer.servers()).append('/').append(layer.clients()).append(' '));
        return text.append(bed.wheel().waiting() - idle).append(" timers").toString();
    }

    private Totals check(SimulatedCall call) {
        boolean answered = !call.answers().isEmpty();
        boolean failed = call.failure() > 0;
        assertThat(answered && failed).as("a call both answered and failed").isFalse();
        assertThat(answered || failed || call.isTimedOut())
                .as("an end of the call")
                .isTrue();
        if (loss == 0 && !call.isCancelled()) {
            assertThat(answered || failed).as("an answer over a good network").isTrue();
        }
        Set<String> finals = finals(call.callId());
        long failures = finals.stream().filter(it -> !it.startsWith("2")).count();
        assertThat(failures).as(() -> "failures among " + finals).isLessThanOrEqualTo(1);
        assertThat(failures > 0 && finals.size() > 1)
                .as(() -> "answers and failures: " + finals)
                .isFalse();
        int unheard = 0;
        int branches = 0;
        for (SimulatedCallee callee : callees) {
            for (SimulatedCallee.Leg leg : callee.legs()) {
                if (leg.callId().equals(call.callId())) {
                    branches++;
                    unheard += check(call, leg, finals);
                }
            }
        }
        return new Totals(
                1,
                branches,
                0,
                answered ? 1 : 0,
                failed ? Map.of(call.failure() / 100, 1) : Map.of(),
                answered || failed ? 0 : 1,
                call.answers().size() > 1 ? 1 : 0,
                unheard,
                Map.of());
    }

    /// Whether it has answered and nobody has heard it: because all that was sent is lost, or came to a caller
    /// who had forgotten the call (RFC 3261 §13.2.2.4).
    private int check(SimulatedCall call, SimulatedCallee.Leg leg, Set<String> finals) {
        if (leg.hasAnswered() && !call.answers().contains(leg.tag())) {
            assertThat(leg.isUnheard())
                    .as("an end of an answer that was not heard")
                    .isTrue();
            boolean came = finals.stream().anyMatch(it -> it.endsWith("tag=" + leg.tag()));
            assertThat(came || loss > 0).as("an answer that came, or loss").isTrue();
            return 1;
        }
        if (loss == 0) {
            assertThat(leg.isForgotten()).as("a callee that rings for ever").isFalse();
        }
        return 0;
    }

    /// All final responses to an INVITE that came to the caller, each with its tag: those that have but one Via.
    private Set<String> finals(String callId) {
        Set<String> finals = new TreeSet<>();
        for (WireEvent event : bed.network().trace()) {
            if (event.kind() == WireEvent.Kind.ARRIVED && event.octets().length > 0) {
                String text = Text.decode(event.octets(), 0, event.octets().length);
                if (text.startsWith("SIP/2.0 ")
                        && text.charAt(8) != '1'
                        && text.indexOf("Via: ") == text.lastIndexOf("Via: ")
                        && text.contains("CSeq: 1 INVITE")
                        && text.contains("Call-ID: " + callId + "\r\n")) {
                    int to = text.indexOf("To: ");
                    finals.add(text.substring(8, 11) + text.substring(to, text.indexOf("\r\n", to)));
                }
            }
        }
        return finals;
    }

    String ladder() {
        return bed.network().ladder();
    }

    @Override
    public void close() {
        layers.forEach(TransactionLayer::close);
        bed.close();
    }
}
