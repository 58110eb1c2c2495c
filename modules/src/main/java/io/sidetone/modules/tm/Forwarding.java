package io.sidetone.modules.tm;

import static io.sidetone.script.ast.RouteKind.EVENT_ROUTE;
import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The functions that forward a request to a place which they name: `t_relay_to_udp` and its like. Thread-safe:
/// keeps nothing.
final class Forwarding {

    private static final String RELAYED = "the request is on its way";
    private static final String NOT_RELAYED = "it is not, for the reasons that `t_relay` has";

    private final Relay relay;
    private final SendingFunctions copies;

    /// Forwards the request of a context to where that says.
    @FunctionalInterface
    interface Relay {

        /// Forwards it.
        ///
        /// @param flags as `t_relay` takes them; null for none
        int relay(RoutingContext context, @Nullable String flags);
    }

    Forwarding(Relay relay, SendingFunctions copies) {
        this.relay = relay;
        this.copies = copies;
    }

    void define(ModuleBuilder module) {
        toHost(module, "t_relay", "");
        toHost(module, "t_forward_nonack", "");
        for (String transport : List.of("udp", "tcp", "tls", "sctp")) {
            toHost(module, "t_relay_to_" + transport, transport);
            toHost(module, "t_forward_nonack_" + transport, transport);
            copy(module, "t_replicate_" + transport, transport);
        }
        copy(module, "t_replicate", "");
        module.function("t_forward_nonack_uri", "Forwards the request where it says, with a transaction.")
                .in(ROUTE, FAILURE_ROUTE)
                .returns(1, RELAYED)
                .returns(-1, NOT_RELAYED)
                .example("t_forward_nonack_uri();")
                .does(context -> relay.relay(context, null));
        toProxy(module);
        module.function("t_relay_cancel", "Gives up the branches of the INVITE that a CANCEL is for.")
                .in(ROUTE)
                .returns(0, "they are given up and the CANCEL is answered: the script ends")
                .returns(1, "the INVITE is not here, or the request is no CANCEL")
                .returns(-1, "the CANCEL was answered already")
                .example("if (is_method(\"CANCEL\") && !t_relay_cancel()) { sl_reply_error(); exit; }")
                .does(this::cancel);
    }

    private void toHost(ModuleBuilder module, String name, String transport) {
        module.function(name, "Forwards the request, with a transaction" + by(transport) + ".")
                .with(Argument.text("host", "Where to, in place of where the request says.")
                        .optional())
                .with(Argument.integer("port", "The port there.")
                        .between(0, 65_535)
                        .optional())
                .in(Dialect.KAMAILIO)
                .in(ROUTE, FAILURE_ROUTE, EVENT_ROUTE)
                .returns(1, RELAYED)
                .returns(-1, "it was answered or let go already")
                .returns(-3, "the caller has given up, or after a 6xx nobody else is to be asked")
                .returns(-4, "no address is known of the destination, and that was answered")
                .returns(-5, "nothing may be sent there, and that was answered")
                .returns(-6, "it could not be sent, and that was answered")
                .example("if (!" + name + "()) { sl_reply_error(); exit; }")
                .does((context, host, port) -> {
                    aim(context, host, port, transport);
                    return relay.relay(context, null);
                });
    }

    private static String by(String transport) {
        return transport.isEmpty() ? "" : " by " + transport.toUpperCase(Locale.ROOT);
    }

    private void copy(ModuleBuilder module, String name, String transport) {
        module.function(name, "Sends a copy of the request elsewhere" + by(transport) + ", whatever is answered there.")
                .with(Argument.text("host", "Where to: a host, or a URI; where the request goes if left out.")
                        .optional())
                .with(Argument.integer("port", "The port there.")
                        .between(0, 65_535)
                        .optional())
                .in(Dialect.KAMAILIO)
                .in(ROUTE)
                .returns(1, "copies are on their way")
                .returns(-1, "the URI cannot be read")
                .example(name + "(\"192.0.2.7\", 5060);")
                .does((context, host, port) -> copies.copyTo(context, place(context, host, port, transport)));
    }

    private void toProxy(ModuleBuilder module) {
        for (String name : List.of("t_relay_to", "t_relay_to_proxy")) {
            module.function(name, "Forwards the request to a proxy, with a transaction.")
                    .with(Argument.text("proxy", "`[transport:]host[:port]`, or the flags.")
                            .optional())
                    .with(Argument.text(
                                    "flags",
                                    "The sum of 1 for no 100, which does nothing, 2 to answer nothing where nothing "
                                            + "could be sent and 4 to try one address only.")
                            .optional())
                    .in(ROUTE, FAILURE_ROUTE, EVENT_ROUTE)
                    .returns(1, RELAYED)
                    .returns(-1, NOT_RELAYED)
                    .example(name + "(\"tcp:192.0.2.7:5060\");")
                    .does(this::toProxy);
        }
        module.function("t_relay_to_avp", "Forwards the request to the place that a variable holds.")
                .or("t_forward_nonack_to")
                .with(Argument.text("proto", "The transport: `udp`, `tcp`, `tls` or `sctp`."))
                .with(Argument.text("place", "`host[:port]`."))
                .in(ROUTE, FAILURE_ROUTE)
                .returns(1, RELAYED)
                .returns(-1, NOT_RELAYED)
                .example("t_relay_to_avp(\"udp\", \"$avp(gateway)\");")
                .does((context, transport, place) -> {
                    context.main().destination(Relaying.destination(transport + ":" + place));
                    return relay.relay(context, null);
                });
        module.function("t_replicate_to", "Sends a copy of the request elsewhere by a transport.")
                .with(Argument.text("proto", "The transport: `udp`, `tcp`, `tls` or `sctp`."))
                .with(Argument.text("place", "`host[:port]`."))
                .in(ROUTE)
                .returns(1, "copies are on their way")
                .returns(-1, "the place cannot be read")
                .example("t_replicate_to(\"udp\", \"192.0.2.7:5060\");")
                .does((context, transport, place) -> copies.copyTo(
                        context, Relaying.destination(transport + ":" + place).toString()));
    }

    private int toProxy(RoutingContext context, @Nullable String proxy, @Nullable String flags) {
        boolean isFlags = proxy != null && flags == null && Values.integer(proxy) != null;
        if (proxy != null && !isFlags) {
            context.main().destination(Relaying.destination(proxy));
        }
        return relay.relay(context, isFlags ? proxy : flags);
    }

    private int cancel(RoutingContext context) {
        if (!context.request().method().equals(Method.CANCEL) || Relaying.checkTransaction(context) < 0) {
            return 1;
        }
        return relay.relay(context, null) > 0 ? 0 : -1;
    }

    private static void aim(RoutingContext context, @Nullable String host, @Nullable Long port, String transport) {
        if (host != null || !transport.isEmpty()) {
            try {
                context.main().destination(Uri.parse(place(context, host, port, transport)));
            } catch (SyntaxException _) {
                throw new ScriptError("'" + host + "' is no host");
            }
        }
    }

    /// Where a request is sent by a transport, as a URI.
    private static String place(RoutingContext context, @Nullable String host, @Nullable Long port, String transport) {
        if (host != null && !host.regionMatches(true, 0, "sip", 0, 3)) {
            String at = port == null || port == 0 ? host : host + ":" + port;
            return Relaying.destination(transport.isEmpty() ? at : transport + ":" + at)
                    .toString();
        }
        Uri set = context.main().destination();
        Uri next = set == null ? context.request().uri() : set;
        String where = host == null ? next.toString() : host;
        if (transport.isEmpty()) {
            return where;
        }
        try {
            return SipUri.parse(where).withParameter("transport", transport).toString();
        } catch (SyntaxException _) {
            throw new ScriptError("'" + where + "' is no SIP URI");
        }
    }
}
