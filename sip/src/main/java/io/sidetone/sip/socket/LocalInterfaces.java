package io.sidetone.sip.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The network interfaces of this machine, for sockets that are configured by the name of one. Thread-safe: only
/// functions.
public final class LocalInterfaces {

    private LocalInterfaces() {}

    /// The addresses that an interface has now, IPv4 before IPv6: a socket is opened for each of them. Those that
    /// are good only on a link are left out, unless there are no others.
    ///
    /// @param name as the system has it, such as `eth0`
    /// @throws IOException if there is no such interface, or it has no address
    public static List<InetAddress> addresses(String name) throws IOException {
        NetworkInterface found = NetworkInterface.getByName(name);
        if (found == null) {
            throw new IOException("No network interface is called " + name);
        }
        List<InetAddress> all = Collections.list(found.getInetAddresses());
        all.sort((a, b) -> Integer.compare(a.getAddress().length, b.getAddress().length));
        List<InetAddress> wide = new ArrayList<>(all);
        wide.removeIf(InetAddress::isLinkLocalAddress);
        List<InetAddress> addresses = wide.isEmpty() ? all : wide;
        if (addresses.isEmpty()) {
            throw new IOException("The network interface " + name + " has no address");
        }
        return List.copyOf(addresses);
    }
}
