package io.sidetone.modules.proto_tls;

import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;

/// The name under which scripts load TLS, which is always there; its certificates are those of `tls_mgm`.
public final class ProtoTlsModule implements Module {

    @Override
    public void define(ModuleBuilder module) {
        module.name("proto_tls", "TLS, which is always there.");
        module.integer("tls_port", 5061, "Accepted; the port is written with each socket, and with each URI.");
        module.integer(
                "tls_send_timeout",
                100,
                "Accepted; nobody waits for a peer that is slow: what waits to be sent is limited in octets and "
                        + "in time.");
        module.integer(
                "tls_handshake_timeout", 100, "Accepted; a handshake may take ten seconds, and holds up nobody.");
        module.integer(
                "tls_max_msg_chunks",
                4,
                "Accepted; how often a message is in pieces does not matter, but how long it takes: "
                        + "`tcp_max_msg_time`.");
        module.flag("tls_crlf_pingpong", true, "Accepted; a ping is always answered, as RFC 5626 has it.");
        module.flag("tls_crlf_drop", false, "Accepted; an empty line between messages means nothing.");
        module.flag("tls_async", true, "Accepted; nothing ever waits for a connection.");
        module.integer(
                "tls_async_max_postponed_chunks",
                32,
                "Accepted; nobody waits for a peer that is slow: what waits to be sent is limited in octets and "
                        + "in time.");
        module.flag(
                "cert_check_on_conn_reusage",
                false,
                "Accepted; each connection is checked against the domain it was opened for.");
        module.text("trace_destination", "", "Accepted; connections are traced by the log.");
        module.flag("trace_on", false, "Accepted; connections are traced by the log.");
        module.text("trace_filter_route", "", "Accepted; connections are traced by the log.");
    }
}
