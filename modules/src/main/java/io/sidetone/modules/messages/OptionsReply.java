package io.sidetone.modules.messages;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.value.ScriptError;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.edit.FieldLine;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.uri.SipUri;

/// Answers OPTIONS requests for the server itself. Thread-safe once it is defined.
public final class OptionsReply {

    private final ModuleParameter<String> accept;
    private final ModuleParameter<String> encoding;
    private final ModuleParameter<String> language;
    private final ModuleParameter<String> support;

    private OptionsReply(ModuleBuilder module, String prefix) {
        accept = module.text(prefix + "accept", "*/*", "What stands in Accept; empty for no such field.")
                .changeable();
        encoding = module.text(
                        prefix + "accept_encoding", "", "What stands in Accept-Encoding; empty for no such field.")
                .changeable();
        language = module.text(
                        prefix + "accept_language", "en", "What stands in Accept-Language; empty for no such field.")
                .changeable();
        support = module.text(prefix + "support", "", "What stands in Supported; empty for no such field.")
                .changeable();
    }

    /// Declares the function and its parameters.
    ///
    /// @param prefix what the names of the parameters begin with
    public static void define(ModuleBuilder module, String prefix) {
        OptionsReply reply = new OptionsReply(module, prefix);
        module.function("options_reply", "Answers an OPTIONS request for the server itself with what it can do.")
                .in(RouteKind.ROUTE)
                .returns(1, "it was answered with 200")
                .returns(-1, "the request is another one, has a user in its URI, or was answered already")
                .example("if (is_method(\"OPTIONS\")) { options_reply(); exit; }")
                .does(reply::reply);
    }

    @Rfc(number = 3261, section = "11.2")
    private int reply(RoutingContext context) {
        SipRequest request = context.request();
        if (!request.method().equals(Method.OPTIONS)
                || !(request.uri() instanceof SipUri uri)
                || uri.rawUser() != null) {
            return -1;
        }
        SipResponse.Builder answer = context.answer(200, "OK");
        add(answer, "Accept", accept);
        add(answer, "Accept-Encoding", encoding);
        add(answer, "Accept-Language", language);
        add(answer, "Supported", support);
        return context.transaction().reply(answer.build()) ? 1 : -1;
    }

    private static void add(SipResponse.Builder answer, String name, ModuleParameter<String> value) {
        if (value.value().isBlank()) {
            return;
        }
        try {
            answer.set(name, FieldLine.checkValue(value.value()).strip());
        } catch (IllegalArgumentException e) {
            throw new ScriptError(String.valueOf(e.getMessage()));
        }
    }
}
