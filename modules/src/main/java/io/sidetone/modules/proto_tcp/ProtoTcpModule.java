package io.sidetone.modules.proto_tcp;

import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;

/// The name under which scripts load TCP, which is always there.
public final class ProtoTcpModule implements Module {

    @Override
    public void define(ModuleBuilder module) {
        module.name("proto_tcp", "TCP, which is always there.");
        module.integer("tcp_port", 5060, "Accepted; the port is written with each socket, and with each URI.");
        module.integer(
                "tcp_send_timeout",
                100,
                "Accepted; nobody waits for a peer that is slow: what waits to be sent is limited in octets and "
                        + "in time.");
        module.integer(
                "tcp_max_msg_chunks",
                4,
                "Accepted; how often a message is in pieces does not matter, but how long it takes: "
                        + "`tcp_max_msg_time`.");
        module.flag("tcp_crlf_pingpong", true, "Accepted; a ping is always answered, as RFC 5626 has it.");
        module.flag("tcp_crlf_drop", false, "Accepted; an empty line between messages means nothing.");
        module.flag("tcp_async", true, "Accepted; nothing ever waits for a connection.");
        module.integer(
                "tcp_async_max_postponed_chunks",
                32,
                "Accepted; nobody waits for a peer that is slow: what waits to be sent is limited in octets and "
                        + "in time.");
        module.integer(
                "tcp_async_local_write_timeout",
                10,
                "Accepted; nobody waits for a peer that is slow: what waits to be sent is limited in octets and "
                        + "in time.");
        module.integer("tcp_async_local_connect_timeout", 100, "Accepted; nothing ever waits for a connection.");
        module.text("trace_destination", "", "Accepted; connections are traced by the log.");
        module.flag("trace_on", false, "Accepted; connections are traced by the log.");
        module.text("trace_filter_route", "", "Accepted; connections are traced by the log.");
    }
}
