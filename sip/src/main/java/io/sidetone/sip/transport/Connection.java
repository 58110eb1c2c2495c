package io.sidetone.sip.transport;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.Malformed;
import io.sidetone.sip.message.StreamFrame;
import io.sidetone.sip.message.StreamFramer;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.tls.PeerIdentity;
import io.sidetone.sip.uri.Host;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A connection without its I/O: cuts what comes into messages, answers pings, bounds what waits to be sent, and
/// knows what is overdue. Made by [Connections].
///
/// The methods of [Flow] are thread-safe. Those that tell what the [Wire] does are confined to the thread that
/// reads.
@Rfc(number = 3261, section = "18")
public final class Connection implements Flow {

    private static final String PING = "\r\n\r\n";
    private static final int MAX_ALIASES = 8;
    private static final String PONG = "\r\n";

    private enum State {
        CONNECTING,
        HANDSHAKE,
        OPEN,
        CLOSED
    }

    /// What was sent before messages could go.
    private static final class Waiting {
        private final byte[] octets;
        private final Unsent unsent;

        Waiting(byte[] octets, Unsent unsent) {
            this.octets = octets;
            this.unsent = unsent;
        }
    }

    private final long number;
    private final Listener listener;
    private final Wire wire;
    private final Connections table;
    private final FlowReceiver receiver;
    private final @Nullable Host domain;
    private final StreamFramer framer;

    /// The address that it is counted for; null if for none.
    private volatile @Nullable InetAddress countedFor;

    private volatile List<InetSocketAddress> aliases = List.of();
    private volatile InetSocketAddress local;
    private volatile InetSocketAddress remote;
    private volatile @Nullable PeerIdentity identity;

    /// Written under the lock of this, as are those that wait for the connection.
    private volatile State state;

    private List<Waiting> early = new ArrayList<>();
    private @Nullable ClosingReason reason;

    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicInteger pings = new AtomicInteger();
    private final ConnectionDeadlines deadlines;

    /// @param domain what a peer that we connect to must be; null if we accepted the connection
    Connection(
            Connections table,
            Listener listener,
            Wire wire,
            InetSocketAddress local,
            InetSocketAddress remote,
            @Nullable Host domain,
            FlowReceiver receiver) {
        this.table = table;
        this.number = table.nextNumber();
        this.listener = listener;
        this.wire = wire;
        this.local = local;
        this.remote = remote;
        this.domain = domain;
        this.receiver = receiver;
        this.framer = new StreamFramer(table.parser());
        this.state = domain == null ? State.HANDSHAKE : State.CONNECTING;
        this.deadlines = new ConnectionDeadlines(
                table.times(), domain != null, table.clock().nanoTime());
    }

    /// A number that no other connection of this element has had or will have.
    public long number() {
        return number;
    }

    /// Whether we opened it.
    public boolean isOutgoing() {
        return domain != null;
    }

    /// What a peer that we connected to must be, as the next hop said; null if we accepted the connection.
    public @Nullable Host domain() {
        return domain;
    }

    @Override
    public Listener listener() {
        return listener;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public @Nullable PeerIdentity identity() {
        return identity;
    }

    @Override
    public boolean isOpen() {
        return state != State.CLOSED;
    }

    @Override
    public SendResult send(byte[] octets, Unsent unsent) {
        if (!isOpen()) {
            return SendResult.CLOSED;
        }
        int waiting = queued.addAndGet(octets.length);
        if (waiting > table.limits().writeQueue()) {
            queued.addAndGet(-octets.length);
            return SendResult.NO_ROOM;
        }
        if (waiting == octets.length) {
            deadlines.writing(table.clock().nanoTime());
        }
        if (state != State.OPEN && !isLaterOpen(octets, unsent)) {
            return isOpen() ? SendResult.SENT : SendResult.CLOSED;
        }
        write(octets, unsent);
        return SendResult.SENT;
    }

    /// Whether the connection has come to be open meanwhile. If it is still being made, the octets wait for it.
    private synchronized boolean isLaterOpen(byte[] octets, Unsent unsent) {
        if (state == State.CONNECTING || state == State.HANDSHAKE) {
            early.add(new Waiting(octets, unsent));
        }
        return state == State.OPEN;
    }

    private void write(byte[] octets, Unsent unsent) {
        wire.write(octets, written -> {
            queued.addAndGet(-octets.length);
            if (written) {
                deadlines.wrote(table.clock().nanoTime());
            } else {
                unsent.unsent(reason());
            }
        });
    }

    private synchronized ClosingReason reason() {
        return reason == null ? ClosingReason.BROKEN : reason;
    }

    /// Asks the peer of a stream or WebSocket for a sign of life. If none comes in time the connection is closed.
    @Rfc(number = 5626, section = "4.4.1")
    public SendResult ping() {
        pings.incrementAndGet();
        deadlines.pinged(table.clock().nanoTime());
        return send(Text.encode(PING), Unsent.IGNORED);
    }

    @Override
    public void close(ClosingReason why) {
        List<Waiting> lost;
        synchronized (this) {
            if (state == State.CLOSED) {
                return;
            }
            state = State.CLOSED;
            reason = why;
            lost = early;
            early = List.of();
        }
        wire.close();
        lost.forEach(waiting -> waiting.unsent.unsent(why));
    }

    /// Says that the peer has taken the connection; what comes now is the handshake.
    ///
    /// @param bound our end of it
    public synchronized void connected(InetSocketAddress bound) {
        if (state == State.CONNECTING) {
            local = bound;
            state = State.HANDSHAKE;
            deadlines.handshake(table.clock().nanoTime());
        }
    }

    /// Says what a trusted proxy tells of the connection.
    ///
    /// @param source where it comes from
    /// @param destination where it went to
    /// @return why there may be no more connections from there; null if there may
    public @Nullable ClosingReason proxied(InetSocketAddress source, InetSocketAddress destination) {
        remote = source;
        local = destination;
        return table.admitProxied(this);
    }

    /// Says that all handshakes are over: messages may go.
    ///
    /// @param peer who it is by its certificate; null if it has shown none
    public void established(@Nullable PeerIdentity peer) {
        identity = peer;
        synchronized (this) {
            if (state == State.CLOSED) {
                return;
            }
            early.forEach(waiting -> write(waiting.octets, waiting.unsent));
            early = List.of();
            state = State.OPEN;
            deadlines.open(table.clock().nanoTime());
        }
        table.established(this);
    }

    /// Takes what came over a stream.
    ///
    /// @param octets what remains in it; may be used again afterwards
    @Rfc(number = 5626, section = "3.5.1")
    public void received(ByteBuffer octets) {
        long now = table.clock().nanoTime();
        for (; pings.get() > 0; pings.decrementAndGet()) {
            framer.expectPong();
        }
        framer.append(octets);
        boolean whole = false;
        for (StreamFrame frame = framer.next(); frame != null && isOpen(); frame = framer.next()) {
            whole = true;
            deliver(frame);
        }
        deadlines.read(now, whole, framer.isInMessage());
        pauseIfFull();
    }

    private void deliver(StreamFrame frame) {
        receiver.frame(frame, this);
        switch (frame) {
            case StreamFrame.Ping _ -> send(Text.encode(PONG), Unsent.IGNORED);
            case StreamFrame.Pong _ -> deadlines.ponged();
            case StreamFrame.Message _ -> {}
        }
        if (framer.isLost() && frame instanceof StreamFrame.Message(Malformed malformed)) {
            close(malformed.reason().isTooLarge() ? ClosingReason.OVERSIZED : ClosingReason.GARBAGE);
        }
    }

    /// Takes what came in one message of a WebSocket: a message or a keep-alive.
    ///
    /// @param octets belong to the connection from now on
    @Rfc(number = 7118, section = "5")
    public void receivedMessage(byte[] octets) {
        long now = table.clock().nanoTime();
        if (isText(octets, PING)) {
            deliver(new StreamFrame.Ping());
        } else if (isText(octets, PONG)) {
            deliver(new StreamFrame.Pong());
        } else {
            receiver.message(octets, this);
        }
        deadlines.read(now, true, false);
        pauseIfFull();
    }

    private static boolean isText(byte[] octets, String text) {
        return octets.length == text.length()
                && Text.decode(octets, 0, octets.length).equals(text);
    }

    private void pauseIfFull() {
        if (receiver.isFull()) {
            wire.read(false);
            receiver.whenThereIsRoom(() -> wire.read(true));
        }
    }

    /// Says that there is no connection any more. Called once.
    ///
    /// @param why the reason, unless it was closed here: then there is one already
    public void ended(ClosingReason why) {
        close(why);
        ClosingReason first = reason();
        table.remove(this, first);
        receiver.closed(this, first);
    }

    @Nullable
    InetAddress countedFor() {
        return countedFor;
    }

    void countedFor(InetAddress address) {
        countedFor = address;
    }

    List<InetSocketAddress> aliases() {
        return aliases;
    }

    /// Adds another address of the peer. Answers whether it is new and there are not too many.
    synchronized boolean addAlias(InetSocketAddress alias) {
        if (aliases.contains(alias) || alias.equals(remote) || aliases.size() >= MAX_ALIASES) {
            return false;
        }
        List<InetSocketAddress> more = new ArrayList<>(aliases);
        more.add(alias);
        aliases = List.copyOf(more);
        return true;
    }

    /// Why the connection must be closed now: something took too long. Null if nothing did.
    @Nullable
    ClosingReason overdue(long now) {
        return switch (state) {
            case CONNECTING -> deadlines.whileConnecting(now);
            case HANDSHAKE -> deadlines.whileHandshake(now);
            case OPEN -> deadlines.whileOpen(now, queued.get() > 0);
            case CLOSED -> null;
        };
    }

    @Override
    public String toString() {
        return transport() + " " + remote + " at " + local;
    }
}
