package io.sidetone.modules.proto_udp;

import io.sidetone.script.value.Type;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;

/// The name under which scripts load UDP, which is always there.
public final class ProtoUdpModule implements Module {

    @Override
    public void define(ModuleBuilder module) {
        module.name("proto_udp", "UDP, which is always there.");
        module.ignored("udp_port", Type.INTEGER, "the port is written with each socket, and with each URI");
    }
}
