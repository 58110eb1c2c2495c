package io.sidetone.sip.socket;

import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.FlowReceiver;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.SentBy;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// A socket for datagrams with the thread that reads it. Thread-safe.
final class UdpListener implements Listener {

    private static final System.Logger LOG = System.getLogger(UdpListener.class.getName());

    /// So many failures of the system in a row end the reading.
    private static final int MOST_FAILURES = 1000;

    /// How many flows are remembered, a power of two.
    private static final int FLOWS = 1024;

    private final ListenerSettings settings;
    private final UdpSocket socket;
    private final FlowReceiver receiver;
    private final SourceAddresses sources;
    private final @Nullable SentBy sentBy;

    /// The last flows, by a hash of the address: messages from and to it share one, as long as they live.
    private final AtomicReferenceArray<@Nullable UdpFlow> flows = new AtomicReferenceArray<>(FLOWS);

    private volatile boolean open = true;

    private UdpListener(ListenerSettings settings, UdpSocket socket, FlowReceiver receiver, SourceAddresses sources) {
        this.settings = settings;
        this.socket = socket;
        this.receiver = receiver;
        this.sources = sources;
        this.sentBy = settings.sentBy(socket.local());
    }

    static UdpListener open(ListenerSettings settings, FlowReceiver receiver, SourceAddresses sources)
            throws IOException {
        UdpSocket socket = UdpSocket.open(settings.address(), settings.options());
        UdpListener listener = new UdpListener(settings, socket, receiver, sources);
        Thread.ofPlatform().daemon().name("udp-" + socket.local().getPort()).start(listener::readAll);
        return listener;
    }

    private void readAll() {
        try (UdpReader reader = socket.reader()) {
            int failures = 0;
            while (open && failures < MOST_FAILURES) {
                failures = read(reader) ? 0 : failures + 1;
                if (receiver.isFull()) {
                    pause();
                }
            }
            if (open) {
                LOG.log(Level.ERROR, "{0} can not be read any more", this);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Reads a datagram and has it handled. Whatever goes wrong with it, the next one is to be read.
    private boolean read(UdpReader reader) {
        try {
            Datagram datagram = reader.receive();
            if (datagram != null) {
                UdpPeer peer = datagram.peer();
                receiver.datagram(datagram.octets(), flow(peer));
            }
            return true;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Reading " + this, e);
            return false;
        } catch (RuntimeException fault) {
            LOG.log(Level.ERROR, "A datagram could not be handled", fault);
            return true;
        }
    }

    /// Meanwhile the system keeps what comes, as far as there is room.
    private void pause() throws InterruptedException {
        CountDownLatch room = new CountDownLatch(1);
        receiver.whenThereIsRoom(room::countDown);
        room.await();
    }

    UdpSocket socket() {
        return socket;
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
        return socket.local();
    }

    @Override
    public @Nullable SentBy sentBy() {
        return sentBy;
    }

    @Override
    public Flow open(NextHop hop) {
        boolean all = local().getAddress().isAnyLocalAddress();
        return flow(hop.address(), all ? sources.towards(hop.address().getAddress()) : null);
    }

    @Override
    public Flow open(NextHop hop, InetAddress ours) {
        return flow(hop.address(), local().getAddress().isAnyLocalAddress() ? ours : null);
    }

    private UdpFlow flow(InetSocketAddress address, @Nullable InetAddress ours) {
        int index = index(address);
        UdpFlow flow = flows.get(index);
        if (flow == null || !flow.isBetween(address, ours)) {
            flow = new UdpFlow(this, UdpPeer.of(address, ours));
            flows.set(index, flow);
        }
        return flow;
    }

    /// The flow of a datagram. Of an address that is of one link alone others may be, on other links: the peer itself
    /// is compared.
    private UdpFlow flow(UdpPeer peer) {
        int index = index(peer.address());
        UdpFlow flow = flows.get(index);
        if (flow == null || !flow.isOf(peer)) {
            flow = new UdpFlow(this, peer);
            flows.set(index, flow);
        }
        return flow;
    }

    private static int index(InetSocketAddress address) {
        int hash = address.hashCode();
        return (hash ^ (hash >>> 16)) & (FLOWS - 1);
    }

    @Override
    public void close() {
        open = false;
        socket.close();
    }

    @Override
    public String toString() {
        return "UDP " + local();
    }
}
