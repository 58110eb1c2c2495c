package io.sidetone.sip.proxy;

import io.sidetone.sip.resolve.DnsSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Names with several addresses, and what is found at these. Immutable.
final class SimulatedHosts {

    /// The port of all of them.
    static final int PORT = 5060;

    /// What is found at an address.
    enum Kind {
        /// A callee like all others.
        ALIVE,
        /// Somebody who answers every call with a 503.
        UNAVAILABLE,
        /// Nobody, but the machine is there: it refuses connections.
        CLOSED,
        /// A black hole.
        SILENT
    }

    private static final int NAMES = 3;
    private static final int ADDRESSES = 3;

    private SimulatedHosts() {}

    /// Writes a file of hosts that knows all names.
    static DnsSettings names(Path folder) {
        StringBuilder lines = new StringBuilder();
        for (int name = 0; name < NAMES; name++) {
            for (int i = 0; i < ADDRESSES; i++) {
                String address = address(name, i).getHostAddress();
                lines.append(address).append(' ').append(name(name)).append('\n');
            }
        }
        return names(folder.resolve("hosts"), lines);
    }

    /// Writes these lines into a file of hosts. Nobody answers who is asked for other names.
    static DnsSettings names(Path hosts, CharSequence lines) {
        DnsSettings nobody = DnsSettings.of(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9)));
        try {
            Files.writeString(hosts, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DnsSettings(
                nobody.servers(), nobody.timeout(), nobody.attempts(), nobody.maxOutstanding(), hosts, nobody.cache());
    }

    /// A name and what is at its addresses.
    record Host(String name, List<InetAddress> addresses, List<Kind> kinds) {}

    /// What chance makes of one of the names: at one of its addresses at least is not just another callee.
    static Host draw(Random random) {
        int name = random.nextInt(NAMES);
        List<InetAddress> addresses = new ArrayList<>();
        List<Kind> kinds = new ArrayList<>();
        for (int i = 0; i < ADDRESSES; i++) {
            addresses.add(address(name, i));
            kinds.add(Kind.values()[i == 0 ? 1 + random.nextInt(3) : random.nextInt(2) * random.nextInt(4)]);
        }
        return new Host(name(name), List.copyOf(addresses), List.copyOf(kinds));
    }

    static boolean areOfOneName(InetAddress one, InetAddress other) {
        byte name = one.getAddress()[1];
        return name != 0 && name == other.getAddress()[1];
    }

    private static String name(int name) {
        return "name" + name + ".example";
    }

    private static InetAddress address(int name, int i) {
        try {
            return InetAddress.getByAddress(new byte[] {127, (byte) (1 + name), 0, (byte) (1 + i)});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
