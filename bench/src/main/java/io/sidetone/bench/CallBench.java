package io.sidetone.bench;

import io.sidetone.sip.proxy.CurrentAddresses;
import io.sidetone.sip.proxy.ProxySettings;
import io.sidetone.sip.proxy.StatefulProxy;
import io.sidetone.sip.proxy.Target;
import io.sidetone.sip.proxy.TargetFinder.Verdict;
import io.sidetone.sip.resolve.Dns;
import io.sidetone.sip.resolve.DnsSettings;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.strand.PoolLimits;
import io.sidetone.sip.strand.StrandPool;
import io.sidetone.sip.strand.TimerWheel;
import io.sidetone.sip.testing.ManualClock;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transaction.TransactionSettings;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.ListenerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A whole call through a proxy with transactions, without sockets: INVITE, 180, 200, ACK, BYE, 200.
///
/// The clock moves on by a millisecond with each call, so that the timers go off and the transactions end as they
/// do with a thousand calls in a second. Caller and callee only put octets together; their share is small, and in
/// the figures.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class CallBench {

    /// As with a thousand calls in a second.
    private static final Duration STEP = Duration.ofMillis(1);

    /// What the callee adds to the To.
    private static final String TAG = ";tag=b#";

    private final ManualClock clock = new ManualClock();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final StrandPool pool = new StrandPool(PoolLimits.ofWorkers(1), clock, tasks::add);
    private final TimerWheel wheel = new TimerWheel(pool, clock);
    private final MemoryNetwork network = new MemoryNetwork();
    private final TransactionLayer layer;
    private final Flow toCaller;
    private final Flow toCallee;
    private final MessageTemplate invite = request("INVITE sip:bob@192.0.2.2", "1 INVITE", "", Samples.offer());
    private final MessageTemplate ack = request("ACK sip:bob@192.0.2.4", "1 ACK", TAG, new byte[0]);
    private final MessageTemplate bye = request("BYE sip:bob@192.0.2.4", "2 BYE", TAG, new byte[0]);
    private final MessageTemplate ringing = response("180 Ringing", "1 INVITE", new byte[0]);
    private final MessageTemplate answer = response("200 OK", "1 INVITE", Samples.offer());
    private final MessageTemplate ok = response("200 OK", "2 BYE", new byte[0]);
    private final Duration step;
    private long number;

    public CallBench() {
        this(STEP);
    }

    /// @param step how much time goes by with each call
    CallBench(Duration step) {
        this.step = step;
        Random random = new Random(1);
        Dns dns = new Dns(DnsSettings.of(List.of(at("192.0.2.53"))), clock, Runnable::run, random);
        Target bob = Target.of(Samples.uri("sip:bob@192.0.2.4"));
        layer = new TransactionLayer(
                network,
                pool,
                wheel,
                clock,
                TransactionSettings.DEFAULT,
                dns,
                random,
                made -> new StatefulProxy(
                        made,
                        ProxySettings.DEFAULT,
                        new CurrentAddresses(made.transport(), List.of(), List.of()),
                        (_, _) -> Verdict.Forward.to(bob)));
        try {
            layer.transport().listen(ListenerSettings.of(Transport.UDP, at("192.0.2.2")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        toCaller = network.flow(at("192.0.2.1"));
        toCallee = network.flow(at("192.0.2.4"));
    }

    private static MessageTemplate request(String line, String cseq, String tag, byte[] body) {
        List<String> fields = new ArrayList<>(List.of(
                "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK" + cseq.replace(" ", "") + "#;rport",
                "Max-Forwards: 70",
                "From: \"Alice\" <sip:alice@192.0.2.1>;tag=a#",
                "To: <sip:bob@192.0.2.2>" + tag,
                "Call-ID: #@192.0.2.1",
                "CSeq: " + cseq));
        if (tag.isEmpty()) {
            fields.addAll(List.of("Contact: <sip:alice@192.0.2.1>", "Content-Type: application/sdp"));
        } else {
            fields.add("Route: <sip:192.0.2.2:5060;lr>");
        }
        fields.addAll(List.of("User-Agent: Caller", "Allow: INVITE, ACK, CANCEL, OPTIONS, BYE"));
        return new MessageTemplate(line + " SIP/2.0", Samples.message(body, fields.toArray(String[]::new)));
    }

    private static MessageTemplate response(String line, String cseq, byte[] body) {
        List<String> fields = new ArrayList<>(List.of(
                "From: \"Alice\" <sip:alice@192.0.2.1>;tag=a#",
                "To: <sip:bob@192.0.2.2>" + TAG,
                "Call-ID: #@192.0.2.1",
                "CSeq: " + cseq,
                "Contact: <sip:bob@192.0.2.4>"));
        if (body.length > 0) {
            fields.add("Content-Type: application/sdp");
        }
        return new MessageTemplate("SIP/2.0 " + line, Samples.message(body, fields.toArray(String[]::new)));
    }

    /// A call from its beginning to its end.
    ///
    /// @return the last response as the caller gets it
    @Benchmark
    public byte[] call() {
        number++;
        byte[] invited = through(invite.request(number), toCaller);
        through(ringing.response(number, invited), toCallee);
        through(answer.response(number, invited), toCallee);
        through(ack.request(number), toCaller);
        byte[] ended = through(bye.request(number), toCaller);
        byte[] last = through(ok.response(number, ended), toCallee);
        clock.advance(step);
        wheel.turn();
        work();
        return last;
    }

    /// The transactions that there are now: those of the last 32 seconds.
    int transactions() {
        return layer.servers() + layer.clients();
    }

    /// Lets the proxy have a message, and takes what it sends on.
    private byte[] through(byte[] message, Flow from) {
        network.receive(message, from);
        work();
        byte[] sent = network.take();
        return isTrying(sent) ? network.take() : sent;
    }

    private static boolean isTrying(byte[] message) {
        return message[0] == 'S' && message[8] == '1' && message[9] == '0';
    }

    private void work() {
        Runnable task = tasks.poll();
        while (task != null) {
            task.run();
            task = tasks.poll();
        }
    }

    private static InetSocketAddress at(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 5060);
    }
}
