package io.sidetone.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Dns;
import io.sidetone.sip.resolve.DnsSettings;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.Reachable;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.testing.Simulation;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.testing.WireEvent;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transaction.TransactionSettings;
import io.sidetone.sip.transaction.TransactionUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.function.Function;

/// A proxy on a bed, its caller Alice, and as many callees as a test wants.
final class ProxyStand implements AutoCloseable {

    /// The branch of what Alice sends, if a test does not say.
    static final String BRANCH = "z9hG4bKalice";

    private static final String REQUEST = """
            METHOD URI SIP/2.0
            Via: SIP/2.0/{transport} {local};branch=BRANCH;rport
            Max-Forwards: 70
            From: <sip:alice@example.com>;tag=a
            To: <sip:bob@example.com>
            Call-ID: call
            CSeq: 1 METHOD
            Contact: <sip:alice@{local}>
            Content-Length: 0
            """;

    final TestBed bed;
    final TransactionLayer layer;
    final ScriptedPeer alice;

    /// Where the proxy listens, for Alice.
    final InetSocketAddress proxy;

    final List<Target> targets = new ArrayList<>();

    /// Questions to the DNS that nobody has answered yet.
    final Queue<Runnable> questions = new ArrayDeque<>();

    /// What timers wait before the first message.
    private final long idle;

    /// A stateful proxy with settings and a user.
    static ProxyStand stateful(TestBed bed, Transport transport, ProxySettings settings, ProxyUser user) {
        return new ProxyStand(
                bed,
                transport,
                stand -> new StatefulProxy(stand.layer(), settings, stand.myself(), (_, _) -> stand.verdict(), user));
    }

    /// In memory, by UDP, with everything as the RFC has it.
    static ProxyStand simulated() {
        return simulated(ProxySettings.DEFAULT, ProxyUser.NONE);
    }

    static ProxyStand simulated(ProxySettings settings, ProxyUser user) {
        return stateful(TestBed.simulated(1), Transport.UDP, settings, user);
    }

    /// In memory, by UDP, with other settings of what is below.
    static ProxyStand simulated(TransactionSettings below) {
        return new ProxyStand(
                TestBed.simulated(1),
                Transport.UDP,
                below,
                names(),
                stand -> new StatefulProxy(
                        stand.layer(), ProxySettings.DEFAULT, stand.myself(), (_, _) -> stand.verdict()));
    }

    /// What the maker of a proxy has to go by.
    record Site(TransactionLayer layer, Myself myself, List<Target> targets) {
        TargetFinder.Verdict verdict() {
            return new TargetFinder.Verdict.Forward(targets);
        }
    }

    ProxyStand(TestBed bed, Transport transport, Function<Site, TransactionUser> maker) {
        this(bed, transport, TransactionSettings.DEFAULT, names(), maker);
    }

    ProxyStand(
            TestBed bed,
            Transport transport,
            TransactionSettings below,
            DnsSettings names,
            Function<Site, TransactionUser> maker) {
        this.bed = bed;
        Dns dns = new Dns(names, bed.clock(), questions::add, new Random(1));
        this.layer = new TransactionLayer(
                bed.network(),
                bed.pool(),
                bed.wheel(),
                bed.clock(),
                below,
                dns,
                new Random(2),
                made -> maker.apply(
                        new Site(made, new CurrentAddresses(made.transport(), List.of(), List.of()), targets)));
        this.idle = bed.wheel().waiting();
        this.proxy = listen(transport);
        this.alice = peer(transport);
    }

    /// The name two.example has two addresses, 127.0.0.2 and 127.0.0.3; all others are asked for.
    private static DnsSettings names() {
        try {
            Path hosts = Files.createTempFile("hosts", ".txt");
            hosts.toFile().deleteOnExit();
            return SimulatedHosts.names(hosts, "127.0.0.2 two.example\n127.0.0.3 two.example\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A peer at one of the addresses of two.example.
    ScriptedPeer peer(Transport transport, int last) {
        try {
            InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
            return new ScriptedPeer(bed, simulation().socket(transport, new InetSocketAddress(address, 5060)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Simulation simulation() {
        return (Simulation) bed;
    }

    InetSocketAddress listen(Transport transport) {
        try {
            return layer.transport().listen(bed.socket(transport)).local();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ScriptedPeer peer(Transport transport) {
        try {
            return new ScriptedPeer(bed, transport);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A peer that becomes the next target.
    ScriptedPeer callee() {
        return callee(Transport.UDP, Target.MOST_PREFERRED);
    }

    ScriptedPeer callee(Transport transport, int q) {
        ScriptedPeer peer = peer(transport);
        targets.add(Target.of(Messages.uri(uri(peer, transport)), q));
        return peer;
    }

    static String uri(ScriptedPeer peer, Transport transport) {
        InetSocketAddress at = peer.address();
        String where = "sip:bob@" + at.getAddress().getHostAddress() + ":" + at.getPort();
        return transport == Transport.UDP
                ? where
                : where + ";transport=" + (transport == Transport.WSS ? "ws" : Text.lower(transport.name()));
    }

    /// Alice sends a request to the proxy, with these lines more.
    void send(String method, String branch, String... lines) {
        alice.send(request(method, branch, lines), proxy);
    }

    void invite(String... lines) {
        send("INVITE", BRANCH, lines);
    }

    void cancel() {
        send("CANCEL", BRANCH);
    }

    static String request(String method, String branch, String... lines) {
        return requestTo("sip:bob@example.com", method, branch, lines);
    }

    static String requestTo(String uri, String method, String branch, String... lines) {
        StringBuilder text = new StringBuilder(
                REQUEST.replace("METHOD", method).replace("URI", uri).replace("BRANCH", branch));
        for (String line : lines) {
            String name = line.substring(0, line.indexOf(':') + 1);
            int at = name.equals("Route:") || name.equals("Via:") ? -1 : text.indexOf("\n" + name);
            if (at >= 0) {
                text.replace(at + 1, text.indexOf("\n", at + 1), line);
            } else {
                text.append(line).append('\n');
            }
        }
        return text.toString();
    }

    /// Alice acknowledges a final response other than a 2xx.
    void acknowledge(SipResponse failure) {
        send("ACK", BRANCH, "To: " + Objects.requireNonNull(failure.to()));
    }

    /// The final response that Alice gets and acknowledges.
    SipResponse expectFailure(int status) {
        SipResponse failure = alice.expectResponse(status);
        acknowledge(failure);
        return failure;
    }

    void run(long millis) {
        simulation().run(Duration.ofMillis(millis));
    }

    void runSeconds(long seconds) {
        run(seconds * 1000);
    }

    static String branch(SipMessage message) {
        return Objects.requireNonNull(Objects.requireNonNull(message.topVia()).branch());
    }

    static String tag(SipMessage message) {
        return Objects.requireNonNull(Objects.requireNonNull(message.to()).tag());
    }

    static String reason(SipRequest request) {
        return String.valueOf(request.first(Headers.REASON));
    }

    static String values(SipMessage message, HeaderName name) {
        return Messages.valuesOf(message, name);
    }

    /// The final responses to its INVITE that a peer has got, each once.
    static List<Integer> finals(ScriptedPeer peer) {
        List<Integer> codes = new ArrayList<>();
        for (SipMessage message : peer.received()) {
            if (message instanceof SipResponse response
                    && !response.isProvisional()
                    && Objects.requireNonNull(response.cseq()).method().name().equals("INVITE")
                    && !codes.contains(response.statusCode())) {
                codes.add(response.statusCode());
            }
        }
        return codes;
    }

    /// How many requests of a method a peer has got.
    static long count(ScriptedPeer peer, String method) {
        return peer.received().stream()
                .filter(message -> message instanceof SipRequest request
                        && request.method().name().equals(method))
                .count();
    }

    /// All is over once its time has passed, and nothing is left of it. Nothing that lingers has a message.
    void assertEmpty() {
        run(100);
        String path = Reachable.pathTo(SipMessage.class, layer, bed.wheel());
        assertThat(path).as("the way to a message that lingers").isNull();
        boolean empty = bed.await(this::isEmpty, Duration.ofSeconds(400));
        assertThat(empty).as(() -> state()).isTrue();
        assertThat(bed.pool().failed()).isZero();
    }

    private boolean isEmpty() {
        return layer.servers() == 0
                && layer.clients() == 0
                && layer.held() == 0
                && bed.wheel().waiting() <= idle;
    }

    private String state() {
        return "servers %d, clients %d, held %d, timers %d%n%s"
                .formatted(
                        layer.servers(),
                        layer.clients(),
                        layer.held(),
                        bed.wheel().waiting() - idle,
                        simulation().network().ladder());
    }

    /// When messages that begin so came to somebody, in milliseconds from the start of the bed.
    List<Long> times(ScriptedPeer peer, String start) {
        List<Long> times = new ArrayList<>();
        for (WireEvent event : simulation().network().trace()) {
            if (event.kind() == WireEvent.Kind.ARRIVED
                    && event.to().equals(peer.address())
                    && event.toString().contains(" " + start)) {
                times.add(event.time().toMillis());
            }
        }
        return times;
    }

    @Override
    public void close() {
        layer.close();
        bed.close();
    }
}
