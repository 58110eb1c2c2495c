package io.sidetone.modules.tls_openssl;

import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;

/// The name under which scripts load a library for TLS; here it is always that of Java.
public final class TlsOpensslModule implements Module {

    @Override
    public void define(ModuleBuilder module) {
        module.name("tls_openssl", "TLS, which is that of Java.");
    }
}
