package io.sidetone.sip.transport;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.base.Counters;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.Malformed;
import io.sidetone.sip.message.MessageCheck;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.MessageWriter;
import io.sidetone.sip.message.ParseResult;
import io.sidetone.sip.message.Parsed;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.message.Slot;
import io.sidetone.sip.message.StreamFrame;
import io.sidetone.sip.resolve.AddressFamily;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Reach;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.strand.Strand;
import io.sidetone.sip.strand.StrandPool;
import io.sidetone.sip.strand.TimerWheel;
import io.sidetone.sip.stun.StunBinding;
import io.sidetone.sip.stun.StunMessage;
import io.sidetone.sip.stun.StunTransactionId;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.tls.PeerIdentity;
import io.sidetone.sip.tls.TlsContext;
import io.sidetone.sip.uri.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The transport layer: all sockets of an element, what comes over them and what is sent. Thread-safe.
///
/// Steps 1, 2, 6 and 7 of a message's walk. What comes is read on the thread that received it and handed to the
/// user in the strand of its call.
@Rfc(number = 3261, section = "18")
public final class TransportLayer implements AutoCloseable {

    /// What came.
    public enum Incoming {
        /// A request.
        REQUEST,
        /// A response.
        RESPONSE,
        /// Octets that are no message.
        MALFORMED,
        /// A message that was dropped, because its call has too much to do.
        REFUSED,
        /// A ping over a connection, which was answered.
        PING,
        /// The answer to a ping of ours.
        PONG,
        /// A datagram of line ends or zeros, which keeps a NAT's binding alive.
        KEEP_ALIVE,
        /// A STUN message.
        STUN
    }

    /// Longer datagrams are no keep-alives, whatever is in them.
    private static final int LONGEST_KEEP_ALIVE = 4;

    private static final Duration SWEEP = Duration.ofSeconds(1);

    /// The strand of the sweeper, the same in each run, as simulations need it.
    private static final int SWEEPER = 0;

    private final Network network;
    private final StrandPool pool;
    private final TimerWheel wheel;
    private final TransportSettings settings;
    private final TransportUser user;
    private final MessageParser parser;
    private final StunBinding stun = new StunBinding(null);
    private final Connections connections;
    private final Receiver receiver = new Receiver();
    private final List<Consumer<List<Listener>>> watchers = new CopyOnWriteArrayList<>();

    /// All sockets; another list when one comes or goes. Written under the lock of this.
    private volatile List<Listener> listeners = List.of();

    /// What they can send to; null without any.
    private volatile @Nullable Reach reach;

    private final Counters<Incoming> incoming = new Counters<>(Incoming.class);
    private final Counters<SendResult> sent = new Counters<>(SendResult.class);
    private final Map<StunTransactionId, Consumer<StunMessage>> stunRequests = new ConcurrentHashMap<>();
    private volatile Wiretap tap = Wiretap.NONE;
    private volatile boolean closed;

    /// A layer without sockets.
    public TransportLayer(
            Network network,
            StrandPool pool,
            TimerWheel wheel,
            Clock clock,
            TransportSettings settings,
            TransportUser user) {
        this.network = network;
        this.pool = pool;
        this.wheel = wheel;
        this.settings = settings;
        this.user = user;
        this.parser = new MessageParser(settings.messages());
        this.connections = new Connections(parser, settings.connections(), settings.times(), clock);
        sweepLater();
    }

    private void sweepLater() {
        wheel.start(SWEEP, pool.strand(SWEEPER), () -> {
            if (!closed) {
                // First, so that it goes on whatever happens now.
                sweepLater();
                connections.sweep();
            }
        });
    }

    /// Opens a socket.
    ///
    /// @throws IOException if the address can not be had
    public Listener listen(ListenerSettings socket) throws IOException {
        Listener listener = network.open(socket, receiver, connections);
        changeListeners(list -> list.add(listener));
        return listener;
    }

    /// Closes a socket. Its connections live on.
    public void close(Listener listener) {
        changeListeners(list -> list.remove(listener));
        listener.close();
    }

    /// All sockets in the order they were opened.
    public List<Listener> listeners() {
        return listeners;
    }

    /// The sockets that have this tag.
    public List<Listener> listeners(String tag) {
        List<Listener> tagged = new ArrayList<>();
        for (Listener listener : listeners) {
            if (listener.settings().tags().contains(tag)) {
                tagged.add(listener);
            }
        }
        return tagged;
    }

    private synchronized void changeListeners(Consumer<List<Listener>> change) {
        List<Listener> changed = new ArrayList<>(listeners);
        change.accept(changed);
        listeners = List.copyOf(changed);
        reach = changed.isEmpty() ? null : reach(changed);
        watchers.forEach(watcher -> watcher.accept(listeners));
    }

    /// Tells of all sockets, now and whenever one is opened or closed. The watcher must not wait.
    public synchronized void watchListeners(Consumer<List<Listener>> watcher) {
        watchers.add(watcher);
        watcher.accept(listeners);
    }

    /// What the sockets that are open now can send to, for a resolver.
    ///
    /// @throws IllegalArgumentException if there is none
    public Reach reach() {
        Reach known = reach;
        if (known == null) {
            throw new IllegalArgumentException("An element without sockets");
        }
        return known;
    }

    private static Reach reach(List<Listener> open) {
        Set<Transport> transports = EnumSet.noneOf(Transport.class);
        Set<AddressFamily> families = EnumSet.noneOf(AddressFamily.class);
        for (Listener listener : open) {
            transports.add(listener.settings().transport());
            families.add(AddressFamily.of(listener.local().getAddress()));
        }
        List<AddressFamily> preferred = new ArrayList<>(Reach.DEFAULT.families());
        preferred.retainAll(families);
        return new Reach(List.copyOf(transports), preferred);
    }

    /// All connections.
    public Connections connections() {
        return connections;
    }

    /// The parser of all messages, which counts the malformed ones.
    public MessageParser parser() {
        return parser;
    }

    /// The STUN server on the sockets for datagrams, which counts what it is asked.
    public StunBinding stun() {
        return stun;
    }

    /// Shows all messages to somebody from now on, instead of to whoever saw them before.
    public void tap(Wiretap other) {
        tap = other;
    }

    /// How much of something came.
    public long incoming(Incoming kind) {
        return incoming.of(kind);
    }

    /// How many messages were sent with this result.
    public long sent(SendResult result) {
        return sent.of(result);
    }

    /// The next hops to be tried for a request that is to go to this one: TCP before UDP if the request is too
    /// large for one datagram, and there is a socket for it.
    @Rfc(number = 3261, section = "18.1.1")
    public List<NextHop> hops(SipRequest request, NextHop hop) {
        if (settings.largestByUdp() == 0 || hop.transport() != Transport.UDP) {
            return List.of(hop);
        }
        NextHop byTcp = new NextHop(Transport.TCP, hop.address(), hop.domain());
        Listener tcp = SocketChoice.choose(listeners, byTcp, null);
        Listener udp = SocketChoice.choose(listeners, hop, null);
        boolean fits = udp == null || write(request, udp.open(hop)).length <= settings.largestByUdp();
        return tcp == null || fits ? List.of(hop) : List.of(byTcp, hop);
    }

    /// The flow to a next hop: over a connection that there is, else a new one. Null if no socket has its
    /// transport and address family.
    public @Nullable Flow flow(NextHop hop) {
        Connection connection = connections.find(hop);
        return connection == null ? open(hop, listeners, null) : connection;
    }

    /// The same with the sockets that may be taken: those of a tag, or one that was chosen before. They may be a
    /// *bond* of several families and transports: the one is taken that fits.
    /// @param certificates shown and trusted by TLS in place of those of the socket; null for those. What we have
    ///     opened with others does not serve
    public @Nullable Flow flow(NextHop hop, List<Listener> among, @Nullable TlsContext certificates) {
        Connection connection = connections.find(hop, among, certificates);
        return connection == null ? open(hop, among, certificates) : connection;
    }

    private @Nullable Flow open(NextHop hop, List<Listener> among, @Nullable TlsContext certificates) {
        InetAddress source =
                settings.multihomed() ? network.source(hop.address().getAddress()) : null;
        Listener listener = SocketChoice.choose(among, hop, source);
        return listener == null ? null : listener.open(hop, certificates);
    }

    /// Sends a message. Its slots are filled for the flow.
    ///
    /// @param unsent is told if the message was accepted and can not be sent after all
    public Sending send(SipMessage message, Flow flow, Unsent unsent) {
        byte[] octets = write(message, flow);
        return new Sending(
                this, isAllowed(message, flow) ? send(octets, flow, unsent) : count(SendResult.INSECURE), flow, octets);
    }

    /// A request to a `sips` URI goes by TLS at each hop, without exception.
    @Rfc(number = 5630, section = "5.3")
    private static boolean isAllowed(SipMessage message, Flow flow) {
        return flow.transport().isSecure() || !(message instanceof SipRequest request) || !request.isSips();
    }

    /// Lets a worker run a task of the call with this hash.
    void execute(int hash, Runnable task) {
        pool.execute(pool.strand(hash), task);
    }

    SendResult send(byte[] octets, Flow flow, Unsent unsent) {
        tap.sent(octets, flow);
        return count(flow.send(octets, unsent));
    }

    private SendResult count(SendResult result) {
        sent.count(result);
        return result;
    }

    private static byte[] write(SipMessage message, Flow flow) {
        boolean stream = flow.transport() == Transport.TCP || flow.transport() == Transport.TLS;
        SipMessage whole = stream && !message.has(HeaderName.CONTENT_LENGTH) ? withContentLength(message) : message;
        return MessageWriter.write(whole, slot -> text(slot, flow));
    }

    /// On a stream nobody would know where the message ends; it may have come as a datagram.
    @Rfc(number = 3261, section = "18.3")
    private static SipMessage withContentLength(SipMessage message) {
        return switch (message) {
            case SipRequest request -> request.edit().withContentLength().build();
            case SipResponse response -> response.edit().withContentLength().build();
        };
    }

    private static byte[] text(Slot slot, Flow flow) {
        if (slot instanceof FlowSlot known) {
            return known.text(flow);
        }
        throw new IllegalArgumentException("Nobody knows how to fill the slot " + slot);
    }

    /// Keeps a flow alive from now on, as its client.
    ///
    /// @param longest the longest time between two signs of life: what the registrar asks for (Flow-Timer), else
    ///     [KeepAlive#BY_CONNECTION] or [KeepAlive#BY_DATAGRAM]
    /// @param random draws the time, which is between 80 and 100 per cent of the longest
    /// @param dead is called once, in a strand, when the flow is found dead; not after [KeepAlive#close]
    /// @throws IllegalArgumentException if the time is not above zero
    public KeepAlive keepAlive(Flow flow, Duration longest, RandomGenerator random, Runnable dead) {
        return new KeepAlive(this, flow, longest, random, dead);
    }

    StrandPool pool() {
        return pool;
    }

    TimerWheel wheel() {
        return wheel;
    }

    /// Hands the response to a STUN request of ours to whoever waits for it.
    void awaitStun(StunTransactionId id, Consumer<StunMessage> waiting) {
        stunRequests.put(id, waiting);
    }

    void forgetStun(StunTransactionId id) {
        stunRequests.remove(id);
    }

    /// Closes all sockets and connections.
    @Override
    public void close() {
        closed = true;
        List<Listener> open = listeners();
        changeListeners(List::clear);
        open.forEach(Listener::close);
        connections.shutDown();
    }

    /// What the sockets call.
    private final class Receiver implements FlowReceiver {

        @Override
        public void datagram(byte[] octets, Flow flow) {
            if (octets.length > 0 && octets[0] >= 0 && octets[0] < 4 && octets.length > LONGEST_KEEP_ALIVE) {
                stun(octets, flow);
            } else if (isKeepAlive(octets)) {
                incoming.count(Incoming.KEEP_ALIVE);
            } else {
                result(parser.parse(octets), flow);
            }
        }

        /// RFC 5626 §8: a STUN message is told from a SIP message by its first two bits.
        private void stun(byte[] octets, Flow flow) {
            incoming.count(Incoming.STUN);
            if ((octets[0] & 1) != 0) {
                response(octets);
                return;
            }
            byte[] answer = stun.answer(octets, 0, octets.length, flow.remote());
            if (answer != null) {
                flow.send(answer, Unsent.IGNORED);
            }
        }

        /// RFC 8489 §5: the class of all responses has this bit, and that of no request.
        private void response(byte[] octets) {
            try {
                StunMessage response = StunMessage.parse(octets, 0, octets.length);
                Consumer<StunMessage> waiting = stunRequests.get(response.transactionId());
                if (waiting != null) {
                    waiting.accept(response);
                }
            } catch (SyntaxException _) {
                incoming.count(Incoming.MALFORMED);
            }
        }

        private boolean isKeepAlive(byte[] octets) {
            if (octets.length > LONGEST_KEEP_ALIVE) {
                return false;
            }
            for (byte octet : octets) {
                if (octet != '\r' && octet != '\n' && octet != 0 && octet != ' ') {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void message(byte[] octets, Flow flow) {
            result(parser.parse(octets), flow);
        }

        @Override
        public void frame(StreamFrame frame, Flow flow) {
            switch (frame) {
                case StreamFrame.Ping _ -> incoming.count(Incoming.PING);
                case StreamFrame.Pong _ -> incoming.count(Incoming.PONG);
                case StreamFrame.Message(ParseResult result) -> result(result, flow);
            }
        }

        private void result(ParseResult result, Flow flow) {
            tap.received(result, flow);
            switch (result) {
                case Malformed malformed -> malformed(malformed, flow);
                case Parsed(SipMessage message) -> message(message, flow);
            }
        }

        private void message(SipMessage message, Flow flow) {
            // Noted before the Via is read, which is so read once.
            SipMessage noted = switch (message) {
                case SipRequest request -> noteSource(request, flow);
                case SipResponse response -> response;
            };
            String callId = noted.callId();
            Via via = noted.topVia();
            if (callId == null || via == null) {
                // One of the two is missing or malformed: the check says which and how.
                Malformed problem = MessageCheck.essentials(message);
                if (problem != null) {
                    malformed(problem, flow);
                }
                return;
            }
            if (message instanceof SipRequest && flow instanceof Connection connection && via.hasAlias()) {
                alias(connection, via);
            }
            incoming.count(message instanceof SipRequest ? Incoming.REQUEST : Incoming.RESPONSE);
            run(pool.strand(callId.hashCode()), () -> user.received(noted, flow));
        }

        private void malformed(Malformed malformed, Flow flow) {
            incoming.count(Incoming.MALFORMED);
            run(pool.strand(flow.remote().hashCode()), () -> user.malformed(malformed, flow));
        }

        private void run(Strand strand, Runnable task) {
            if (!pool.run(strand, task)) {
                incoming.count(Incoming.REFUSED);
            }
        }

        @Override
        public void closed(Flow flow, ClosingReason reason) {
            pool.execute(pool.strand(flow.remote().hashCode()), () -> user.closed(flow, reason));
        }

        @Override
        public boolean isFull() {
            return pool.isFull();
        }

        @Override
        public void whenThereIsRoom(Runnable resume) {
            pool.whenThereIsRoom(resume);
        }
    }

    @Rfc(number = 3261, section = "18.2.1")
    private static SipMessage noteSource(SipRequest request, Flow flow) {
        return request.edit().noteSource(flow.source(), flow.remote().getPort()).build();
    }

    /// A peer that asks for it gets requests over the connection that it has opened, if its certificate proves
    /// that it is the host of its Via: else anybody could draw the requests of others to himself.
    @Rfc(number = 5923, section = "9.2")
    private void alias(Connection connection, Via via) {
        PeerIdentity identity = connection.identity();
        Host host = via.host();
        if (identity != null && identity.isGoodFor(host)) {
            connections.alias(
                    connection,
                    via.port() == Via.NO_PORT ? connection.transport().defaultPort() : via.port());
        }
    }
}
