package io.sidetone.modules.proto_wss;

import io.sidetone.script.value.Type;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;

/// The name under which scripts load WebSockets with TLS, which are always there.
public final class ProtoWssModule implements Module {

    @Override
    public void define(ModuleBuilder module) {
        module.name("proto_wss", "SIP over WebSockets with TLS, which is always there.");
        module.ignored("wss_port", Type.INTEGER, "the port is written with each socket, and with each URI");
        module.ignored(
                "wss_send_timeout",
                Type.INTEGER,
                "nobody waits for a peer that is slow: what waits to be sent is limited in octets and in time");
        module.ignored(
                "wss_max_msg_chunks",
                Type.INTEGER,
                "how often a message is in pieces does not matter, but how long it takes: `tcp_max_msg_time`");
        module.ignored("wss_resource", Type.STRING, "connections are opened by the other side");
        module.ignored("require_origin", Type.INTEGER, "which origins are taken is the matter of the socket");
        module.ignored("wss_handshake_timeout", Type.INTEGER, "a handshake may take ten seconds, and holds up nobody");
        module.ignored(
                "wss_tls_handshake_timeout", Type.INTEGER, "a handshake may take ten seconds, and holds up nobody");
        module.ignored(
                "cert_check_on_conn_reusage",
                Type.INTEGER,
                "each connection is checked against the domain it was opened for");
        module.ignored("trace_destination", Type.STRING, "connections are traced by the log");
        module.ignored("trace_on", Type.INTEGER, "connections are traced by the log");
        module.ignored("trace_filter_route", Type.STRING, "connections are traced by the log");
    }
}
