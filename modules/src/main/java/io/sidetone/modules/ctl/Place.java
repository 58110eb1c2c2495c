package io.sidetone.modules.ctl;

import java.io.IOException;
import java.net.InetSocketAddress;

/// Where commands come to, as a script writes it: `unix:FILE`, `unixd:FILE`, `tcp:ADDRESS:PORT`, `udp:ADDRESS:PORT`.
/// Immutable.
///
/// @param name what is behind the colon
record Place(Kind kind, String name) {

    private static final int USUAL_PORT = 2049;

    /// What it is, and how Kamailio calls it.
    enum Kind {
        FILE_STREAM("unix_stream"),
        FILE_DATAGRAMS("unix_dgram"),
        TCP("tcp"),
        UDP("udp");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /// Reads one. What has no word in front is a file if it looks like one, else an address for UDP.
    static Place of(String written) {
        int colon = written.indexOf(':');
        Kind kind = switch (colon < 0 ? "" : written.substring(0, colon)) {
            case "unix", "unixs" -> Kind.FILE_STREAM;
            case "unixd" -> Kind.FILE_DATAGRAMS;
            case "tcp" -> Kind.TCP;
            case "udp" -> Kind.UDP;
            default -> null;
        };
        if (kind != null) {
            return new Place(kind, written.substring(colon + 1));
        }
        return new Place(colon < 0 || written.contains("/") ? Kind.FILE_STREAM : Kind.UDP, written);
    }

    /// The address of one of the network: `host:port`, or one of them alone; `*` for the host is all of the machine's.
    ///
    /// @throws IOException if it is none
    InetSocketAddress address() throws IOException {
        int colon = name.lastIndexOf(':');
        boolean portOnly = colon < 0 && name.chars().allMatch(Character::isDigit);
        String host = colon < 0 ? portOnly ? "" : name : name.substring(0, colon);
        String port = colon < 0 ? portOnly ? name : "" : name.substring(colon + 1);
        try {
            InetSocketAddress address = new InetSocketAddress(
                    host.isEmpty() || host.equals("*") ? "0.0.0.0" : host,
                    port.isEmpty() ? USUAL_PORT : Integer.parseInt(port));
            if (address.isUnresolved()) {
                throw new IOException("nobody knows where " + host + " is");
            }
            return address;
        } catch (IllegalArgumentException _) {
            throw new IOException("'" + port + "' is no port");
        }
    }
}
