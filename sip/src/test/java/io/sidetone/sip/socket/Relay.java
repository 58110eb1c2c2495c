package io.sidetone.sip.socket;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.FieldTemplate;
import io.sidetone.sip.message.Malformed;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Lookup;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Resolution;
import io.sidetone.sip.strand.PoolLimits;
import io.sidetone.sip.strand.StrandPool;
import io.sidetone.sip.strand.TimerWheel;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.ResponseSender;
import io.sidetone.sip.transport.SocketSlot;
import io.sidetone.sip.transport.TransportLayer;
import io.sidetone.sip.transport.TransportSettings;
import io.sidetone.sip.transport.TransportUser;
import io.sidetone.sip.transport.Unsent;
import java.util.Objects;

/// The smallest proxy there is: sends all requests to one next hop, and their responses back, and remembers
/// nothing.
@Rfc(number = 3261, section = "16.11")
final class Relay implements TransportUser, AutoCloseable {

    private final Clock clock = Clock.system();
    private final StrandPool pool = new StrandPool(PoolLimits.ofWorkers(2), clock);
    private final TimerWheel wheel = new TimerWheel(pool, clock);
    private final SystemNetwork network = new SystemNetwork(2, clock);
    private final ResponseSender responses;
    private final NextHop hop;
    final TransportLayer transport;

    Relay(NextHop hop) {
        this.hop = hop;
        wheel.begin();
        transport = new TransportLayer(network, pool, wheel, clock, TransportSettings.DEFAULT, this);
        responses = new ResponseSender(
                transport, via -> new Lookup.Ready(new Resolution.Failed(Resolution.Reason.NOT_FOUND, via.toString())));
    }

    @Override
    public void received(SipMessage message, Flow flow) {
        switch (message) {
            case SipRequest request -> forward(request);
            case SipResponse response -> {
                SipResponse stripped = response.edit()
                        .removeFirst(Headers.VIA)
                        .withContentLength()
                        .build();
                Via next = Objects.requireNonNull(stripped.topVia());
                responses.send(stripped.toByteArray(), next, null, Unsent.IGNORED);
            }
        }
    }

    private void forward(SipRequest request) {
        Via via = Objects.requireNonNull(request.topVia());
        SipRequest forwarded = request.edit()
                .prepend(new FieldTemplate(HeaderName.VIA)
                        .text("SIP/2.0/")
                        .slot(SocketSlot.TRANSPORT)
                        .text(" ")
                        .slot(SocketSlot.SENT_BY)
                        .text(";branch=" + via.branch() + "-relayed"))
                .set(Headers.MAX_FORWARDS, 69)
                .build();
        transport.send(forwarded, Objects.requireNonNull(transport.flow(hop)), Unsent.IGNORED);
    }

    @Override
    public void malformed(Malformed problem, Flow flow) {
        throw new AssertionError(problem);
    }

    @Override
    public void closed(Flow flow, ClosingReason reason) {
        // The peers close their connections when they are done.
    }

    @Override
    public void close() {
        transport.close();
        network.close();
        wheel.close();
        pool.close();
    }
}
