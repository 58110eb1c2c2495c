package io.sidetone.modules.testing;

import io.sidetone.script.CoreDefinitions;
import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.StatusFunction;
import io.sidetone.script.value.Octets;
import io.sidetone.script.value.Values;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;

/// Variables by which tests look at messages: `$seen(NAME)` is the first header field of a name, or one of `ru`,
/// `rb`, `rs`.
public final class Seen implements Module {

    @Override
    public void define(ModuleBuilder module) {
        module.name("", "For tests.");
        // As the server's own module has it, which may be loaded beside this one.
        StatusFunction log = CoreDefinitions.module().functions().stream()
                .filter(function -> function.name().equals("xlog"))
                .findFirst()
                .orElseThrow()
                .status();
        module.function("xlog", "Logs a text.")
                .with(Argument.text("levelOrText", "The level or the text."))
                .with(Argument.text("text", "The text behind a level.").optional())
                .does((context, level, text) -> log.call(context.run(), new Object[] {level, text}));
        module.variable("seen", "A part of the message as it is now.")
                .key(VariableDefinition.Key.NEEDED)
                .readsWithKey((context, key) -> {
                    String name = Values.text(key);
                    return switch (name) {
                        case "ru" -> context.message() instanceof SipRequest request ? request.uriText() : null;
                        case "rs" ->
                            context.message() instanceof SipResponse response
                                    ? response.statusCode() + " " + response.phrase()
                                    : null;
                        case "rb" ->
                            context.message().bodyLength() == 0
                                    ? null
                                    : Octets.text(context.message().body());
                        default ->
                            context.message().field(name) == null
                                    ? null
                                    : context.message().field(name).value();
                    };
                });
    }
}
