package io.sidetone.modules.core;

import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.SocketNames;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.message.MessageWriter;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Listener;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where a message has come from and to, as Kamailio's scripts ask for it: whole URIs, names of sockets, numbers of
/// transports. Null for a message of our own. Thread-safe.
final class ReceivedVariables {

    private static final long INET = 2;
    private static final long INET6 = 10;

    private final Sockets sockets;

    ReceivedVariables(Sockets sockets) {
        this.sockets = sockets;
    }

    void define(ModuleBuilder module) {
        text(module, "su", "The source as a URI, without a transport.", flow -> uri(flow.remote(), null));
        text(module, "sut", "The source as a URI with its transport.", flow -> uri(flow.remote(), flow.transport()));
        text(
                module,
                "sas",
                "The source as `udp:192.0.2.1:5060`.",
                flow -> SocketNames.of(flow.transport(), flow.remote()));
        text(module, "siz", "The source address, one of IPv6 in brackets.", flow -> host(flow.remote()));
        text(module, "Ru", "Our end as a URI, without a transport.", flow -> uri(flow.local(), null));
        text(module, "Rut", "Our end as a URI with its transport.", flow -> uri(flow.local(), flow.transport()));
        text(module, "Ras", "The socket as `udp:192.0.2.1:5060`.", SocketNames::of);
        text(module, "Rn", "The name of the socket.", flow -> name(flow.listener()));
        text(module, "RAu", "What we say of our end, as a URI without a transport.", flow -> "sip:" + flow.sentBy());
        text(
                module,
                "RAut",
                "What we say of our end, as a URI with its transport.",
                flow -> "sip:" + flow.sentBy() + ";transport="
                        + flow.transport().token());
        module.variable("prid", "The number of the transport: 1 UDP, 2 TCP, 3 TLS, 5 WS, 6 WSS.")
                .type(Type.INTEGER)
                .reads(of(flow -> number(flow.transport())));
        module.variable("af", "The family of our address: `id` is 2 for IPv4 and 10 for IPv6, `name` its name.")
                .key(VariableDefinition.Key.OPTIONAL)
                .type(Type.ANY)
                .readsWithKey((context, key) -> {
                    Flow flow = context.flow();
                    return flow == null ? null : family(flow.local(), key == null ? "id" : Values.text(key));
                });
        module.variable(
                        "rcv",
                        "What the message has come by: `buf`, `len`, `proto`, `sproto`, `srcip`, `srcport`, `rcvip`, "
                                + "`rcvport` or `af`.")
                .or("recv")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.ANY)
                .readsWithKey(ReceivedVariables::received);
        for (String name : List.of("snd", "sndto", "sndfrom")) {
            String end = name.equals("sndfrom") ? "our end of it" : "whom it goes to";
            module.variable(
                            name,
                            "What a message is sent by, in the block that sees it last, about " + end
                                    + ": `ip`, `af`, `port`, `proto`, `sproto`, `buf` or `len`.")
                    .key(VariableDefinition.Key.NEEDED)
                    .type(Type.ANY)
                    .readsWithKey((context, key) -> sent(context, Values.text(key), name.equals("sndfrom")));
        }
        forced(module);
    }

    private void forced(ModuleBuilder module) {
        module.variable("fs", "The socket that the request is to be sent from, as `udp:192.0.2.1:5060`; null for any.")
                .in(Dialect.KAMAILIO)
                .writes((context, value) -> context.main().sockets(sockets.chosen(context.core(), value)))
                .reads(context -> {
                    Listener chosen = context.main().socket();
                    return chosen == null ? null : SocketNames.of(chosen);
                });
        module.variable("fsn", "The name of the socket that the request is to be sent from; null for any.")
                .writes((context, value) -> context.main().sockets(sockets.chosen(context.core(), value)))
                .reads(context -> {
                    Listener chosen = context.main().socket();
                    return chosen == null ? null : name(chosen);
                });
        module.variable("fsp", "The port of the socket that the request is to be sent from; null for any.")
                .type(Type.INTEGER)
                .reads(context -> {
                    Listener chosen = context.main().socket();
                    return chosen == null ? null : (Long) (long) chosen.local().getPort();
                });
    }

    private static void text(
            ModuleBuilder module, String name, String description, Function<Flow, @Nullable String> part) {
        module.variable(name, description).reads(of(part));
    }

    private static Function<RoutingContext, @Nullable Object> of(Function<Flow, ? extends @Nullable Object> part) {
        return context -> {
            Flow flow = context.flow();
            return flow == null ? null : part.apply(flow);
        };
    }

    private static @Nullable String name(Listener listener) {
        return listener.settings().tags().stream().findFirst().orElse(null);
    }

    private static String host(InetSocketAddress address) {
        String text = Flow.text(address);
        return text.contains(":") ? "[" + text + "]" : text;
    }

    private static String uri(InetSocketAddress address, @Nullable Transport transport) {
        String uri = "sip:" + host(address) + ":" + address.getPort();
        return transport == null ? uri : uri + ";transport=" + transport.token();
    }

    /// The number that scripts compare transports by.
    static long number(Transport transport) {
        return switch (transport) {
            case UDP -> 1;
            case TCP -> 2;
            case TLS -> 3;
            case WS -> 5;
            case WSS -> 6;
        };
    }

    private static Object family(InetSocketAddress address, String key) {
        boolean six = address.getAddress() instanceof Inet6Address;
        return switch (key.toLowerCase(Locale.ROOT)) {
            case "id" -> six ? INET6 : INET;
            case "name" -> six ? "IPv6" : "IPv4";
            default -> throw new ScriptError("$af has id and name, not '" + Written.shown(key) + "'");
        };
    }

    private static @Nullable Object received(RoutingContext context, @Nullable Object key) {
        Flow flow = context.flow();
        if (flow == null) {
            return null;
        }
        String part = Values.text(key);
        return switch (part.toLowerCase(Locale.ROOT)) {
            case "buf" -> Text.decode(octets(context), 0, octets(context).length);
            case "len" -> (long) octets(context).length;
            case "proto" -> number(flow.transport());
            case "sproto" -> flow.transport().token();
            case "srcip" -> flow.source();
            case "srcport" -> (long) flow.remote().getPort();
            case "rcvip" -> Flow.text(flow.local());
            case "rcvport" -> (long) flow.local().getPort();
            case "af" -> family(flow.local(), "id");
            default -> throw new ScriptError("$rcv has no part '" + Written.shown(part) + "'");
        };
    }

    private static byte[] octets(RoutingContext context) {
        return MessageWriter.draft(context.received());
    }

    private static @Nullable Object sent(RoutingContext context, String part, boolean ours) {
        Flow flow = context.leaving();
        if (flow == null) {
            return null;
        }
        InetSocketAddress end = ours ? flow.local() : flow.remote();
        byte[] octets = MessageWriter.draft(context.message());
        return switch (part.toLowerCase(Locale.ROOT)) {
            case "ip" -> Flow.text(end);
            case "port" -> (long) end.getPort();
            case "af" -> family(end, "id");
            case "proto" -> number(flow.transport());
            case "sproto" -> flow.transport().token();
            case "buf" -> Text.decode(octets, 0, octets.length);
            case "len" -> (long) octets.length;
            default -> throw new ScriptError("$snd has no part '" + Written.shown(part) + "'");
        };
    }
}
