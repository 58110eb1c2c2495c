package io.sidetone.bench;

import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.tls.PeerIdentity;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Connections;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.FlowReceiver;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.Network;
import io.sidetone.sip.transport.SendResult;
import io.sidetone.sip.transport.SentBy;
import io.sidetone.sip.transport.Unsent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A network of one socket for datagrams, which costs next to nothing: what is sent waits until somebody takes
/// it. Confined to one thread.
final class MemoryNetwork implements Network {

    private final Queue<byte[]> sent = new ArrayDeque<>();
    private @Nullable FlowReceiver receiver;
    private @Nullable Listener listener;

    @Override
    public Listener open(ListenerSettings settings, FlowReceiver receiver, Connections connections) {
        this.receiver = receiver;
        Listener opened = new Socket(settings);
        this.listener = opened;
        return opened;
    }

    /// The way to a peer.
    Flow flow(InetSocketAddress peer) {
        Listener opened = Objects.requireNonNull(listener);
        return new Datagrams(opened, opened.local(), peer);
    }

    /// Lets a datagram come.
    void receive(byte[] octets, Flow flow) {
        Objects.requireNonNull(receiver).datagram(octets, flow);
    }

    /// Takes the datagram that was sent first.
    ///
    /// @throws NoSuchElementException if none was sent
    byte[] take() {
        return sent.remove();
    }

    @Override
    public void close() {
        sent.clear();
    }

    private final class Socket implements Listener {

        private final ListenerSettings settings;

        Socket(ListenerSettings settings) {
            this.settings = settings;
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
            return new Datagrams(this, local(), hop.address());
        }

        @Override
        public Flow open(NextHop hop, InetAddress ours) {
            return open(hop);
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    }

    private final class Datagrams implements Flow {

        private final Listener listener;
        private final InetSocketAddress local;
        private final InetSocketAddress remote;

        Datagrams(Listener listener, InetSocketAddress local, InetSocketAddress remote) {
            this.listener = listener;
            this.local = local;
            this.remote = remote;
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
        public SendResult send(byte[] octets, Unsent unsent) {
            sent.add(octets);
            return SendResult.SENT;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close(ClosingReason reason) {
            // Nothing to close.
        }

        @Override
        public @Nullable PeerIdentity identity() {
            return null;
        }
    }
}
