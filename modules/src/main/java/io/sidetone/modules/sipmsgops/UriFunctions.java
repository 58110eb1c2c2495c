package io.sidetone.modules.sipmsgops;

import io.sidetone.modules.messages.MessageFunctions;
import io.sidetone.modules.messages.RequestUriFunctions;
import io.sidetone.modules.messages.Routes;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.TelUri;
import io.sidetone.sip.uri.Uri;

/// Functions for the Request-URI. Thread-safe: only functions.
final class UriFunctions {

    private UriFunctions() {}

    static void define(ModuleBuilder module) {
        RequestUriFunctions.parameters(module, "ruri_has_param", "ruri_add_param", "ruri_del_param");
        RequestUriFunctions.userIsNumber(module, () -> MessageFunctions.DIGITS);
        module.function("ruri_tel2sip", "Makes a SIP URI of a Request-URI that is a telephone number.")
                .in(Routes.withRequest())
                .edits()
                .returns(1, "it is none, or is a SIP URI now")
                .returns(-1, "From has no domain to put behind the number")
                .example("ruri_tel2sip();")
                .does(UriFunctions::telToSip);
    }

    private static int telToSip(RoutingContext context) {
        Uri uri = context.request().uri();
        if (!(uri instanceof TelUri number)) {
            return 1;
        }
        NameAddress from = context.request().from();
        if (from == null || !(from.uri() instanceof SipUri domain)) {
            return -1;
        }
        context.uri(number.toSip(domain.host()));
        return 1;
    }
}
