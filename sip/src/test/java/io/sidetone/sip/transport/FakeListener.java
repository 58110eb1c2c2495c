package io.sidetone.sip.transport;

import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A socket in memory, which keeps what is sent from it.
final class FakeListener implements Listener {

    /// A datagram that was sent. Each octet is a character.
    record Sent(InetSocketAddress from, InetSocketAddress to, String text) {}

    private final ListenerSettings settings;
    private final @Nullable FlowReceiver receiver;
    private final @Nullable Connections connections;

    final List<Sent> datagrams = new CopyOnWriteArrayList<>();
    final List<Connection> opened = new ArrayList<>();
    final List<FakeWire> wires = new ArrayList<>();
    boolean closed;

    FakeListener(ListenerSettings settings, @Nullable FlowReceiver receiver, @Nullable Connections connections) {
        this.settings = settings;
        this.receiver = receiver;
        this.connections = connections;
    }

    /// One that nobody opens flows from.
    static FakeListener of(Transport transport, String address) {
        return new FakeListener(settings(transport, address), null, null);
    }

    static ListenerSettings settings(Transport transport, String address) {
        InetSocketAddress bound = Addressing.at(address);
        return transport.isSecure()
                ? ListenerSettings.of(transport, bound, Proven.context())
                : ListenerSettings.of(transport, bound);
    }

    @Override
    public ListenerSettings settings() {
        return settings;
    }

    @Override
    public InetSocketAddress local() {
        return settings.address();
    }

    @Override
    public @Nullable SentBy sentBy() {
        return settings.sentBy(local());
    }

    @Override
    public Flow open(NextHop hop) {
        return open(hop, local().getAddress());
    }

    @Override
    public Flow open(NextHop hop, InetAddress ours) {
        if (settings.transport() == Transport.UDP) {
            return new FakeFlow(this, new InetSocketAddress(ours, local().getPort()), hop.address());
        }
        FakeWire wire = new FakeWire();
        Connection connection = Objects.requireNonNull(connections)
                .connect(this, wire, hop, ours, null, Objects.requireNonNull(receiver));
        if (connection.isOpen()) {
            opened.add(connection);
            wires.add(wire);
        }
        return connection;
    }

    /// A peer connects.
    @Nullable
    Connection accept(FakeWire wire, String from) {
        return Objects.requireNonNull(connections)
                .accept(this, wire, local(), Addressing.at(from), Objects.requireNonNull(receiver));
    }

    /// A datagram comes.
    void receive(byte[] octets, String from) {
        Objects.requireNonNull(receiver).datagram(octets, new FakeFlow(this, local(), Addressing.at(from)));
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public String toString() {
        return settings.transport() + " " + local();
    }
}
