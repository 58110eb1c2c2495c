package io.sidetone.modules.signaling;

import static io.sidetone.script.ast.RouteKind.ERROR_ROUTE;
import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.header.NameAddress;
import org.jspecify.annotations.Nullable;

/// Replies that go the way that the script has chosen: as a transaction if the request is one, else without.
public final class SignalingModule implements Module {

    @Override
    public void define(ModuleBuilder module) {
        module.name("signaling", "Answers requests, as transactions where they are.");
        module.function("send_reply", "Answers the request, as a transaction if it is one.")
                .with(Argument.integer("code", "The status code.").between(100, 699))
                .with(Argument.text("reason", "The reason phrase."))
                .in(ROUTE, ERROR_ROUTE, FAILURE_ROUTE)
                .returns(1, "the reply was sent")
                .returns(-1, "the request was answered or forwarded already")
                .example("send_reply(404, \"Not Found\");")
                .does((context, code, reason) -> context.reply(code.intValue(), reason) ? 1 : -1);
        module.variable("sig_local_totag", "The To tag of the replies that are made here.")
                .reads(SignalingModule::localTag);
    }

    private static @Nullable String localTag(RoutingContext context) {
        NameAddress to = context.isRequest() ? context.answer(500, "").build().to() : null;
        return to == null ? null : to.tag();
    }
}
