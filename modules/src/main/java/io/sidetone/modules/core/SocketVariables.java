package io.sidetone.modules.core;

import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.SocketNames;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.transport.Connection;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.SentBy;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where a message has come from, which socket of ours it came to, and which one it leaves from. Null for a
/// message of our own. Thread-safe.
final class SocketVariables {

    private final Sockets sockets;

    SocketVariables(Sockets sockets) {
        this.sockets = sockets;
    }

    void define(ModuleBuilder module) {
        module.variable("si", "The address that the message has come from.")
                .or("src_ip")
                .reads(of(Flow::source));
        module.variable("sp", "The port that the message has come from.")
                .type(Type.INTEGER)
                .reads(of(flow -> (long) flow.remote().getPort()));
        module.variable("proto", "The transport that the message has come by: `udp`, `tcp`, `tls`, `ws` or `wss`.")
                .or("pr")
                .reads(of(flow -> flow.transport().token()));
        module.variable("Ri", "The address of ours that the message has come to.")
                .reads(of(flow -> Flow.text(flow.local())));
        module.variable("Rp", "The port of ours that the message has come to.")
                .type(Type.INTEGER)
                .reads(of(flow -> (long) flow.local().getPort()));
        module.variable("RAi", "What messages say of the address of ours that the message has come to.")
                .reads(of(flow -> flow.sentBy().host().text()));
        module.variable("RAp", "What messages say of the port of ours that the message has come to.")
                .type(Type.INTEGER)
                .reads(of(flow -> (long) flow.sentBy().port()));
        module.variable(
                        "proxy_protocol",
                        "What a PROXY header has told: `src_ip`, `src_port`, `dst_ip`, `dst_port` or `af`; null if "
                                + "there was none. `$si`, `$sp`, `$Ri` and `$Rp` say the same.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.ANY)
                .readsWithKey(SocketVariables::proxied);
        chosen(module);
    }

    private void chosen(ModuleBuilder module) {
        String parts = "`ip`, `port`, `proto`, `advertised_ip`, `advertised_port`, `tag`, `anycast` or `af`";
        module.variable("socket_in", "The socket that the message has come to; with a key its " + parts + ".")
                .key(VariableDefinition.Key.OPTIONAL)
                .type(Type.ANY)
                .readsWithKey((context, key) -> {
                    Flow flow = context.flow();
                    return flow == null ? null : part(flow.listener(), flow.local(), key);
                });
        module.variable(
                        "socket_out",
                        "The socket that the request is to be sent from, else the one that it came to; with a key "
                                + "its " + parts + ", or `forced` for the first alone.")
                .key(VariableDefinition.Key.OPTIONAL)
                .type(Type.ANY)
                .is(true, new Out(sockets));
        module.variable("fs", "The same as `$socket_out`.")
                .in(Dialect.NATIVE)
                .key(VariableDefinition.Key.OPTIONAL)
                .type(Type.ANY)
                .is(true, new Out(sockets));
    }

    private record Out(Sockets sockets) implements Variable {

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            RoutingContext context = RoutingContext.of(run);
            Listener chosen = context.main().socket();
            boolean forced = key != null && Values.text(key).equalsIgnoreCase("forced");
            if (chosen != null) {
                return part(chosen, chosen.local(), forced ? null : key);
            }
            Flow flow = context.flow();
            return flow == null || forced ? null : part(flow.listener(), flow.local(), key);
        }

        @Override
        public void set(Run run, @Nullable Object key, @Nullable Object value) {
            if (key != null) {
                throw new ScriptError("only $socket_out itself can be written");
            }
            RoutingContext context = RoutingContext.of(run);
            List<Listener> chosen = sockets.chosen(context.core(), value);
            context.main().sockets(chosen);
        }
    }

    private static @Nullable Object proxied(RoutingContext context, @Nullable Object key) {
        Flow flow = context.flow();
        Connection connection = flow == null ? null : flow.connection();
        boolean told = connection != null && connection.isProxied();
        String part = Values.text(key).toLowerCase(Locale.ROOT);
        return switch (part) {
            case "src_ip" -> told ? connection.source() : null;
            case "src_port" -> told ? (Long) (long) connection.remote().getPort() : null;
            case "dst_ip" -> told ? Flow.text(connection.local()) : null;
            case "dst_port" -> told ? (Long) (long) connection.local().getPort() : null;
            case "af" -> told ? family(connection.remote()) : null;
            default -> throw new ScriptError("a PROXY header does not tell '" + Written.shown(part) + "'");
        };
    }

    private static String family(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address ? "INET6" : "INET";
    }

    private static @Nullable Object part(Listener listener, InetSocketAddress address, @Nullable Object key) {
        if (key == null) {
            return SocketNames.of(listener.settings().transport(), address);
        }
        SentBy advertised = listener.settings().advertised();
        String part = Values.text(key).toLowerCase(Locale.ROOT);
        return switch (part) {
            case "ip" -> Flow.text(address);
            case "port" -> (long) address.getPort();
            case "proto" -> listener.settings().transport().name();
            case "advertised_ip" ->
                advertised == null ? null : advertised.host().text();
            case "advertised_port" -> advertised == null ? null : (Long) (long) advertised.port();
            case "tag" ->
                listener.settings().tags().isEmpty()
                        ? null
                        : listener.settings().tags().getFirst();
            case "anycast" -> 0L;
            case "af" -> family(address);
            default -> throw new ScriptError("a socket has no part '" + Written.shown(part) + "'");
        };
    }

    private static Function<RoutingContext, @Nullable Object> of(Function<Flow, Object> part) {
        return context -> {
            Flow flow = context.flow();
            return flow == null ? null : part.apply(flow);
        };
    }
}
