package io.sidetone.sip;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.resolve.Dns;
import io.sidetone.sip.resolve.DnsSettings;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.socket.SystemNetwork;
import io.sidetone.sip.strand.PoolLimits;
import io.sidetone.sip.strand.StrandPool;
import io.sidetone.sip.strand.TimerWheel;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.tls.TlsContext;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transaction.TransactionSettings;
import io.sidetone.sip.transaction.TransactionUser;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.Network;
import io.sidetone.sip.uri.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A SIP element on the sockets of this machine: threads, timers, DNS, transport and transactions, ready for a
/// user. The short way to a proxy or a phone; whoever needs it otherwise puts the same parts together.
/// Thread-safe.
///
/// ```java
/// SipElement element = SipElement.builder().listen("udp:127.0.0.1:5060").start(layer -> claim ->
///         claim.reply(claim.answer(486, "Busy Here").build()));
/// ```
public final class SipElement implements AutoCloseable {

    private final StrandPool pool;
    private final TimerWheel wheel;
    private final Network network;
    private final ExecutorService lookups;
    private final TransactionLayer layer;

    private SipElement(Builder builder, Function<TransactionLayer, TransactionUser> user) throws IOException {
        Clock clock = Clock.system();
        int processors = Runtime.getRuntime().availableProcessors();
        SecureRandom random = new SecureRandom();
        pool = new StrandPool(PoolLimits.ofWorkers(processors), clock);
        wheel = new TimerWheel(pool, clock);
        network = new SystemNetwork(processors, clock);
        lookups = Executors.newVirtualThreadPerTaskExecutor();
        Dns dns = new Dns(DnsSettings.ofSystem(), clock, lookups, random);
        layer = new TransactionLayer(network, pool, wheel, clock, builder.settings, dns, random, user);
        wheel.begin();
        try {
            for (ListenerSettings socket : builder.sockets) {
                layer.transport().listen(socket);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /// Starts to describe an element.
    public static Builder builder() {
        return new Builder();
    }

    /// The transaction layer, and below it the transport.
    public TransactionLayer layer() {
        return layer;
    }

    /// Its sockets, in the order in which they were named.
    public List<Listener> listeners() {
        return layer.transport().listeners();
    }

    /// Closes all sockets and ends all threads. Not to be called by a user of the layer.
    @Override
    public void close() {
        layer.close();
        wheel.close();
        network.close();
        pool.close();
        lookups.close();
    }

    /// What an element is to be. Confined to the thread that uses it.
    public static final class Builder {

        private final List<ListenerSettings> sockets = new ArrayList<>();
        private TransactionSettings settings = TransactionSettings.DEFAULT;
        private @Nullable TlsContext tls;

        private Builder() {}

        /// Certificates for the secure sockets that are named from now on.
        public Builder tls(TlsContext context) {
            tls = context;
            return this;
        }

        /// Other settings.
        public Builder settings(TransactionSettings other) {
            settings = other;
            return this;
        }

        /// A socket: transport, address and port, as `udp:192.0.2.1:5060` or `tls:[2001:db8::1]:5061`. Port 0
        /// takes a free one.
        ///
        /// @throws IllegalArgumentException if this is not the form, or a secure transport has no certificates
        public Builder listen(String socket) {
            int first = socket.indexOf(':');
            int last = socket.lastIndexOf(':');
            Transport transport = first < 0 ? null : Transport.of(socket.substring(0, first));
            if (transport == null || last == first) {
                throw new IllegalArgumentException("transport:address:port expected, not " + socket);
            }
            InetSocketAddress address = address(socket.substring(first + 1, last), socket.substring(last + 1));
            TlsContext certificates = tls;
            sockets.add(
                    transport.isSecure() && certificates != null
                            ? ListenerSettings.of(transport, address, certificates)
                            : ListenerSettings.of(transport, address));
            return this;
        }

        private static InetSocketAddress address(String host, String port) {
            try {
                byte[] octets = Host.parse(host).address();
                if (octets != null) {
                    return new InetSocketAddress(InetAddress.getByAddress(octets), Integer.parseInt(port));
                }
            } catch (SyntaxException | IOException | NumberFormatException _) {
                // Said below, for all that can be wrong.
            }
            throw new IllegalArgumentException("An address and a port expected, not " + host + " and " + port);
        }

        /// Opens the sockets.
        ///
        /// @param user makes the user of the layer
        /// @throws IOException if a socket can not be had
        public SipElement start(Function<TransactionLayer, TransactionUser> user) throws IOException {
            return new SipElement(this, user);
        }
    }
}
