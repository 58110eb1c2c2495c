package io.sidetone.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.header.Reason;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.Parsed;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Dns;
import io.sidetone.sip.resolve.DnsSettings;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.testing.Simulation;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.testing.WireEvent;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.uri.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A transaction layer on a bed, and a user of it that does what the test says and writes down what it is told.
final class Stand implements TransactionUser, ServerUser, ClientUser, AutoCloseable {

    /// So quick that a test on real sockets can wait for the end of everything.
    static final TimerSettings QUICK =
            TimerSettings.of(Duration.ofMillis(20), Duration.ofMillis(80), Duration.ofMillis(50));

    static final Duration LIMIT = ScriptedPeer.LIMIT;

    private static final String REQUEST = """
            METHOD sip:bob@{remote} SIP/2.0
            Via: SIP/2.0/{transport} {local};branch=BRANCH;rport
            Max-Forwards: 70
            From: <sip:alice@example.com>;tag=1
            To: <sip:bob@example.com>
            Call-ID: call
            CSeq: 1 METHOD
            Content-Length: 0
            """;

    final TestBed bed;
    final TransactionLayer layer;
    final List<String> log = new CopyOnWriteArrayList<>();
    final List<Claim> claims = new CopyOnWriteArrayList<>();
    final List<ServerTransaction> begun = new CopyOnWriteArrayList<>();
    final List<SipResponse> responses = new CopyOnWriteArrayList<>();

    /// What the user does with a request.
    volatile Consumer<Claim> script = _ -> {};

    /// What timers wait before the first message.
    private final long idle;

    Stand(TestBed bed, TransactionSettings settings) {
        this.bed = bed;
        DnsSettings nobody = DnsSettings.of(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9)));
        Dns dns = new Dns(nobody, bed.clock(), _ -> {}, new Random(1));
        this.layer = new TransactionLayer(
                bed.network(), bed.pool(), bed.wheel(), bed.clock(), settings, dns, new Random(2), _ -> this);
        this.idle = bed.wheel().waiting();
    }

    /// In memory, with the times of the RFC.
    static Stand simulated() {
        return new Stand(TestBed.simulated(1), TransactionSettings.DEFAULT);
    }

    Simulation simulation() {
        return (Simulation) bed;
    }

    InetSocketAddress listen(Transport transport) {
        try {
            return layer.transport().listen(bed.socket(transport)).local();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    ScriptedPeer peer(Transport transport) {
        try {
            return new ScriptedPeer(bed, transport);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Flow flow(Transport transport, InetSocketAddress to) {
        Host domain = Host.ofAddress(to.getAddress().getAddress());
        return Objects.requireNonNull(layer.transport().flow(new NextHop(transport, to, domain)));
    }

    void run(long millis) {
        simulation().run(Duration.ofMillis(millis));
    }

    void await(BooleanSupplier condition) {
        assertThat(bed.await(condition, LIMIT))
                .as("what was to happen; told so far: " + log)
                .isTrue();
    }

    void awaitLog(String line) {
        await(() -> log.contains(line));
    }

    /// The user is told this, in this order, and nothing else so far.
    void assertTold(String... lines) {
        bed.await(() -> log.size() >= lines.length, LIMIT);
        assertThat(log).containsExactly(lines);
    }

    /// A request of a peer, with this branch.
    static String request(String method, String branch) {
        return REQUEST.replace("METHOD", method).replace("BRANCH", branch);
    }

    /// The ACK to a response, with this branch.
    static String ack(SipResponse response, String branch) {
        return request("ACK", branch)
                .replace("To: <sip:bob@example.com>", "To: " + Objects.requireNonNull(response.to()));
    }

    /// A request of ours, without a Via.
    static SipRequest outgoing(String method) {
        String text = request(method, "-")
                .replaceFirst("Via: .*\n", "")
                .replace("{remote}", "example.com")
                .replace("\n", "\r\n");
        return (SipRequest) ((Parsed) new MessageParser().parse(Text.encode(text + "\r\n"))).message();
    }

    ClientTransaction send(String method, Flow flow) {
        return layer.send(outgoing(method), flow, this);
    }

    /// Has every request answered with these, in a transaction.
    void answerWith(int... codes) {
        script = claim -> {
            ServerTransaction transaction = claim.begin(this);
            begun.add(transaction);
            for (int code : codes) {
                transaction.respond(claim.answer(code, "Answer").build());
            }
        };
    }

    /// When messages that begin so came to somebody, in milliseconds from the start of the bed.
    List<Long> times(ScriptedPeer peer, String start) {
        List<Long> times = new ArrayList<>();
        for (WireEvent event : simulation().network().trace()) {
            String text = event.toString();
            if (event.kind() == WireEvent.Kind.ARRIVED
                    && event.to().equals(peer.address())
                    && text.contains(" " + start)) {
                times.add(event.time().toMillis());
            }
        }
        return times;
    }

    /// All is over, and nothing is left of it.
    void assertEmpty() {
        boolean empty = bed.await(this::isEmpty, Duration.ofSeconds(bed instanceof Simulation ? 200 : 10));
        assertThat(empty)
                .as("servers %d, clients %d, held %d, timers %d; told %s"
                        .formatted(
                                layer.servers(),
                                layer.clients(),
                                layer.held(),
                                bed.wheel().waiting() - idle,
                                log))
                .isTrue();
        assertThat(bed.pool().failed()).isZero();
    }

    private boolean isEmpty() {
        return layer.servers() == 0
                && layer.clients() == 0
                && layer.held() == 0
                && bed.wheel().waiting() <= idle;
    }

    private void tell(String line) {
        log.add(line);
        bed.changed();
    }

    @Override
    public void request(Claim claim) {
        claims.add(claim);
        tell("request " + claim.request().method());
        script.accept(claim);
    }

    @Override
    public void acknowledgement(SipRequest ack, Flow flow) {
        tell("ack");
    }

    @Override
    public void stray(SipResponse response, Flow flow) {
        tell("stray " + response.statusCode());
    }

    @Override
    public void closed(Flow flow, ClosingReason reason) {
        bed.changed();
    }

    @Override
    public void cancelled(ServerTransaction transaction, List<Reason> why) {
        tell(why.isEmpty() ? "cancelled" : "cancelled " + why);
    }

    @Override
    public void acknowledged(ServerTransaction transaction, SipRequest ack) {
        tell("acknowledged");
    }

    @Override
    public void timedOut(ServerTransaction transaction) {
        tell("timed out");
    }

    @Override
    public void unsent(ServerTransaction transaction) {
        tell("unsent");
    }

    @Override
    public void terminated(ServerTransaction transaction) {
        tell("server over");
    }

    @Override
    public void response(ClientTransaction transaction, SipResponse response) {
        responses.add(response);
        tell("response " + response.statusCode());
    }

    @Override
    public void failed(ClientTransaction transaction, Failure failure) {
        tell("failed " + failure);
    }

    @Override
    public void terminated(ClientTransaction transaction) {
        tell("client over");
    }

    @Override
    public void close() {
        layer.close();
        bed.close();
    }
}
