package io.sidetone.sip.proxy;

import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.tls.Certificates;
import io.sidetone.sip.tls.PeerIdentity;
import io.sidetone.sip.tls.TlsContext;
import io.sidetone.sip.tls.TlsException;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.SendResult;
import io.sidetone.sip.transport.SentBy;
import io.sidetone.sip.transport.Unsent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// A flow that carries nothing, and the socket that it belongs to.
record FakeFlow(FakeListener listener, InetSocketAddress local, InetSocketAddress remote) implements Flow {

    /// A socket that nothing comes to.
    record FakeListener(ListenerSettings settings) implements Listener {

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
            return new FakeFlow(this, new InetSocketAddress(ours, local().getPort()), hop.address());
        }

        @Override
        public void close() {
            // Nothing to close.
        }

        FakeListener advertising(SentBy sentBy) {
            return new FakeListener(settings.withAdvertised(sentBy));
        }

        /// A flow to a peer of no interest.
        FakeFlow flow() {
            return flow("198.51.100.7:40000");
        }

        FakeFlow flow(String remote) {
            return new FakeFlow(this, local(), at(remote));
        }
    }

    static FakeListener listener(Transport transport, String address) {
        return new FakeListener(
                transport.isSecure()
                        ? ListenerSettings.of(transport, at(address), context())
                        : ListenerSettings.of(transport, at(address)));
    }

    private static TlsContext context() {
        try {
            return TlsContext.load(Certificates.settings());
        } catch (TlsException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Such as `192.0.2.1:5060` or `2001:db8::1:5060`: the last colon is that of the port.
    static InetSocketAddress at(String text) {
        int colon = text.lastIndexOf(':');
        return new InetSocketAddress(
                InetAddress.ofLiteral(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    }

    @Override
    public SendResult send(byte[] octets, Unsent unsent) {
        return SendResult.CLOSED;
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
