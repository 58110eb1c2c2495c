package io.sidetone.sip.testing;

import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.transport.Connection;
import io.sidetone.sip.transport.Connections;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.FlowReceiver;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.SentBy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A socket of a [VirtualNetwork]. Thread-safe.
final class VirtualListener implements Listener {

    /// A datagram that the receiver has no room for yet.
    private static final class Waiting {
        private final byte[] octets;
        private final Flow flow;

        Waiting(byte[] octets, Flow flow) {
            this.octets = octets;
            this.flow = flow;
        }
    }

    private final VirtualHost host;
    private final ListenerSettings settings;
    private final InetSocketAddress local;
    private final FlowReceiver receiver;
    private final Connections connections;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private int octetsWaiting;
    private volatile boolean open = true;

    VirtualListener(
            VirtualHost host,
            ListenerSettings settings,
            InetSocketAddress local,
            FlowReceiver receiver,
            Connections connections) {
        this.host = host;
        this.settings = settings;
        this.local = local;
        this.receiver = receiver;
        this.connections = connections;
    }

    VirtualHost host() {
        return host;
    }

    VirtualNetwork network() {
        return host.network();
    }

    boolean isOpen() {
        return open;
    }

    @Override
    public ListenerSettings settings() {
        return settings;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public @Nullable SentBy sentBy() {
        return settings.sentBy(local);
    }

    @Override
    public Flow open(NextHop hop) {
        return open(hop, host.sourceTo(hop.address().getAddress()));
    }

    @Override
    public Flow open(NextHop hop, InetAddress ours) {
        InetAddress from = local.getAddress().isAnyLocalAddress() ? ours : local.getAddress();
        return settings.transport() == Transport.UDP
                ? new VirtualFlow(this, new InetSocketAddress(from, local.getPort()), hop.address())
                : connect(hop, from);
    }

    private Flow connect(NextHop hop, InetAddress from) {
        InetSocketAddress end = new InetSocketAddress(from, network().freePort());
        VirtualWire wire = new VirtualWire(host, settings.transport(), end, hop.address());
        Connection connection = connections.connect(this, wire, hop, from, null, receiver);
        wire.connect(connection);
        return connection;
    }

    /// Takes the connection that has come from a wire. Answers our end of it; null if there are too many.
    @Nullable
    VirtualWire accept(VirtualWire client) {
        InetSocketAddress ours = client.remote();
        InetSocketAddress theirs = client.local();
        VirtualWire wire = new VirtualWire(host, settings.transport(), ours, theirs);
        Connection connection = connections.accept(this, wire, ours, theirs, receiver);
        if (connection == null) {
            return null;
        }
        wire.accepted(connection);
        return wire;
    }

    /// Takes a datagram. Answers whether there was room for it.
    boolean receive(byte[] octets, InetSocketAddress from, InetSocketAddress to) {
        synchronized (waiting) {
            if (octetsWaiting + octets.length > settings.options().receiveBuffer()) {
                return false;
            }
            octetsWaiting += octets.length;
            waiting.add(new Waiting(octets, new VirtualFlow(this, to, from)));
            if (waiting.size() > 1) {
                return true;
            }
        }
        deliver();
        return true;
    }

    /// Hands on what waits as long as the receiver has room. The one in hand waits until it is taken, so that
    /// those that come meanwhile stay behind it.
    private void deliver() {
        Waiting next = first();
        while (next != null) {
            if (receiver.isFull()) {
                receiver.whenThereIsRoom(() -> network().soon(this::deliver));
                return;
            }
            try {
                if (open) {
                    receiver.datagram(next.octets, next.flow);
                }
            } finally {
                remove(next);
            }
            next = first();
        }
    }

    private void remove(Waiting taken) {
        synchronized (waiting) {
            waiting.remove(taken);
            octetsWaiting -= taken.octets.length;
        }
    }

    private @Nullable Waiting first() {
        synchronized (waiting) {
            return waiting.peek();
        }
    }

    @Override
    public void close() {
        open = false;
        network().unbind(this);
    }

    @Override
    public String toString() {
        return settings.transport() + " " + local;
    }
}
