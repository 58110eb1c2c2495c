package io.sidetone.sip.transport;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.Malformed;
import io.sidetone.sip.message.StreamFrame;
import io.sidetone.sip.message.StreamFramer;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.tls.PeerIdentity;
import io.sidetone.sip.tls.TlsContext;
import io.sidetone.sip.tls.TlsFacts;
import io.sidetone.sip.uri.Host;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A connection without its I/O: cuts what comes into messages, answers pings, bounds what waits to be sent, and
/// knows what is overdue. Made by [Connections].
///
/// The methods of [Flow] are thread-safe. Those that tell what the [Wire] does are confined to the thread that
/// reads.
// LONG: what may change under the one lock, and who tells it, stands in one place.
@Rfc(number = 3261, section = "18")
public final class Connection implements Flow {

    private static final System.Logger LOG = System.getLogger(Connection.class.getName());

    private static final String PING = "\r\n\r\n";
    private static final String PONG = "\r\n";
    private static final int MAX_ALIASES = 8;

    /// So many answers to pings wait to be sent at most: each costs far more than its two octets.
    private static final int MAX_PONGS = 64;

    private enum State {
        CONNECTING,
        HANDSHAKE,
        OPEN,
        CLOSED
    }

    /// What is to be sent, until it is known what became of it.
    private final class Outgoing implements Wire.Done {

        private final byte[] octets;
        private final Unsent unsent;
        private final boolean pong;

        /// Whether the call that sends has said so: from then on it is told what is lost.
        private boolean accepted;

        private boolean lost;

        Outgoing(byte[] octets, Unsent unsent, boolean pong) {
            this.octets = octets;
            this.unsent = unsent;
            this.pong = pong;
        }

        /// Answers whether it may be said that it is sent: not if it is lost already.
        synchronized boolean accept() {
            accepted = true;
            return !lost;
        }

        private synchronized boolean isToBeTold() {
            lost = true;
            return accepted;
        }

        @Override
        public void done(boolean written) {
            if (written) {
                deadlines.wrote(table.clock().nanoTime());
            }
            queued.addAndGet(-octets.length);
            if (pong) {
                pongs.decrementAndGet();
            }
            if (!written) {
                // First of all: who is told sends again, and not over this one.
                lose().forEach(each -> each.tell(reason()));
                if (isToBeTold()) {
                    tell(reason());
                }
            }
        }

        void tell(ClosingReason why) {
            try {
                unsent.unsent(why);
            } catch (RuntimeException fault) {
                LOG.log(Level.ERROR, "Somebody does not bear to be told of a loss", fault);
            }
        }
    }

    private final long number;
    private final Listener listener;
    private final Wire wire;
    private final Connections table;
    private final FlowReceiver receiver;
    private final @Nullable Host domain;
    private final @Nullable TlsContext certificates;
    private final StreamFramer framer;

    /// The address that it is counted for; null if for none.
    private volatile @Nullable InetAddress countedFor;

    private volatile List<InetSocketAddress> aliases = List.of();
    private volatile InetSocketAddress local;
    private volatile InetSocketAddress remote;
    private volatile @Nullable PeerIdentity identity;
    private volatile @Nullable TlsFacts tls;
    private volatile boolean proxied;

    /// Written under the lock of this, as are those that wait for the connection.
    private volatile State state;

    private List<Outgoing> early = new ArrayList<>();
    private @Nullable ClosingReason reason;

    private final AtomicLong queued = new AtomicLong();
    private final AtomicInteger pongs = new AtomicInteger();
    private final AtomicInteger pings = new AtomicInteger();
    private final ConnectionDeadlines deadlines;
    private volatile long quietUntil;

    /// @param domain what a peer that we connect to must be; null if we accepted the connection
    /// @param certificates chosen for it in place of the socket's; null for those
    Connection(
            Connections table,
            Listener listener,
            Wire wire,
            InetSocketAddress local,
            InetSocketAddress remote,
            @Nullable Host domain,
            @Nullable TlsContext certificates,
            FlowReceiver receiver) {
        this.table = table;
        this.number = table.nextNumber();
        this.listener = listener;
        this.wire = wire;
        this.local = local;
        this.remote = remote;
        this.domain = domain;
        this.certificates = certificates;
        this.receiver = receiver;
        this.framer = new StreamFramer(table.parser());
        this.state = domain == null ? State.HANDSHAKE : State.CONNECTING;
        this.quietUntil = table.clock().nanoTime();
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

    /// What was chosen to be shown and trusted in place of what the socket has; null for that.
    public @Nullable TlsContext certificates() {
        return certificates;
    }

    /// What the TLS handshake has agreed on; null without TLS, and before.
    public @Nullable TlsFacts tls() {
        return tls;
    }

    @Override
    public Connection connection() {
        return this;
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

    /// What the socket advertises, else our end; of a connection that we opened with the port that we listen on,
    /// since nobody finds us at the other one.
    @Override
    @Rfc(number = 3261, section = "18.1.1")
    public SentBy sentBy() {
        SentBy fixed = listener.sentBy();
        if (fixed != null) {
            return fixed;
        }
        InetSocketAddress ours = local;
        int port = isOutgoing() ? listener.local().getPort() : ours.getPort();
        return SentBy.of(Host.ofAddress(ours.getAddress().getAddress()), port);
    }

    @Override
    public SendResult send(byte[] octets, Unsent unsent) {
        return send(new Outgoing(octets, unsent, false));
    }

    private SendResult send(Outgoing outgoing) {
        if (!isOpen()) {
            return SendResult.CLOSED;
        }
        int length = outgoing.octets.length;
        // Before it is queued: who looks meanwhile would find it waiting since the last time.
        if (queued.get() == 0) {
            deadlines.writing(table.clock().nanoTime());
        }
        if (queued.addAndGet(length) > table.limits().writeQueue()) {
            queued.addAndGet(-length);
            return SendResult.NO_ROOM;
        }
        State now = state == State.OPEN ? State.OPEN : waitIfEarly(outgoing);
        return switch (now) {
            case CONNECTING, HANDSHAKE -> SendResult.SENT;
            case OPEN -> {
                wire.write(outgoing.octets, outgoing);
                yield outgoing.accept() ? SendResult.SENT : SendResult.CLOSED;
            }
            case CLOSED -> SendResult.CLOSED;
        };
    }

    /// Answers the state. If the connection is still being made, the octets wait for it.
    private synchronized State waitIfEarly(Outgoing outgoing) {
        if ((state == State.CONNECTING || state == State.HANDSHAKE) && outgoing.accept()) {
            early.add(outgoing);
        }
        return state;
    }

    /// Why it has ended; what broke without a word is broken. Of no meaning while it is open.
    public synchronized ClosingReason reason() {
        return reason == null ? ClosingReason.BROKEN : reason;
    }

    /// Asks the peer of a stream or WebSocket for a sign of life. If none comes in time the connection is closed.
    @Rfc(number = 5626, section = "4.4.1")
    public SendResult ping() {
        // Before it is sent: the answer may be faster than what stands behind that.
        pings.incrementAndGet();
        deadlines.pinged(table.clock().nanoTime());
        SendResult result = send(Text.encode(PING), Unsent.IGNORED);
        if (result != SendResult.SENT) {
            pings.decrementAndGet();
            deadlines.unpinged();
        }
        return result;
    }

    /// Lets it live for this time even if nothing comes and nothing is sent.
    public void keep(Duration time) {
        deadlines.keep(table.clock().nanoTime() + time.toNanos());
    }

    @Override
    public void close(ClosingReason why) {
        synchronized (this) {
            if (reason != null) {
                return;
            }
            reason = why;
        }
        List<Outgoing> lost = lose();
        wire.close();
        lost.forEach(each -> each.tell(why));
    }

    /// Lets nothing be sent any more; why the connection ends the wire says, or who closes it. Gives what has
    /// waited for the connection, to be told.
    private synchronized List<Outgoing> lose() {
        if (state == State.CLOSED) {
            return List.of();
        }
        deadlines.next(table.clock().nanoTime());
        state = State.CLOSED;
        List<Outgoing> lost = early;
        early = List.of();
        return lost;
    }

    /// Says that the peer has taken the connection; what comes now is the handshake.
    ///
    /// @param bound our end of it
    public synchronized void connected(InetSocketAddress bound) {
        if (state == State.CONNECTING) {
            local = bound;
            deadlines.next(table.clock().nanoTime());
            state = State.HANDSHAKE;
        }
    }

    /// Says what a trusted proxy tells of the connection.
    ///
    /// @param source where it comes from
    /// @param destination where it went to
    /// @return why there may be no more connections from there; null if there may. Once the handshakes are over
    ///     or the connection is closed it is too late to tell, and of one that we opened nobody may
    public @Nullable ClosingReason proxied(InetSocketAddress source, InetSocketAddress destination) {
        if (isOutgoing() || state != State.HANDSHAKE) {
            return ClosingReason.PROXY_HEADER;
        }
        remote = source;
        local = destination;
        proxied = true;
        return table.admitProxied(this);
    }

    /// Says that a trusted proxy has told nothing: the connection is its own, and counts as such.
    ///
    /// @return why there may be no more connections from there; null if there may
    public @Nullable ClosingReason direct() {
        return table.admitProxied(this);
    }

    /// Whether a trusted proxy has told its two ends.
    public boolean isProxied() {
        return proxied;
    }

    /// Says what the TLS handshake has agreed on.
    public void secured(TlsFacts facts) {
        tls = facts;
    }

    /// Says that all handshakes are over: messages may go.
    ///
    /// @param peer who it is by its certificate; null if it has shown none
    public void established(@Nullable PeerIdentity peer) {
        identity = peer;
        // Without the lock, as those who are told of a loss may do what they like.
        for (List<Outgoing> next = takeEarly(); !next.isEmpty(); next = takeEarly()) {
            next.forEach(each -> wire.write(each.octets, each));
        }
        if (isOpen()) {
            table.established(this);
        }
    }

    /// What has waited for the connection. If there is nothing any more the connection is open: from now on
    /// nobody waits, and nobody comes before those who have waited.
    private synchronized List<Outgoing> takeEarly() {
        List<Outgoing> taken = early;
        early = new ArrayList<>();
        if (taken.isEmpty() && (state == State.CONNECTING || state == State.HANDSHAKE)) {
            deadlines.open(table.clock().nanoTime());
            state = State.OPEN;
        }
        return taken;
    }

    /// Takes what came over a stream.
    ///
    /// @param octets what remains in it; may be used again afterwards
    @Rfc(number = 5626, section = "3.5.1")
    public void received(ByteBuffer octets) {
        if (!isOpen()) {
            return;
        }
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
            case StreamFrame.Ping _ -> pong();
            case StreamFrame.Pong _ -> deadlines.ponged();
            case StreamFrame.Message _ -> {}
        }
        if (framer.isLost() && frame instanceof StreamFrame.Message(Malformed malformed)) {
            close(malformed.reason().isTooLarge() ? ClosingReason.OVERSIZED : ClosingReason.GARBAGE);
        }
    }

    private void pong() {
        if (pongs.get() < MAX_PONGS) {
            pongs.incrementAndGet();
            if (send(new Outgoing(Text.encode(PONG), Unsent.IGNORED, true)) == SendResult.NO_ROOM) {
                pongs.decrementAndGet();
            }
        }
    }

    /// Takes what came in one message of a WebSocket: a message or a keep-alive.
    ///
    /// @param octets belong to the connection from now on
    @Rfc(number = 7118, section = "5")
    public void receivedMessage(byte[] octets) {
        if (!isOpen()) {
            return;
        }
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
            deadlines.paused();
            wire.read(false);
            receiver.whenThereIsRoom(() -> {
                deadlines.resumed(table.clock().nanoTime());
                wire.read(true);
            });
        }
    }

    /// Says that there is no connection any more. Only the first call counts.
    ///
    /// @param why the reason, unless it was closed here: then there is one already
    public void ended(ClosingReason why) {
        close(why);
        ClosingReason first = reason();
        if (table.remove(this, first)) {
            receiver.closed(this, first);
        }
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
            case OPEN -> whileOpen(now);
            case CLOSED -> null;
        };
    }

    private @Nullable ClosingReason whileOpen(long now) {
        boolean writing = queued.get() > 0;
        quietUntil = now + deadlines.quiet(now, writing);
        return deadlines.whileOpen(now, writing);
    }

    /// Whether nothing can be overdue, as a look at it before has found: most connections are idle most of the
    /// time.
    boolean isQuiet(long now) {
        return now - quietUntil < 0 && isOpen();
    }

    /// Whether the connection was closed long ago and its wire has not ended it since.
    boolean isStuck(long now) {
        return state == State.CLOSED && deadlines.isStuck(now);
    }

    @Override
    public String toString() {
        return transport() + " " + remote + " at " + local;
    }
}
