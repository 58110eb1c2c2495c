package io.sidetone.modules.core;

import io.sidetone.script.value.ScriptError;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.List;
import java.util.Locale;

/// Functions that are always there in Kamailio's scripts, and in no others. Thread-safe: keeps nothing.
final class KamailioFunctions {

    private static final String DONE = "done";

    private KamailioFunctions() {}

    static void define(ModuleBuilder module) {
        module.function("sethostporttrans", "Sets host, port and transport of the Request-URI.")
                .or("rewritehostporttrans")
                .or("sethpt")
                .with(Argument.text("text", "`192.0.2.1:5080;transport=tcp`."))
                .edits()
                .returns(1, DONE)
                .example("sethostporttrans(\"192.0.2.1:5080;transport=tcp\");")
                .does(KamailioFunctions::hostPortTransport);
        module.function("userphone", "Says by `user=phone` that the user of the Request-URI is a number.")
                .edits()
                .returns(1, DONE)
                .example("userphone();")
                .does(context -> {
                    Uri uri = context.request().uri();
                    if (uri instanceof SipUri sip) {
                        context.uri(sip.withParameter("user", "phone"));
                    }
                    return 1;
                });
        module.function("clear_branches", "Takes all branches away that were added.")
                .returns(1, DONE)
                .example("clear_branches();")
                .does(context -> {
                    context.more().clear();
                    return 1;
                });
        connections(module);
        module.function("udp_mtu_try_proto", "Says what requests go by that are larger than `udp_mtu`.")
                .with(Argument.text("transport", "`UDP`, `TCP`, `TLS` or `SCTP`."))
                .returns(1, "it is what the parameter of that name says already")
                .example("udp_mtu_try_proto(\"TCP\");")
                .does((_, transport) -> {
                    if (!List.of("UDP", "TCP", "TLS", "SCTP").contains(transport.toUpperCase(Locale.ROOT))) {
                        throw new ScriptError("'" + Written.shown(transport) + "' is no transport");
                    }
                    return 1;
                });
    }

    /// What they ask for is what happens anyway: a reply goes over the connection of its request, and a new one is
    /// made only if RFC 3261 §18.2.2 wants it; connections without traffic end by themselves.
    private static void connections(ModuleBuilder module) {
        nothing(module, "set_forward_no_connect", "no connection is made for the request");
        nothing(module, "set_forward_close", "the connection is closed behind the request");
        nothing(module, "set_reply_no_connect", "no connection is made for replies");
        nothing(module, "set_reply_close", "the connection is closed behind a reply");
    }

    private static void nothing(ModuleBuilder module, String name, String wish) {
        module.function(
                        name,
                        "Accepted, and does nothing: connections are kept as the RFCs say. Wishes that " + wish + ".")
                .returns(1, "always")
                .example(name + "();")
                .does(_ -> 1);
    }

    private static int hostPortTransport(RoutingContext context, String text) {
        int semicolon = text.indexOf(';');
        String place = semicolon < 0 ? text : text.substring(0, semicolon);
        Uri uri = UriEdit.withHostAndPort(context.request().uri(), place);
        if (semicolon >= 0 && uri instanceof SipUri sip) {
            String parameter = text.substring(semicolon + 1);
            int equals = parameter.indexOf('=');
            if (equals < 0 || !parameter.substring(0, equals).strip().equalsIgnoreCase("transport")) {
                throw new ScriptError("'" + Written.shown(text) + "' has no transport: write host:port;transport=tcp");
            }
            uri = sip.withParameter(
                    "transport",
                    Written.text(parameter.substring(equals + 1), "a transport").strip());
        }
        context.uri(uri);
        return 1;
    }
}
