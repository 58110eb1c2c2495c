package io.sidetone.bench.subject;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.FieldTemplate;
import io.sidetone.sip.message.Malformed;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.socket.SystemNetwork;
import io.sidetone.sip.strand.PoolLimits;
import io.sidetone.sip.strand.StrandPool;
import io.sidetone.sip.strand.TimerWheel;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.SocketSlot;
import io.sidetone.sip.transport.TransportLayer;
import io.sidetone.sip.transport.TransportSettings;
import io.sidetone.sip.transport.TransportUser;
import io.sidetone.sip.transport.Unsent;
import io.sidetone.sip.uri.Host;
import java.io.IOException;
import java.net.InetSocketAddress;

/// Forwards requests by the whole transport layer, with what a proxy has to change: reads them, notes the source,
/// puts
/// a
/// Via on top, counts Max-Forwards down, writes them.
final class LayerForwarder implements Subject, TransportUser {

    private final TransportLayer layer;
    private final NextHop target;

    LayerForwarder(int port) {
        InetSocketAddress address = Subject.loopback(port);
        target = new NextHop(
                Transport.UDP, address, Host.ofAddress(address.getAddress().getAddress()));
        Clock clock = Clock.system();
        StrandPool pool =
                new StrandPool(PoolLimits.ofWorkers(Runtime.getRuntime().availableProcessors()), clock);
        TimerWheel wheel = new TimerWheel(pool, clock);
        wheel.begin();
        layer = new TransportLayer(new SystemNetwork(1, clock), pool, wheel, clock, TransportSettings.DEFAULT, this);
    }

    @Override
    public int start() throws IOException {
        return layer.listen(ListenerSettings.of(Transport.UDP, Subject.loopback(0)))
                .local()
                .getPort();
    }

    @Override
    public void received(SipMessage message, Flow flow) {
        SipRequest forwarded = ((SipRequest) message)
                .edit()
                .prepend(new FieldTemplate(HeaderName.VIA)
                        .text("SIP/2.0/")
                        .slot(SocketSlot.TRANSPORT)
                        .text(" ")
                        .slot(SocketSlot.SENT_BY)
                        .text(";branch=z9hG4bK2b1fe.4d0a2f1.0"))
                .set(Headers.MAX_FORWARDS, 69)
                .build();
        layer.send(forwarded, layer.flow(target), Unsent.IGNORED);
    }

    @Override
    public void malformed(Malformed malformed, Flow flow) {
        throw new IllegalStateException("The driver sends messages only, not: " + malformed);
    }

    @Override
    public void closed(Flow flow, ClosingReason reason) {
        // There are no connections.
    }
}
