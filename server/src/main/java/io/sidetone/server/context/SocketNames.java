package io.sidetone.server.context;

import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.uri.Host;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The names that scripts, operators and tables have for sockets of ours: `udp:192.0.2.1:5060`,
/// `tcp:[2001:db8::1]:5060`. Thread-safe: only functions.
public final class SocketNames {

    private SocketNames() {}

    /// The name of a socket.
    public static String of(Listener listener) {
        return of(listener.settings().transport(), listener.local());
    }

    /// The name of a socket at an address.
    public static String of(Transport transport, InetSocketAddress address) {
        return transport.token() + ":" + host(address) + ":" + address.getPort();
    }

    /// The name of our end of a flow: a socket for all addresses is called by the one that is used.
    public static String of(Flow flow) {
        InetSocketAddress local = flow.listener().local();
        boolean all = local.getAddress().isAnyLocalAddress();
        return of(flow.transport(), all ? new InetSocketAddress(flow.local().getAddress(), local.getPort()) : local);
    }

    private static String host(InetSocketAddress address) {
        return Host.ofAddress(address.getAddress().getAddress()).text();
    }

    /// The socket of a name, or the one for all addresses of that transport and port; null if there is none.
    public static @Nullable Listener find(String name, List<Listener> open) {
        int first = name.indexOf(':');
        int last = name.lastIndexOf(':');
        if (first < 0 || last <= first) {
            return null;
        }
        Transport transport = Transport.of(name.substring(0, first));
        String host = name.substring(first + 1, last);
        String port = name.substring(last + 1);
        Listener other = null;
        for (Listener listener : open) {
            InetSocketAddress local = listener.local();
            if (listener.settings().transport() == transport
                    && Integer.toString(local.getPort()).equals(port)) {
                if (host(local).equalsIgnoreCase(host)) {
                    return listener;
                }
                other = local.getAddress().isAnyLocalAddress() ? listener : other;
            }
        }
        return other;
    }
}
