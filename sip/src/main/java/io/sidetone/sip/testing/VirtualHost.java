package io.sidetone.sip.testing;

import io.sidetone.sip.base.Addresses;
import io.sidetone.sip.transport.Connections;
import io.sidetone.sip.transport.FlowReceiver;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.Network;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A machine of a [VirtualNetwork] with its addresses. Thread-safe.
final class VirtualHost implements Network {

    private final VirtualNetwork network;

    /// None for a machine that has all addresses.
    private final List<InetAddress> addresses;

    VirtualHost(VirtualNetwork network, List<InetAddress> addresses) {
        this.network = network;
        this.addresses = List.copyOf(addresses);
    }

    VirtualNetwork network() {
        return network;
    }

    @Override
    public Listener open(ListenerSettings settings, FlowReceiver receiver, Connections connections) throws IOException {
        InetAddress asked = settings.address().getAddress();
        List<InetAddress> bound = List.of(asked);
        if (!addresses.isEmpty() && asked.isAnyLocalAddress()) {
            bound = ofFamily(asked);
        } else if (!addresses.isEmpty() && !addresses.contains(asked)) {
            bound = List.of();
        }
        if (bound.isEmpty()) {
            throw new BindException("Not an address of this host: " + asked.getHostAddress());
        }
        return network.bind(
                bound, settings, address -> new VirtualListener(this, settings, address, receiver, connections));
    }

    private List<InetAddress> ofFamily(InetAddress other) {
        List<InetAddress> same = new ArrayList<>();
        for (InetAddress address : addresses) {
            if (address.getClass().equals(other.getClass())) {
                same.add(address);
            }
        }
        return same;
    }

    @Override
    public @Nullable InetAddress source(InetAddress destination) {
        List<InetAddress> same = ofFamily(destination);
        return same.isEmpty() ? null : same.getFirst();
    }

    /// The address that goes with a destination: our first one of its family, else the loopback address.
    InetAddress sourceTo(InetAddress destination) {
        InetAddress source = source(destination);
        return source != null ? source : loopback(destination.getAddress().length);
    }

    /// The loopback address of so many octets.
    static InetAddress loopback(int octets) {
        byte[] address = new byte[octets];
        address[0] = octets == 4 ? (byte) 127 : 0;
        address[octets - 1] = 1;
        return Addresses.ofOctets(address);
    }

    @Override
    public void close() {
        network.close(this);
    }
}
