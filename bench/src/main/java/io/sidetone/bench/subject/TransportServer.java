package io.sidetone.bench.subject;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.message.Malformed;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.socket.SystemNetwork;
import io.sidetone.sip.strand.PoolLimits;
import io.sidetone.sip.strand.StrandPool;
import io.sidetone.sip.strand.TimerWheel;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.TransportLayer;
import io.sidetone.sip.transport.TransportSettings;
import io.sidetone.sip.transport.TransportUser;
import io.sidetone.sip.transport.Unsent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/// A server of one socket: the transport layer, and a user that keeps a processor busy for each request as long as it
/// is told, and answers 200.
///
/// Its arguments: the transport, the number of workers, and the microseconds of CPU time that a request costs.
final class TransportServer implements Subject, TransportUser {

    /// So much work between two looks at the clock: about two microseconds.
    private static final int STEPS = 2000;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final TransportLayer layer;
    private final Transport transport;
    private final long nanos;

    TransportServer(List<String> arguments) {
        transport = Transport.valueOf(arguments.get(0));
        nanos = 1000 * Long.parseLong(arguments.get(2));
        Clock clock = Clock.system();
        StrandPool pool = new StrandPool(PoolLimits.ofWorkers(Integer.parseInt(arguments.get(1))), clock);
        TimerWheel wheel = new TimerWheel(pool, clock);
        wheel.begin();
        SystemNetwork network = new SystemNetwork(Runtime.getRuntime().availableProcessors(), clock);
        layer = new TransportLayer(network, pool, wheel, clock, TransportSettings.DEFAULT, this);
    }

    @Override
    public int start() throws IOException {
        return layer.listen(ListenerSettings.of(transport, Subject.loopback(0)))
                .local()
                .getPort();
    }

    @Override
    public int connections() {
        return layer.connections().open();
    }

    @Override
    public void received(SipMessage message, Flow flow) {
        if (message instanceof SipRequest request) {
            burn();
            layer.send(SipResponse.answer(request, 200, "OK").build(), flow, Unsent.IGNORED);
        }
    }

    @Override
    public void malformed(Malformed malformed, Flow flow) {
        throw new IllegalStateException("The driver sends messages only, not: " + malformed);
    }

    @Override
    public void closed(Flow flow, ClosingReason reason) {
        // The driver closes when it has measured what it wanted.
    }

    /// Uses CPU time. What a thread waits for a processor does not count.
    private void burn() {
        long end = threads.getCurrentThreadCpuTime() + nanos;
        long state = end | 1;
        while (threads.getCurrentThreadCpuTime() < end) {
            for (int i = 0; i < STEPS; i++) {
                state ^= state << 13;
                state ^= state >>> 7;
                state ^= state << 17;
            }
            if (state == 0) {
                throw new IllegalStateException("Never so, but the compiler cannot know it");
            }
        }
    }
}
