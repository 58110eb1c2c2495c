package io.sidetone.sip.testing;

import io.sidetone.sip.base.Addresses;
import io.sidetone.sip.base.Clock;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.tls.PeerIdentity;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Connections;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.FlowReceiver;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.Network;
import io.sidetone.sip.transport.SendResult;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A network in memory: elements of a test open sockets on it at any address, and what they send arrives when the
/// clock says so and somebody [turns][#turn] it, as a [Simulation] does. Thread-safe; where only one thread uses
/// it, the seed decides everything, and two runs are the same to the octet.
///
/// Datagrams can be lost, doubled, late and overtaken. Connections carry their octets in order; those of TCP and
/// TLS in pieces that have nothing to do with the messages, those of WebSockets message by message. There is no
/// TLS and no WebSocket handshake: certificates in the settings of a socket are not looked at.
///
/// Opened on the network itself, a socket may have any address; the wildcard address takes what nobody else does,
/// and sends from the loopback address. A [#host] has addresses of its own.
public final class VirtualNetwork implements Network {

    /// So many things that happened are kept; then the oldest are forgotten.
    public static final int TRACE_LIMIT = 100_000;

    private static final int FIRST_FREE_PORT = 40_000;
    private static final int MOST_CUTS = 4;

    private record Binding(boolean connections, InetSocketAddress address) {}

    private record Link(InetAddress from, InetAddress to) {}

    private final Clock clock;
    private final long origin;
    private final EventQueue events = new EventQueue();
    private final VirtualHost anywhere = new VirtualHost(this, List.of());

    /// All that follows is guarded by the lock of this.
    private final SplittableRandom random;

    private final Map<Binding, VirtualListener> listeners = new HashMap<>();
    private final Set<VirtualWire> wires = new LinkedHashSet<>();
    private final Map<Link, LinkConditions> links = new HashMap<>();
    private final Set<InetAddress> silent = new HashSet<>();
    private final Map<InetAddress, PeerIdentity> identities = new HashMap<>();
    private final Queue<WireEvent> trace = new ArrayDeque<>();
    private LinkConditions others = LinkConditions.GOOD;
    private int lastPort = FIRST_FREE_PORT - 1;

    /// A network without sockets.
    ///
    /// @param clock the clock of all that use the network
    /// @param seed decides what chance does
    public VirtualNetwork(Clock clock, long seed) {
        this.clock = clock;
        this.origin = clock.nanoTime();
        this.random = new SplittableRandom(seed);
    }

    /// A machine with these addresses and no others, which has its own wildcard address.
    ///
    /// @param addresses one or more; an answer comes from the first of its family
    public Network host(InetAddress... addresses) {
        if (addresses.length == 0) {
            throw new IllegalArgumentException("A host has an address");
        }
        return new VirtualHost(this, List.of(addresses));
    }

    /// Sets the conditions of all links that have none of their own, from now on.
    public synchronized void conditions(LinkConditions all) {
        others = all;
    }

    /// Sets the conditions of what goes from one address to another, from now on. The way back has its own.
    public synchronized void conditions(InetAddress from, InetAddress to, LinkConditions link) {
        links.put(new Link(from, to), link);
    }

    private synchronized LinkConditions link(InetAddress from, InetAddress to) {
        return links.getOrDefault(new Link(from, to), others);
    }

    /// Makes an address a black hole: datagrams from and to it vanish, connections are neither taken nor refused,
    /// and what is sent over those that there are waits.
    public synchronized void silence(InetAddress address) {
        silent.add(address);
    }

    /// Ends the silence of an address. What waits in connections goes on.
    public synchronized void restore(InetAddress address) {
        silent.remove(address);
        wires.forEach(wire -> soon(wire::pump));
    }

    synchronized boolean isSilent(InetAddress address) {
        return silent.contains(address);
    }

    /// Breaks a connection: both ends find it broken, and what is on its way is lost.
    ///
    /// @param flow either end of it
    /// @return whether there is such a connection
    public synchronized boolean cut(Flow flow) {
        for (VirtualWire wire : wires) {
            if (wire.local().equals(flow.local()) && wire.remote().equals(flow.remote())) {
                wire.cut();
                return true;
            }
        }
        return false;
    }

    /// Says who peers find at an address over TLS and WSS.
    public synchronized void identify(InetAddress address, PeerIdentity identity) {
        identities.put(address, identity);
    }

    synchronized @Nullable PeerIdentity identity(InetSocketAddress peer, Transport transport) {
        return transport.isSecure() ? identities.get(peer.getAddress()) : null;
    }

    /// What happened so far, in the order of time.
    public synchronized List<WireEvent> trace() {
        return List.copyOf(trace);
    }

    /// What happened so far as text, one line for each event.
    public String ladder() {
        StringBuilder lines = new StringBuilder();
        trace().forEach(event -> lines.append(event).append('\n'));
        return lines.toString();
    }

    synchronized void note(
            WireEvent.Kind kind, Transport transport, InetSocketAddress from, InetSocketAddress to, byte[] octets) {
        if (trace.size() == TRACE_LIMIT) {
            trace.remove();
        }
        trace.add(new WireEvent(Duration.ofNanos(now() - origin), kind, transport, from, to, octets));
    }

    /// When something will happen next, in nanoseconds of the clock; the largest number if nothing will.
    public long nextEvent() {
        return events.next();
    }

    /// Lets the next thing happen that is due. Answers whether there was one. To be called by one thread at a
    /// time.
    public boolean turn() {
        Runnable event = events.poll(now());
        if (event == null) {
            return false;
        }
        event.run();
        return true;
    }

    long now() {
        return clock.nanoTime();
    }

    void at(long time, Runnable event) {
        events.add(time, event);
    }

    void soon(Runnable event) {
        at(now(), event);
    }

    void after(InetSocketAddress from, InetSocketAddress to, Runnable event) {
        at(arrival(from, to), event);
    }

    /// When something arrives that leaves now.
    synchronized long arrival(InetSocketAddress from, InetSocketAddress to) {
        LinkConditions link = link(from.getAddress(), to.getAddress());
        long shortest = link.shortest().toNanos();
        return now() + random.nextLong(shortest, link.longest().toNanos() + 1);
    }

    @Override
    public Listener open(ListenerSettings settings, FlowReceiver receiver, Connections connections) throws IOException {
        return anywhere.open(settings, receiver, connections);
    }

    /// Binds a socket to the port of its settings at all these addresses.
    ///
    /// @param maker makes the socket, once its port is known
    synchronized VirtualListener bind(
            List<InetAddress> addresses, ListenerSettings settings, Function<InetSocketAddress, VirtualListener> maker)
            throws BindException {
        boolean connections = settings.transport() != Transport.UDP;
        InetSocketAddress asked = settings.address();
        int port = asked.getPort() == 0 ? freePort() : asked.getPort();
        List<Binding> bindings = new ArrayList<>();
        for (InetAddress address : addresses) {
            bindings.add(new Binding(connections, new InetSocketAddress(address, port)));
        }
        for (Binding binding : bindings) {
            if (listeners.containsKey(binding)) {
                throw new BindException("Address in use: " + binding.address());
            }
        }
        VirtualListener listener = maker.apply(new InetSocketAddress(asked.getAddress(), port));
        bindings.forEach(binding -> listeners.put(binding, listener));
        return listener;
    }

    synchronized void unbind(VirtualListener listener) {
        listeners.values().removeIf(listener::equals);
    }

    /// A port that nobody listens at, whatever the address.
    synchronized int freePort() {
        Set<Integer> taken = new HashSet<>();
        listeners.keySet().forEach(binding -> taken.add(binding.address().getPort()));
        do {
            lastPort = lastPort == 65_535 ? FIRST_FREE_PORT : lastPort + 1;
        } while (taken.contains(lastPort));
        return lastPort;
    }

    private synchronized @Nullable VirtualListener listener(boolean connections, InetSocketAddress address) {
        VirtualListener listener = listeners.get(new Binding(connections, address));
        if (listener != null) {
            return listener;
        }
        InetAddress wildcard = Addresses.ofOctets(new byte[address.getAddress().getAddress().length]);
        return listeners.get(new Binding(connections, new InetSocketAddress(wildcard, address.getPort())));
    }

    /// Sends a datagram.
    synchronized SendResult send(InetSocketAddress from, InetSocketAddress to, byte[] octets) {
        LinkConditions link = link(from.getAddress(), to.getAddress());
        if (octets.length > link.largestDatagram()) {
            return SendResult.TOO_LARGE;
        }
        if (random.nextDouble() < link.loss()) {
            note(WireEvent.Kind.LOST, Transport.UDP, from, to, octets);
            return SendResult.SENT;
        }
        after(from, to, () -> arrive(from, to, octets));
        if (random.nextDouble() < link.duplication()) {
            after(from, to, () -> arrive(from, to, octets));
        }
        return SendResult.SENT;
    }

    private void arrive(InetSocketAddress from, InetSocketAddress to, byte[] octets) {
        VirtualListener listener = listener(false, to);
        if (isSilent(from.getAddress()) || isSilent(to.getAddress())) {
            note(WireEvent.Kind.LOST, Transport.UDP, from, to, octets);
        } else if (listener == null) {
            note(WireEvent.Kind.UNHEARD, Transport.UDP, from, to, octets);
        } else {
            note(WireEvent.Kind.ARRIVED, Transport.UDP, from, to, octets);
            if (!listener.receive(octets.clone(), from, to)) {
                note(WireEvent.Kind.UNHEARD, Transport.UDP, from, to, octets);
            }
        }
    }

    /// A connection comes to where it leads.
    void arrive(VirtualWire client) {
        InetSocketAddress to = client.remote();
        if (client.isOver() || isSilent(client.local().getAddress()) || isSilent(to.getAddress())) {
            return;
        }
        VirtualListener listener = listener(true, to);
        boolean taken = listener != null && listener.settings().transport() == client.transport();
        VirtualWire server = taken && listener != null ? listener.accept(client) : null;
        WireEvent.Kind kind = server == null ? WireEvent.Kind.REFUSED : WireEvent.Kind.CONNECTED;
        note(kind, client.transport(), client.local(), to, new byte[0]);
        if (server != null) {
            client.join(server);
        } else {
            client.refuse(taken ? ClosingReason.BY_PEER : ClosingReason.CONNECT_FAILED);
        }
    }

    synchronized void add(VirtualWire wire) {
        wires.add(wire);
    }

    synchronized void remove(VirtualWire wire) {
        wires.remove(wire);
    }

    /// Cuts what is written into the pieces that will be read: none of WebSockets, whose messages stay whole.
    synchronized List<byte[]> pieces(byte[] octets, Transport transport) {
        if (octets.length < 2 || !isStream(transport)) {
            return List.of(octets);
        }
        int cuts = random.nextInt(MOST_CUTS + 1);
        int[] ends = new int[cuts + 1];
        for (int i = 0; i < cuts; i++) {
            ends[i] = random.nextInt(1, octets.length);
        }
        ends[cuts] = octets.length;
        Arrays.sort(ends);
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        for (int end : ends) {
            if (end > from) {
                pieces.add(Arrays.copyOfRange(octets, from, end));
            }
            from = end;
        }
        return pieces;
    }

    /// Whether a piece is read together with the next one, if that has come too.
    synchronized boolean isJoined(Transport transport) {
        return isStream(transport) && random.nextInt(4) == 0;
    }

    private static boolean isStream(Transport transport) {
        return transport == Transport.TCP || transport == Transport.TLS;
    }

    /// Closes all sockets and connections.
    @Override
    public void close() {
        close(anywhere);
    }

    void close(VirtualHost host) {
        List<VirtualListener> open;
        List<VirtualWire> connected;
        synchronized (this) {
            open = new ArrayList<>(listeners.values());
            connected = new ArrayList<>(wires);
        }
        if (!host.equals(anywhere)) {
            open.removeIf(listener -> !listener.host().equals(host));
            connected.removeIf(wire -> !wire.host().equals(host));
        }
        open.forEach(VirtualListener::close);
        connected.forEach(VirtualWire::shutDown);
    }
}
