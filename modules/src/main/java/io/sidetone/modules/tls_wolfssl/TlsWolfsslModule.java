package io.sidetone.modules.tls_wolfssl;

import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;

/// The name under which scripts load a library for TLS; here it is always that of Java.
public final class TlsWolfsslModule implements Module {

    @Override
    public void define(ModuleBuilder module) {
        module.name("tls_wolfssl", "TLS, which is that of Java.");
    }
}
