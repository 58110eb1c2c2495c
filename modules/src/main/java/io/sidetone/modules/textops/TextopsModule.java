package io.sidetone.modules.textops;

import io.sidetone.modules.messages.HeaderFunctions;
import io.sidetone.modules.messages.MessageFunctions;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.Startable;
import io.sidetone.sip.base.Clock;

/// Operations on the text of messages. It has the functions of both families; those for header fields and bodies
/// are those of `sipmsgops` where they have one name.
///
/// What is searched and replaced is the message as the parser understands it: each header field is one line.
/// Regular expressions are for lines, unless a function says otherwise. Thread-safe.
public final class TextopsModule implements Module, Startable {

    private volatile Clock clock = Clock.system();

    @Override
    public void start(ModuleContext context) {
        clock = context.clock();
    }

    @Override
    public void define(ModuleBuilder module) {
        module.name("textops", "Searches and replaces in the text of messages.");
        SearchFunctions.define(module);
        ReplaceFunctions.define(module);
        SubstitutionFunctions.define(module);
        FieldFunctions.define(module, () -> clock.currentTimeMillis());
        ContentFunctions.define(module);
        PartFunctions.define(module);
        StringFunctions.define(module);
        HeaderFunctions.define(module, () -> clock.currentTimeMillis());
        MessageFunctions.define(module);
    }
}
