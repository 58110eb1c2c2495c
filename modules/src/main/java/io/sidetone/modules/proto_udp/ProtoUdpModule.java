package io.sidetone.modules.proto_udp;

import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;

/// The name under which scripts load UDP, which is always there.
public final class ProtoUdpModule implements Module {

    @Override
    public void define(ModuleBuilder module) {
        module.name("proto_udp", "UDP, which is always there.");
        module.integer("udp_port", 5060, "Accepted; the port is written with each socket, and with each URI.");
    }
}
