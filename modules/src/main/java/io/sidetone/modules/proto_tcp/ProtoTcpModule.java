package io.sidetone.modules.proto_tcp;

import io.sidetone.script.value.Type;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;

/// The name under which scripts load TCP, which is always there.
public final class ProtoTcpModule implements Module {

    @Override
    public void define(ModuleBuilder module) {
        module.name("proto_tcp", "TCP, which is always there.");
        module.ignored("tcp_port", Type.INTEGER, "the port is written with each socket, and with each URI");
        module.ignored(
                "tcp_send_timeout",
                Type.INTEGER,
                "nobody waits for a peer that is slow: what waits to be sent is limited in octets and in time");
        module.ignored(
                "tcp_max_msg_chunks",
                Type.INTEGER,
                "how often a message is in pieces does not matter, but how long it takes: `tcp_max_msg_time`");
        module.ignored("tcp_crlf_pingpong", Type.INTEGER, "a ping is always answered, as RFC 5626 has it");
        module.ignored("tcp_crlf_drop", Type.INTEGER, "an empty line between messages means nothing");
        module.ignored("tcp_async", Type.INTEGER, "nothing ever waits for a connection");
        module.ignored(
                "tcp_async_max_postponed_chunks",
                Type.INTEGER,
                "nobody waits for a peer that is slow: what waits to be sent is limited in octets and in time");
        module.ignored(
                "tcp_async_local_write_timeout",
                Type.INTEGER,
                "nobody waits for a peer that is slow: what waits to be sent is limited in octets and in time");
        module.ignored("tcp_async_local_connect_timeout", Type.INTEGER, "nothing ever waits for a connection");
        module.ignored("trace_destination", Type.STRING, "connections are traced by the log");
        module.ignored("trace_on", Type.INTEGER, "connections are traced by the log");
        module.ignored("trace_filter_route", Type.STRING, "connections are traced by the log");
    }
}
