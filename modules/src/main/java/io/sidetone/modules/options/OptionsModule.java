package io.sidetone.modules.options;

import io.sidetone.modules.messages.OptionsReply;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;

/// Answers OPTIONS requests for the server itself. Thread-safe.
public final class OptionsModule implements Module {

    @Override
    public void define(ModuleBuilder module) {
        module.name("options", "Answers OPTIONS requests for the server itself.");
        OptionsReply.define(module, "");
    }
}
