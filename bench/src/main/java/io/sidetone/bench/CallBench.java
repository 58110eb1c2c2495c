package io.sidetone.bench;

import io.sidetone.bench.base.Samples;
import io.sidetone.sip.proxy.CurrentAddresses;
import io.sidetone.sip.proxy.ProxySettings;
import io.sidetone.sip.proxy.StatefulProxy;
import io.sidetone.sip.proxy.Target;
import io.sidetone.sip.proxy.TargetFinder.Verdict;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transaction.TransactionUser;
import io.sidetone.sip.transport.Flow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    static final String TAG = ";tag=b#";

    private final MemoryServer proxy = new MemoryServer(CallBench::toBob);
    private final Flow toCaller = proxy.flow("192.0.2.1");
    private final Flow toCallee = proxy.flow("192.0.2.4");
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
    }

    private static TransactionUser toBob(TransactionLayer layer) {
        Target bob = Target.of(Samples.uri("sip:bob@192.0.2.4"));
        return new StatefulProxy(
                layer,
                ProxySettings.DEFAULT,
                new CurrentAddresses(layer.transport(), List.of(), List.of()),
                (_, _) -> Verdict.Forward.to(bob));
    }

    /// A request of the caller's, with the number sign in all that tells calls apart.
    ///
    /// @param tag the To tag; empty outside a dialog
    static MessageTemplate request(String line, String cseq, String tag, byte[] body) {
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

    /// A response of the callee's.
    static MessageTemplate response(String line, String cseq, byte[] body) {
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
        proxy.advance(step);
        return last;
    }

    /// What the calls go through. It has the transactions of the last 32 seconds.
    MemoryServer proxy() {
        return proxy;
    }

    /// Lets the proxy have a message, and takes what it sends on.
    private byte[] through(byte[] message, Flow from) {
        proxy.receive(message, from);
        return proxy.take();
    }
}
