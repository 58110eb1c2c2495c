package io.sidetone.modules.sipmsgops;

import io.sidetone.modules.messages.MessageFunctions;
import io.sidetone.modules.messages.Routes;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.edit.Edits;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.TelUri;
import io.sidetone.sip.uri.Uri;
import org.jspecify.annotations.Nullable;

/// Functions for the Request-URI. Thread-safe: only functions.
final class UriFunctions {

    private UriFunctions() {}

    static void define(ModuleBuilder module) {
        module.function("ruri_has_param", "Whether the Request-URI has a parameter with a value, or without one.")
                .with(Argument.text("param", "Its name."))
                .with(Argument.text("value", "Its value; left out for a parameter without one.")
                        .optional())
                .in(Routes.withRequest())
                .returns(1, "it has")
                .returns(-1, "it has not")
                .example("if (ruri_has_param(\"user\", \"phone\")) { exit; }")
                .does((context, name, value) -> hasParameter(context, name, value) ? 1 : -1);
        module.function("ruri_add_param", "Adds a parameter to the Request-URI.")
                .with(Argument.text("param", "The parameter, as `name=value` or `name`."))
                .in(Routes.withRequest())
                .edits()
                .returns(1, "it is there")
                .returns(-1, "the Request-URI takes no parameters")
                .example("ruri_add_param(\"nat=yes\");")
                .does((context, parameter) -> addParameter(context, parameter));
        module.function("ruri_del_param", "Removes a parameter of the Request-URI.")
                .with(Argument.text("param", "Its name."))
                .in(Routes.withRequest())
                .edits()
                .returns(1, "it was removed")
                .returns(-1, "there is none of that name")
                .example("ruri_del_param(\"user\");")
                .does((context, name) -> removeParameter(context, name));
        module.function("ruri_tel2sip", "Makes a SIP URI of a Request-URI that is a telephone number.")
                .in(Routes.withRequest())
                .edits()
                .returns(1, "it is none, or is a SIP URI now")
                .returns(-1, "From has no domain to put behind the number")
                .example("ruri_tel2sip();")
                .does(UriFunctions::telToSip);
        module.function("is_uri_user_e164", "Whether the user of a URI is a telephone number as E.164 knows it.")
                .with(Argument.text("uri", "The URI."))
                .in(Routes.withMessage())
                .returns(1, "it is")
                .returns(-1, "it is not")
                .example("if (is_uri_user_e164($fu)) { exit; }")
                .does((_, uri) -> {
                    String user = MessageFunctions.user(uri);
                    return user != null && MessageFunctions.isE164(user) ? 1 : -1;
                });
    }

    private static boolean hasParameter(RoutingContext context, String name, @Nullable String value) {
        if (!(context.request().uri() instanceof SipUri uri) || !uri.hasParameter(name)) {
            return false;
        }
        String present = uri.parameter(name);
        return value == null ? present == null || present.isEmpty() : value.equals(present);
    }

    private static int addParameter(RoutingContext context, String parameter) {
        if (parameter.isEmpty()) {
            return 1;
        }
        if (!(context.request().uri() instanceof SipUri uri)) {
            return -1;
        }
        int question = uri.text().indexOf('?');
        String text = question < 0
                ? uri.text() + ";" + parameter
                : uri.text().substring(0, question) + ";" + parameter
                        + uri.text().substring(question);
        Edits.uri(context, text);
        return 1;
    }

    private static int removeParameter(RoutingContext context, String name) {
        if (name.isEmpty()) {
            return 1;
        }
        if (!(context.request().uri() instanceof SipUri uri) || !uri.hasParameter(name)) {
            return -1;
        }
        context.uri(uri.withoutParameter(name));
        return 1;
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
