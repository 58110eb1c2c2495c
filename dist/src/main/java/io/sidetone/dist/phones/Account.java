package io.sidetone.dist.phones;

/// Who a telephone belongs to, and where it registers. Immutable.
///
/// @param transport `udp`, `tcp` or `tls`
/// @param port of the server, which is on this machine
record Account(String user, String domain, String password, String transport, int port) {

    /// The address of record.
    String uri() {
        return "sip:" + user + "@" + domain;
    }

    /// The server, as a URI.
    String server() {
        return "sip:127.0.0.1:" + port + ";transport=" + transport;
    }
}
