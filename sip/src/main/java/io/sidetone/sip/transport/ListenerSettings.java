package io.sidetone.sip.transport;

import io.sidetone.sip.base.AddressBlock;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.tls.TlsContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a socket is opened. Immutable.
///
/// @param transport what it carries messages by
/// @param address where it listens; port 0 takes a free one, the wildcard address listens on all of its family
/// @param advertised what messages say instead of its address, as behind a NAT; null for the address itself
/// @param tags names to choose it by; several sockets may share one
/// @param options how the system treats it
/// @param tls certificates and trust, for `TLS` and `WSS`; null for all others
/// @param webSocket which handshakes it takes, for `WS` and `WSS`
/// @param proxies who may begin a connection with a PROXY header, to tell where it comes from; nobody else may
public record ListenerSettings(
        Transport transport,
        InetSocketAddress address,
        @Nullable SentBy advertised,
        List<String> tags,
        SocketOptions options,
        @Nullable TlsContext tls,
        WebSocketRules webSocket,
        List<AddressBlock> proxies) {

    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException if the address has only a name, or a secure transport has no
    ///     certificates, or another one has some
    public ListenerSettings {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("An address is needed, not a name: " + address);
        }
        if (transport.isSecure() != (tls != null)) {
            throw new IllegalArgumentException(transport + " with" + (tls == null ? "out" : "") + " certificates");
        }
        tags = List.copyOf(tags);
        proxies = List.copyOf(proxies);
    }

    /// A socket without TLS and everything else as usual.
    public static ListenerSettings of(Transport transport, InetSocketAddress address) {
        return new ListenerSettings(
                transport, address, null, List.of(), SocketOptions.DEFAULT, null, WebSocketRules.ANY, List.of());
    }

    /// A socket with TLS and everything else as usual.
    public static ListenerSettings of(Transport transport, InetSocketAddress address, TlsContext tls) {
        return new ListenerSettings(
                transport, address, null, List.of(), SocketOptions.DEFAULT, tls, WebSocketRules.ANY, List.of());
    }

    /// The same with another advertised address.
    public ListenerSettings withAdvertised(SentBy other) {
        return new ListenerSettings(transport, address, other, tags, options, tls, webSocket, proxies);
    }

    /// The same with other tags.
    public ListenerSettings withTags(String... other) {
        return new ListenerSettings(transport, address, advertised, List.of(other), options, tls, webSocket, proxies);
    }

    /// The same with other options.
    public ListenerSettings withOptions(SocketOptions other) {
        return new ListenerSettings(transport, address, advertised, tags, other, tls, webSocket, proxies);
    }

    /// The same with other rules for WebSockets.
    public ListenerSettings withWebSocket(WebSocketRules other) {
        return new ListenerSettings(transport, address, advertised, tags, options, tls, other, proxies);
    }

    /// The same with other trusted proxies.
    public ListenerSettings withProxies(List<AddressBlock> other) {
        return new ListenerSettings(transport, address, advertised, tags, options, tls, webSocket, other);
    }

    /// Whether connections from there may begin with a PROXY header.
    public boolean isProxy(InetAddress peer) {
        for (AddressBlock block : proxies) {
            if (block.contains(peer)) {
                return true;
            }
        }
        return false;
    }

    /// What all messages say of a socket with these settings; null if it listens on all addresses and advertises
    /// none.
    ///
    /// @param bound where it listens, with its port
    public @Nullable SentBy sentBy(InetSocketAddress bound) {
        if (advertised != null) {
            return advertised;
        }
        return bound.getAddress().isAnyLocalAddress() ? null : SentBy.of(bound);
    }
}
