package io.sidetone.modules.proto_wss;

import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;

/// The name under which scripts load WebSockets with TLS, which are always there.
public final class ProtoWssModule implements Module {

    @Override
    public void define(ModuleBuilder module) {
        module.name("proto_wss", "SIP over WebSockets with TLS, which is always there.");
        module.integer("wss_port", 443, "Accepted; the port is written with each socket, and with each URI.");
        module.integer(
                "wss_send_timeout",
                100,
                "Accepted; nobody waits for a peer that is slow: what waits to be sent is limited in octets and "
                        + "in time.");
        module.integer(
                "wss_max_msg_chunks",
                4,
                "Accepted; how often a message is in pieces does not matter, but how long it takes: "
                        + "`tcp_max_msg_time`.");
        module.text("wss_resource", "/", "Accepted; connections are opened by the other side.");
        module.flag("require_origin", true, "Accepted; which origins are taken is the matter of the socket.");
        module.integer(
                "wss_handshake_timeout", 100, "Accepted; a handshake may take ten seconds, and holds up nobody.");
        module.integer(
                "wss_tls_handshake_timeout", 100, "Accepted; a handshake may take ten seconds, and holds up nobody.");
        module.flag(
                "cert_check_on_conn_reusage",
                false,
                "Accepted; each connection is checked against the domain it was opened for.");
        module.text("trace_destination", "", "Accepted; connections are traced by the log.");
        module.flag("trace_on", false, "Accepted; connections are traced by the log.");
        module.text("trace_filter_route", "", "Accepted; connections are traced by the log.");
    }
}
