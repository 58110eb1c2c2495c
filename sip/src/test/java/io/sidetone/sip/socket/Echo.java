package io.sidetone.sip.socket;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.Malformed;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Lookup;
import io.sidetone.sip.resolve.Resolution;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.strand.PoolLimits;
import io.sidetone.sip.strand.StrandPool;
import io.sidetone.sip.strand.TimerWheel;
import io.sidetone.sip.tls.TlsContext;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.ResponseSender;
import io.sidetone.sip.transport.TransportLayer;
import io.sidetone.sip.transport.TransportSettings;
import io.sidetone.sip.transport.TransportUser;
import io.sidetone.sip.transport.Unsent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A small SIP element on real sockets: answers each request with 200, and remembers what came.
final class Echo implements TransportUser, AutoCloseable {

    private static final int WAIT = 10;

    final Clock clock = Clock.system();
    final StrandPool pool = new StrandPool(PoolLimits.ofWorkers(2), clock);
    final TimerWheel wheel = new TimerWheel(pool, clock);
    final SystemNetwork network = new SystemNetwork(2, clock);
    final TransportLayer transport;
    final ResponseSender responses;
    final BlockingQueue<SipRequest> requests = new LinkedBlockingQueue<>();
    final BlockingQueue<SipResponse> replies = new LinkedBlockingQueue<>();
    final BlockingQueue<Malformed> malformed = new LinkedBlockingQueue<>();
    final BlockingQueue<ClosingReason> closings = new LinkedBlockingQueue<>();
    final BlockingQueue<Flow> flows = new LinkedBlockingQueue<>();

    Echo(TransportSettings settings) {
        wheel.begin();
        transport = new TransportLayer(network, pool, wheel, clock, settings, this);
        responses = new ResponseSender(
                transport, via -> new Lookup.Ready(new Resolution.Failed(Resolution.Reason.NOT_FOUND, via.toString())));
    }

    Listener listen(Transport kind) throws IOException {
        return listen(ListenerSettings.of(kind, address("127.0.0.1")));
    }

    Listener listen(Transport kind, TlsContext tls) throws IOException {
        return listen(ListenerSettings.of(kind, address("127.0.0.1"), tls));
    }

    Listener listen(ListenerSettings settings) throws IOException {
        return transport.listen(settings);
    }

    static InetSocketAddress address(String text) {
        return new InetSocketAddress(InetAddress.ofLiteral(text), 0);
    }

    /// Waits for what is to come, but not for ever.
    static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        return Objects.requireNonNull(queue.poll(WAIT, TimeUnit.SECONDS), "Nothing came");
    }

    @Override
    public void received(SipMessage message, Flow flow) {
        switch (message) {
            case SipRequest request -> {
                Via via = Objects.requireNonNull(request.topVia());
                if (!request.method().equals(Method.ACK)) {
                    responses.send(answer(request), via, flow, Unsent.IGNORED);
                }
                flows.add(flow);
                requests.add(request);
            }
            case SipResponse response -> replies.add(response);
        }
    }

    private static byte[] answer(SipRequest request) {
        SipResponse.Builder answer = SipResponse.answer(request, 200, "OK");
        // Who registers wants to see his contacts.
        request.fields().stream()
                .filter(field -> field.known() == HeaderName.CONTACT)
                .forEach(field -> answer.append("Contact", field.value() + ";expires=60"));
        return answer.withContentLength().build().toByteArray();
    }

    @Override
    public void malformed(Malformed problem, Flow flow) {
        malformed.add(problem);
    }

    @Override
    public void closed(Flow flow, ClosingReason reason) {
        closings.add(reason);
    }

    @Override
    public void close() {
        transport.close();
        network.close();
        wheel.close();
        pool.close();
    }
}
