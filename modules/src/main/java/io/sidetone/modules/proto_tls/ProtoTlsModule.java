package io.sidetone.modules.proto_tls;

import io.sidetone.script.value.Type;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;

/// The name under which scripts load TLS, which is always there; its certificates are those of `tls_mgm`.
public final class ProtoTlsModule implements Module {

    @Override
    public void define(ModuleBuilder module) {
        module.name("proto_tls", "TLS, which is always there.");
        module.ignored("tls_port", Type.INTEGER, "the port is written with each socket, and with each URI");
        module.ignored(
                "tls_send_timeout",
                Type.INTEGER,
                "nobody waits for a peer that is slow: what waits to be sent is limited in octets and in time");
        module.ignored("tls_handshake_timeout", Type.INTEGER, "a handshake may take ten seconds, and holds up nobody");
        module.ignored(
                "tls_max_msg_chunks",
                Type.INTEGER,
                "how often a message is in pieces does not matter, but how long it takes: `tcp_max_msg_time`");
        module.ignored("tls_crlf_pingpong", Type.INTEGER, "a ping is always answered, as RFC 5626 has it");
        module.ignored("tls_crlf_drop", Type.INTEGER, "an empty line between messages means nothing");
        module.ignored("tls_async", Type.INTEGER, "nothing ever waits for a connection");
        module.ignored(
                "tls_async_max_postponed_chunks",
                Type.INTEGER,
                "nobody waits for a peer that is slow: what waits to be sent is limited in octets and in time");
        module.ignored(
                "cert_check_on_conn_reusage",
                Type.INTEGER,
                "each connection is checked against the domain it was opened for");
        module.ignored("trace_destination", Type.STRING, "connections are traced by the log");
        module.ignored("trace_on", Type.INTEGER, "connections are traced by the log");
        module.ignored("trace_filter_route", Type.STRING, "connections are traced by the log");
    }
}
