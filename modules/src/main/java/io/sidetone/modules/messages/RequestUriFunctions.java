package io.sidetone.modules.messages;

import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.edit.Edits;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.uri.SipUri;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Functions for the parameters and the user of the Request-URI, which modules of both families have.
/// Thread-safe: only functions.
public final class RequestUriFunctions {

    private RequestUriFunctions() {}

    /// Declares those for parameters.
    ///
    /// @param has what asking is called
    /// @param add what adding is called
    /// @param remove what removing is called
    public static void parameters(ModuleBuilder module, String has, String add, String remove) {
        module.function(has, "Whether the Request-URI has a parameter with a value, or without one.")
                .with(Argument.text("param", "Its name."))
                .with(Argument.text("value", "Its value; left out for a parameter without one.")
                        .optional())
                .in(Routes.withRequest())
                .returns(1, "it has")
                .returns(-1, "it has not")
                .example("if (" + has + "(\"user\", \"phone\")) { exit; }")
                .does(RequestUriFunctions::has);
        module.function(add, "Adds a parameter to the Request-URI.")
                .with(Argument.text("param", "The parameter, as `name=value` or `name`."))
                .in(Routes.withRequest())
                .edits()
                .returns(1, "it is there")
                .returns(-1, "the Request-URI takes no parameters")
                .example(add + "(\"nat=yes\");")
                .does(RequestUriFunctions::add);
        module.function(remove, "Removes a parameter of the Request-URI.")
                .with(Argument.text("param", "Its name."))
                .in(Routes.withRequest())
                .edits()
                .returns(1, "it was removed")
                .returns(-1, "there is none of that name")
                .example(remove + "(\"user\");")
                .does(RequestUriFunctions::remove);
    }

    /// Declares `is_uri_user_e164`.
    ///
    /// @param most digits of a number
    public static void userIsNumber(ModuleBuilder module, LongSupplier most) {
        module.function("is_uri_user_e164", "Whether the user of a URI is a telephone number as E.164 knows it.")
                .with(Argument.text("uri", "The URI."))
                .returns(1, "it is")
                .returns(-1, "it is not")
                .example("if (is_uri_user_e164($fu)) { exit; }")
                .does((_, uri) -> {
                    String user = MessageFunctions.user(uri);
                    return user != null && MessageFunctions.isE164(user, most.getAsLong()) ? 1 : -1;
                });
    }

    private static @Nullable SipUri uri(RoutingContext context) {
        return context.request().uri() instanceof SipUri uri ? uri : null;
    }

    private static int has(RoutingContext context, String name, @Nullable String value) {
        SipUri uri = uri(context);
        if (uri == null || !uri.hasParameter(name)) {
            return -1;
        }
        String present = uri.parameter(name);
        boolean fits = value == null ? present == null || present.isEmpty() : value.equals(present);
        return fits ? 1 : -1;
    }

    private static int add(RoutingContext context, String parameter) {
        if (parameter.isEmpty()) {
            return 1;
        }
        SipUri uri = uri(context);
        if (uri == null) {
            return -1;
        }
        String text = uri.text();
        int question = text.indexOf('?');
        int at = question < 0 ? text.length() : question;
        Edits.uri(context, text.substring(0, at) + ";" + parameter + text.substring(at));
        return 1;
    }

    private static int remove(RoutingContext context, String name) {
        SipUri uri = uri(context);
        if (uri == null || !uri.hasParameter(name)) {
            return name.isEmpty() ? 1 : -1;
        }
        context.uri(uri.withoutParameter(name));
        return 1;
    }
}
