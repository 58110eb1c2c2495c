package io.sidetone.modules.registrar;

import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.uri.Host;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The names that bindings have for sockets of ours: `udp:192.0.2.1:5060`. Thread-safe: only functions.
final class Sockets {

    private Sockets() {}

    /// The name of our end of a flow.
    static String name(Flow flow) {
        InetSocketAddress local = flow.listener().local();
        boolean wildcard = local.getAddress().isAnyLocalAddress();
        return flow.transport().token() + ":" + text(wildcard ? flow.local() : local) + ":" + local.getPort();
    }

    private static String text(InetSocketAddress address) {
        return Host.ofAddress(address.getAddress().getAddress()).text();
    }

    /// The socket of a name; null if it is not open any more.
    static @Nullable Listener find(String name, List<Listener> open) {
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
                if (text(local).equals(host)) {
                    return listener;
                }
                other = local.getAddress().isAnyLocalAddress() ? listener : other;
            }
        }
        return other;
    }
}
