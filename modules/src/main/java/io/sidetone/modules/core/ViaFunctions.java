package io.sidetone.modules.core;

import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Connection;
import io.sidetone.sip.transport.Connections;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.uri.Host;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Functions about the way of responses, and about sockets and connections. Thread-safe.
final class ViaFunctions {

    private final Sockets sockets;

    ViaFunctions(Sockets sockets) {
        this.sockets = sockets;
    }

    void define(ModuleBuilder module) {
        vias(module);
        sockets(module);
        connections(module);
    }

    private static void vias(ModuleBuilder module) {
        module.function("force_rport", "Sends responses to the port that the request came from.")
                .or("add_rport")
                .returns(1, "done")
                .example("force_rport();")
                .does(ViaFunctions::forceRport);
        module.function("add_local_rport", "Asks by our Via for responses to our port, which is done in any case.")
                .returns(1, "done")
                .example("add_local_rport();")
                .does(_ -> 1);
        module.function("set_via_handling", "Does several of these at once.")
                .with(Argument.literal(
                        "flags",
                        "Of `force-rport`, `add-local-rport`, `reply-to-via`, `force-tcp-alias`, with commas."))
                .returns(1, "done")
                .example("set_via_handling(\"force-rport\");")
                .does((context, flags) -> {
                    for (String flag : flags.split(",", -1)) {
                        handle(context, flag.strip().toLowerCase(Locale.ROOT));
                    }
                    return 1;
                });
        module.function("force_tcp_alias", "Lets requests to the port of the Via go over the connection at hand.")
                .or("add_tcp_alias")
                .with(Argument.integer("port", "Another port than that of the Via.")
                        .between(1, 65_535)
                        .optional())
                .returns(1, "done")
                .returns(-1, "the message has come by no connection")
                .example("force_tcp_alias();")
                .does(ViaFunctions::alias);
    }

    private static void handle(RoutingContext context, String flag) {
        switch (flag) {
            case "force-rport" -> forceRport(context);
            case "force-tcp-alias" -> alias(context, null);
            // Our Via always asks for that, and responses go where the RFC says.
            case "add-local-rport", "reply-to-via" -> {}
            default -> throw new ScriptError("set_via_handling knows no '" + Written.shown(flag) + "'");
        }
    }

    private static int forceRport(RoutingContext context) {
        SipRequest request = context.request();
        Flow flow = context.flow();
        Via via = request.topVia();
        if (flow == null || via == null) {
            return 1;
        }
        Claim claim = context.transaction().claim();
        if (claim != null) {
            claim.answerToSource();
        }
        context.message(request.edit()
                .setFirst(Headers.VIA, via.withRport(flow.remote().getPort()).withReceived(flow.source()))
                .build());
        return 1;
    }

    private static int alias(RoutingContext context, @Nullable Long port) {
        Via via = context.message().topVia();
        if (!(context.flow() instanceof Connection connection) || via == null) {
            return -1;
        }
        int usual = via.port() == Via.NO_PORT ? connection.transport().defaultPort() : via.port();
        context.core().layer().transport().connections().alias(connection, port == null ? usual : port.intValue());
        return 1;
    }

    private void sockets(ModuleBuilder module) {
        module.function(
                        "set_advertised_address",
                        "Sets the host that Via and Record-Route of the request say of us, whichever socket it "
                                + "leaves from.")
                .with(Argument.text("address", "An address or a name; empty for that of the socket."))
                .returns(1, "done")
                .example("set_advertised_address(\"sip.example.org\");")
                .does((context, address) -> {
                    context.advertise(address.isEmpty() ? null : UriEdit.host(address), context.advertisedPort());
                    return 1;
                });
        module.function("set_advertised_port", "Sets the port that Via and Record-Route of the request say of us.")
                .with(Argument.text("port", "1 to 65535; 0 for that of the socket."))
                .returns(1, "done")
                .example("set_advertised_port(5080);")
                .does((context, port) -> {
                    Long number = Values.integer(port);
                    if (number == null || number < 0 || number > 65_535) {
                        throw new ScriptError("'" + Written.shown(port) + "' is no port");
                    }
                    context.advertise(context.advertisedHost(), number.intValue());
                    return 1;
                });
        module.function("force_send_socket", "Sends the request from one of our sockets: sets `$socket_out`.")
                .with(Argument.text("socket", "As `udp:192.0.2.1:5060`, a tag, or `bond:NAME`."))
                .returns(1, "done")
                .example("force_send_socket(\"udp:192.0.2.1:5060\");")
                .does((context, socket) -> {
                    context.main().sockets(sockets.chosen(context.core(), socket));
                    return 1;
                });
        module.function("socket_belongs_to_bond", "Whether a socket is one of a group.")
                .with(Argument.text("socket", "As `udp:192.0.2.1:5060`, or a tag."))
                .with(Argument.text("bond", "The name of the group, as `socket = bond:NAME {...}` says it."))
                .returns(1, "it is")
                .returns(-1, "it is not, or there is no such socket or group")
                .example("if (socket_belongs_to_bond($socket_in, \"inside\")) xlog(\"from inside\");")
                .does((context, socket, bond) -> sockets.isInBond(context.core(), socket, bond) ? 1 : -1);
    }

    private static void connections(ModuleBuilder module) {
        module.function("tcp_close_conn", "Closes the connection to a peer.")
                .with(Argument.text("peer", "As `192.0.2.1:5060` or `tls:192.0.2.1:5061`."))
                .returns(1, "closed")
                .returns(-1, "there is none")
                .example("tcp_close_conn(\"tcp:192.0.2.1:5060\");")
                .does(ViaFunctions::close);
    }

    private static int close(RoutingContext context, String peer) {
        int colon = peer.indexOf(':');
        Transport named = colon < 0 ? null : Transport.of(peer.substring(0, colon));
        InetSocketAddress address = address(named == null ? peer : peer.substring(colon + 1));
        Connections connections = context.core().layer().transport().connections();
        int closed = -1;
        for (Connection connection : List.copyOf(connections.all())) {
            boolean meant = named == null || connection.transport() == named;
            if (meant && connection.remote().equals(address)) {
                connection.close(ClosingReason.BY_US);
                closed = 1;
            }
        }
        return closed;
    }

    /// An address with its port. Nothing is looked up.
    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        Host host = colon < 0 ? null : UriEdit.host(text.substring(0, colon));
        byte[] octets = host == null ? null : host.address();
        try {
            if (octets != null) {
                return new InetSocketAddress(
                        InetAddress.getByAddress(octets), Integer.parseInt(text.substring(colon + 1)));
            }
        } catch (UnknownHostException | IllegalArgumentException _) {
            // Said below.
        }
        throw new ScriptError("'" + Written.shown(text) + "' is no address with a port");
    }
}
