package io.sidetone.modules.registrar;

import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;

/// The few variables that the scripts of these tests read.
final class FewVariables implements Module {

    @Override
    public void define(ModuleBuilder module) {
        module.name("", "Variables of the core.");
        module.variable("rm", "The method.").reads(context -> context.request()
                .method()
                .name());
        module.variable("tu", "The URI in the To.")
                .reads(context -> context.message().to().uri().text());
    }
}
