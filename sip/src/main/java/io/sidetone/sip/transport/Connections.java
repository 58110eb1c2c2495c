package io.sidetone.sip.transport;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.base.Counters;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.tls.PeerIdentity;
import io.sidetone.sip.tls.TlsContext;
import io.sidetone.sip.uri.Host;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// All connections of an element: how many there may be, which one leads where, and which are overdue.
/// Thread-safe.
public final class Connections {

    /// Where a connection leads.
    private record Destination(Transport transport, InetSocketAddress address) {}

    private final MessageParser parser;
    private final ConnectionLimits limits;
    private final ConnectionTimes times;
    private final Clock clock;

    private final Map<Long, Connection> byNumber = new ConcurrentHashMap<>();
    private final Map<Destination, List<Connection>> byDestination = new ConcurrentHashMap<>();

    /// How many were accepted from an address and are there still.
    private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

    private volatile boolean shut;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong lastNumber = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong opened = new AtomicLong();
    private final Counters<ClosingReason> closed = new Counters<>(ClosingReason.class);

    /// A table without connections.
    ///
    /// @param parser reads the messages of all connections
    public Connections(MessageParser parser, ConnectionLimits limits, ConnectionTimes times, Clock clock) {
        this.parser = parser;
        this.limits = limits;
        this.times = times;
        this.clock = clock;
    }

    MessageParser parser() {
        return parser;
    }

    /// How large a message may be, in octets.
    public int largestMessage() {
        return parser.limits().messageBytes();
    }

    ConnectionLimits limits() {
        return limits;
    }

    ConnectionTimes times() {
        return times;
    }

    Clock clock() {
        return clock;
    }

    long nextNumber() {
        return lastNumber.incrementAndGet();
    }

    /// A connection that a socket has accepted; null if there are too many, which is counted: then the socket
    /// closes it and says no more of it. Connections from a proxy are counted for the address that it tells.
    public @Nullable Connection accept(
            Listener listener, Wire wire, InetSocketAddress local, InetSocketAddress remote, FlowReceiver receiver) {
        Connection connection = new Connection(this, listener, wire, local, remote, null, null, receiver);
        if (open.incrementAndGet() > limits.total()) {
            open.decrementAndGet();
            closed.count(ClosingReason.TOO_MANY);
            return null;
        }
        if (!listener.settings().isProxy(remote.getAddress()) && !admit(connection)) {
            open.decrementAndGet();
            closed.count(ClosingReason.TOO_MANY_FROM_ADDRESS);
            return null;
        }
        accepted.incrementAndGet();
        byNumber.put(connection.number(), connection);
        if (shut) {
            connection.close(ClosingReason.SHUTDOWN);
        }
        return connection;
    }

    private boolean admit(Connection connection) {
        InetAddress address = connection.remote().getAddress();
        if (byAddress.merge(address, 1, Integer::sum) <= limits.perAddress()) {
            connection.countedFor(address);
            return true;
        }
        release(address);
        return false;
    }

    private void release(InetAddress address) {
        byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }

    /// Counts a connection for the address that a proxy has told. Answers why there may be no more of there; null
    /// if there may.
    @Nullable
    ClosingReason admitProxied(Connection connection) {
        InetAddress before = connection.countedFor();
        if (!admit(connection)) {
            return ClosingReason.TOO_MANY_FROM_ADDRESS;
        }
        if (before != null) {
            release(before);
        }
        return null;
    }

    /// A connection that a socket is about to make. If there are too many it is closed already, which is counted.
    ///
    /// @param ours the address of ours that it comes from: what is sent before the connection is made says so
    /// @param certificates chosen for it in place of the socket's; null for those
    public Connection connect(
            Listener listener,
            Wire wire,
            NextHop hop,
            InetAddress ours,
            @Nullable TlsContext certificates,
            FlowReceiver receiver) {
        InetSocketAddress from = new InetSocketAddress(ours, listener.local().getPort());
        Connection connection =
                new Connection(this, listener, wire, from, hop.address(), hop.domain(), certificates, receiver);
        if (open.incrementAndGet() > limits.total()) {
            open.decrementAndGet();
            closed.count(ClosingReason.TOO_MANY);
            connection.close(ClosingReason.TOO_MANY);
            return connection;
        }
        opened.incrementAndGet();
        byNumber.put(connection.number(), connection);
        // From now on: who sends to the same hop is to wait for this connection instead of making another one.
        put(connection, hop.address());
        if (shut) {
            connection.ended(ClosingReason.SHUTDOWN);
        }
        return connection;
    }

    /// Says that a connection may carry messages.
    void established(Connection connection) {
        if (!connection.isOutgoing()) {
            put(connection, connection.remote());
        }
        // It may have ended while it was put there.
        if (!connection.isOpen()) {
            removeFrom(connection, connection.remote());
        }
    }

    /// Notes that requests to this port of the peer's address may go over this connection, though the peer opened
    /// it from another port: it has said so, and may be believed.
    @Rfc(number = 5923, section = "8.2")
    public void alias(Connection connection, int port) {
        InetSocketAddress alias = new InetSocketAddress(connection.remote().getAddress(), port);
        if (connection.isOpen() && connection.addAlias(alias)) {
            put(connection, alias);
            if (!connection.isOpen()) {
                removeFrom(connection, alias);
            }
        }
    }

    private void put(Connection connection, InetSocketAddress address) {
        byDestination.merge(new Destination(connection.transport(), address), List.of(connection), Connections::joined);
    }

    private static List<Connection> joined(List<Connection> some, List<Connection> more) {
        if (some.containsAll(more)) {
            return some;
        }
        List<Connection> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    private void removeFrom(Connection connection, InetSocketAddress address) {
        byDestination.computeIfPresent(new Destination(connection.transport(), address), (_, connections) -> {
            List<Connection> rest = new ArrayList<>(connections);
            rest.remove(connection);
            return rest.isEmpty() ? null : List.copyOf(rest);
        });
    }

    /// Forgets a connection that has ended. Answers whether it was known: only then it is counted.
    boolean remove(Connection connection, ClosingReason why) {
        if (byNumber.remove(connection.number()) == null) {
            return false;
        }
        closed.count(why);
        open.decrementAndGet();
        InetAddress counted = connection.countedFor();
        if (counted != null) {
            release(counted);
        }
        removeFrom(connection, connection.remote());
        connection.aliases().forEach(alias -> removeFrom(connection, alias));
        return true;
    }

    /// The connection to a next hop that is there or being made; null if there is none. Over TLS the peer must
    /// have proved that it is the domain of the hop, or be the one that connected to us from that very address.
    @Rfc(number = 5923, section = "8.1")
    public @Nullable Connection find(NextHop hop) {
        return find(hop, null, null);
    }

    /// The same, if it belongs to one of these sockets; of those that we have opened only one that these
    /// certificates were chosen for: nobody's requests go under the name of another.
    ///
    /// @param listeners null for all
    /// @param certificates null for one that has those of its socket
    public @Nullable Connection find(
            NextHop hop, @Nullable List<Listener> listeners, @Nullable TlsContext certificates) {
        if (hop.transport() == Transport.UDP) {
            return null;
        }
        List<Connection> there = byDestination.get(new Destination(hop.transport(), hop.address()));
        if (there == null) {
            return null;
        }
        for (Connection connection : there) {
            if (connection.isOpen()
                    && (!connection.isOutgoing() || connection.certificates() == certificates)
                    && (listeners == null || listeners.contains(connection.listener()))
                    && (!hop.transport().isSecure() || isProven(connection, hop))) {
                return connection;
            }
        }
        return null;
    }

    /// An alias proves nothing: others may share the address, behind a NAT or on the same machine.
    private static boolean isProven(Connection connection, NextHop hop) {
        Host domain = hop.domain();
        PeerIdentity identity = connection.identity();
        return domain.equals(connection.domain())
                || (identity != null && identity.isGoodFor(domain))
                || (!connection.isOutgoing() && connection.remote().equals(hop.address()) && isAddress(domain, hop));
    }

    private static boolean isAddress(Host domain, NextHop hop) {
        return domain.equals(Host.ofAddress(hop.address().getAddress().getAddress()));
    }

    /// The connection of this number; null if it has ended.
    public @Nullable Connection of(long number) {
        return byNumber.get(number);
    }

    /// Whether nothing is left, not even of a connection that has ended.
    boolean isEmpty() {
        return byNumber.isEmpty() && byDestination.isEmpty() && byAddress.isEmpty();
    }

    /// All connections there are now, in no order.
    public Collection<Connection> all() {
        return Collections.unmodifiableCollection(byNumber.values());
    }

    /// Closes what took too long, and forgets what was closed and does not end. To be called about once in a
    /// second.
    public void sweep() {
        long now = clock.nanoTime();
        for (Connection connection : byNumber.values()) {
            if (!connection.isQuiet(now)) {
                look(connection, now);
            }
        }
    }

    private static void look(Connection connection, long now) {
        ClosingReason overdue = connection.overdue(now);
        if (overdue != null) {
            connection.close(overdue);
        } else if (connection.isStuck(now)) {
            connection.ended(ClosingReason.BROKEN);
        }
    }

    /// Closes all connections. Those that come later are closed at once.
    void shutDown() {
        shut = true;
        byNumber.values().forEach(connection -> connection.close(ClosingReason.SHUTDOWN));
    }

    /// How many connections there are now.
    public int open() {
        return open.get();
    }

    /// How many were accepted so far.
    public long accepted() {
        return accepted.get();
    }

    /// How many were opened so far, made or not.
    public long opened() {
        return opened.get();
    }

    /// How many have ended for this reason so far, or were refused for it.
    public long closed(ClosingReason reason) {
        return closed.of(reason);
    }
}
