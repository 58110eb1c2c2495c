package io.sidetone.sip.testing;

import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Connection;
import io.sidetone.sip.transport.Wire;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// One end of a connection of a [VirtualNetwork]. Thread-safe.
///
/// What is on its way to an end waits in the queue of that end, and a write is over when the other end has taken
/// all of it. No lock is held while the connection or the other end is called.
final class VirtualWire implements Wire {

    /// What is on its way: a piece of what was written, or word of what became of the connection.
    private static final class Parcel {
        private final long due;
        private final byte[] octets;
        private final Runnable arrived;
        private final Runnable lost;

        Parcel(long due, byte[] octets, Runnable arrived, Runnable lost) {
            this.due = due;
            this.octets = octets;
            this.arrived = arrived;
            this.lost = lost;
        }
    }

    private final VirtualHost host;
    private final VirtualNetwork network;
    private final Transport transport;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;

    private volatile @Nullable Connection connection;
    private volatile @Nullable VirtualWire peer;

    private final Queue<Parcel> inbox = new ArrayDeque<>();
    private long lastDue;
    private boolean reading = true;
    private boolean over;

    VirtualWire(VirtualHost host, Transport transport, InetSocketAddress local, InetSocketAddress remote) {
        this.host = host;
        this.network = host.network();
        this.transport = transport;
        this.local = local;
        this.remote = remote;
    }

    VirtualHost host() {
        return host;
    }

    Transport transport() {
        return transport;
    }

    InetSocketAddress local() {
        return local;
    }

    InetSocketAddress remote() {
        return remote;
    }

    @Nullable
    VirtualWire peer() {
        return peer;
    }

    synchronized boolean isOver() {
        return over;
    }

    private synchronized boolean end() {
        boolean first = !over;
        over = true;
        return first;
    }

    /// Asks who listens at the other address to take the connection.
    void connect(Connection made) {
        connection = made;
        if (!isOver()) {
            network.add(this);
            network.after(local, remote, () -> network.arrive(this));
        }
    }

    /// Says that this end belongs to a connection that was taken.
    void accepted(Connection made) {
        connection = made;
        network.add(this);
    }

    /// Joins the end that was made for us. Both may send from now on; ours learns it when word has come back.
    void join(VirtualWire other) {
        peer = other;
        other.peer = this;
        tell(() -> {
            Connection made = connection();
            made.connected(local);
            made.established(network.identity(remote, transport));
        });
        other.connection().established(network.identity(local, transport));
    }

    /// Says that nobody took the connection, or who did has closed it at once.
    void refuse(ClosingReason why) {
        tell(() -> finish(why));
    }

    private void tell(Runnable news) {
        put(new byte[0], news, () -> {});
    }

    private Connection connection() {
        Connection made = connection;
        if (made == null) {
            throw new IllegalStateException("A wire without connection");
        }
        return made;
    }

    @Override
    public void write(byte[] octets, Done done) {
        VirtualWire other = peer;
        if (other == null || isOver()) {
            network.soon(() -> done.done(false));
            return;
        }
        List<byte[]> pieces = network.pieces(octets, transport);
        for (byte[] piece : pieces.subList(0, pieces.size() - 1)) {
            other.put(piece, () -> {}, () -> {});
        }
        other.put(
                pieces.getLast(),
                () -> {
                    network.note(WireEvent.Kind.ARRIVED, transport, local, remote, octets);
                    done.done(true);
                },
                () -> done.done(false));
    }

    private void put(byte[] octets, Runnable arrived, Runnable lost) {
        long due = network.arrival(remote, local);
        synchronized (this) {
            // Nothing overtakes what is before it.
            lastDue = Math.max(lastDue, due);
            due = lastDue;
            inbox.add(new Parcel(due, octets, arrived, lost));
        }
        network.at(due, this::pump);
    }

    /// Takes what has come.
    void pump() {
        Parcel parcel = next();
        while (parcel != null) {
            if (isOver()) {
                parcel.lost.run();
            } else if (parcel.octets.length == 0) {
                parcel.arrived.run();
            } else {
                receive(parcel);
            }
            parcel = next();
        }
    }

    private @Nullable Parcel next() {
        boolean silent = network.isSilent(local.getAddress()) || network.isSilent(remote.getAddress());
        synchronized (this) {
            Parcel parcel = inbox.peek();
            boolean waits = parcel == null || parcel.due > network.now() || ((silent || !reading) && !over);
            return waits ? null : inbox.poll();
        }
    }

    /// Reads a piece, sometimes with those that have come right behind it.
    private void receive(Parcel first) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        Queue<Parcel> parts = new ArrayDeque<>(List.of(first));
        read.writeBytes(first.octets);
        while (network.isJoined(transport) && isNextOctets()) {
            Parcel more = next();
            if (more == null) {
                break;
            }
            parts.add(more);
            read.writeBytes(more.octets);
        }
        parts.forEach(part -> part.arrived.run());
        byte[] octets = read.toByteArray();
        if (transport == Transport.WS || transport == Transport.WSS) {
            connection().receivedMessage(octets);
        } else {
            connection().received(ByteBuffer.wrap(octets));
        }
    }

    private synchronized boolean isNextOctets() {
        Parcel parcel = inbox.peek();
        return parcel != null && parcel.octets.length > 0;
    }

    @Override
    public void read(boolean on) {
        synchronized (this) {
            reading = on;
        }
        if (on) {
            network.soon(this::pump);
        }
    }

    @Override
    public void close() {
        Connection made = connection;
        if (!end() || made == null) {
            return;
        }
        VirtualWire other = peer;
        if (other != null) {
            other.tell(() -> {
                network.note(WireEvent.Kind.CLOSED, transport, local, remote, new byte[0]);
                other.finish(ClosingReason.BY_PEER);
            });
        }
        network.soon(() -> leave(made, ClosingReason.BY_US));
    }

    /// Ends the connection from outside.
    void finish(ClosingReason why) {
        if (end()) {
            leave(connection(), why);
        }
    }

    private void leave(Connection made, ClosingReason why) {
        network.remove(this);
        made.ended(why);
        // What is left in the queue is lost, and who wrote it is told.
        pump();
    }

    /// Breaks the connection, at both ends and at once.
    void cut() {
        VirtualWire other = peer;
        network.note(WireEvent.Kind.CUT, transport, local, remote, new byte[0]);
        network.soon(() -> finish(ClosingReason.BROKEN));
        if (other != null) {
            network.soon(() -> other.finish(ClosingReason.BROKEN));
        }
    }

    /// Ends the connection since its host is shut down.
    void shutDown() {
        connection().close(ClosingReason.SHUTDOWN);
    }
}
