package io.sidetone.modules.core;

import io.sidetone.script.run.Resumption;
import io.sidetone.script.value.ScriptError;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.ServerCore;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.message.MessageBuilder;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.resolve.Lookup;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Resolution;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.SendResult;
import io.sidetone.sip.transport.Unsent;
import io.sidetone.sip.uri.SipUri;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// `forward` and `send`: a message goes on without a transaction. Thread-safe: keeps nothing.
final class SendFunctions {

    private static final int NOT_SENT = -1;

    /// How long DNS may take for all of it together.
    private static final int PATIENCE_SECONDS = 60;

    private SendFunctions() {}

    static void define(ModuleBuilder module) {
        module.function("forward", "Forwards the request without a transaction; responses find their way back.")
                .with(Argument.text(
                                "destination", "Where it is sent in place of its Request-URI: `udp:192.0.2.1:5060`.")
                        .optional())
                .returns(1, "on its way")
                .returns(-1, "it was answered, let go, or is a transaction")
                .example("forward(\"udp:192.0.2.1:5060\");")
                .does((context, destination) -> {
                    if (destination != null) {
                        context.main().destination(place(destination));
                    }
                    return context.transaction().forward(context) ? 1 : NOT_SENT;
                });
        for (String transport : new String[] {"udp", "tcp", "tls"}) {
            module.function("forward_" + transport, "Forwards the request by " + transport + " without a transaction.")
                    .with(Argument.text("host", "Where it is sent; to its Request-URI if left out.")
                            .optional())
                    .with(Argument.text("port", "Its port; the usual one if left out.")
                            .optional())
                    .returns(1, "on its way")
                    .returns(-1, "it was answered, let go, or is a transaction")
                    .example("forward_" + transport + "(\"192.0.2.1\", \"5060\");")
                    .does((context, host, port) -> forward(context, transport, host, port));
        }
        module.function("send", "Sends the message as it was received to somebody, without any Via of ours.")
                .with(Argument.text("destination", "As `udp:192.0.2.1:5060`; a name is looked up."))
                .with(Argument.text("headers", "Header fields that are put into it, each with its line end.")
                        .optional())
                .waits()
                .returns(1, "sent")
                .returns(-1, "there is no way to send it")
                .example("send(\"udp:192.0.2.1:5060\");")
                .does(SendFunctions::send);
    }

    private static int forward(RoutingContext context, String transport, @Nullable String host, @Nullable String port) {
        String to =
                host == null ? MessageBranches.nextHop(context) instanceof SipUri next ? authority(next) : "" : host;
        context.main().destination(place(transport + ":" + to + (port == null ? "" : ":" + port)));
        return context.transaction().forward(context) ? 1 : NOT_SENT;
    }

    private static String authority(SipUri uri) {
        return uri.host().text() + (uri.port() < 0 ? "" : ":" + uri.port());
    }

    /// `[transport:]host[:port]` as a URI.
    static SipUri place(String text) {
        int colon = text.indexOf(':');
        Transport transport = colon < 0 ? null : Transport.of(text.substring(0, colon));
        if (text.startsWith("sip:") || text.startsWith("sips:")) {
            return UriEdit.sip(text);
        }
        String rest = transport == null ? text : text.substring(colon + 1);
        SipUri uri = UriEdit.sip("sip:" + rest);
        return transport == null ? uri : uri.withParameter("transport", transport.token());
    }

    private static int send(RoutingContext context, String destination, @Nullable String headers) {
        SipUri uri = place(destination);
        SipMessage message = with(context.received(), headers == null ? "" : headers);
        ServerCore core = context.core();
        return switch (core.layer().resolver().resolve(uri)) {
            case Lookup.Ready(Resolution resolution) -> send(core, message, resolution);
            case Lookup.Pending(var later) ->
                context.await(() -> {
                    Resolution resolution = later.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    int sent = send(core, message, resolution);
                    Resumption result = _ -> sent;
                    return result;
                });
        };
    }

    private static SipMessage with(SipMessage message, String headers) {
        MessageBuilder<?> edit = message.edit();
        for (String line : headers.split("\r?\n", -1)) {
            int colon = line.indexOf(':');
            if (!line.isBlank()) {
                if (colon < 0) {
                    throw new ScriptError("'" + Written.shown(line) + "' is no header field");
                }
                edit.append(
                        HeaderVariables.name(line.substring(0, colon)),
                        Written.text(line.substring(colon + 1).strip(), "a header field"));
            }
        }
        return headers.isBlank() ? message : edit.build();
    }

    private static int send(ServerCore core, SipMessage message, Resolution resolution) {
        if (resolution instanceof Resolution.Found(var hops)) {
            for (NextHop hop : hops) {
                Flow flow = core.layer().transport().flow(hop);
                if (flow != null
                        && core.layer()
                                        .transport()
                                        .send(message, flow, Unsent.IGNORED)
                                        .result()
                                == SendResult.SENT) {
                    return 1;
                }
            }
        }
        return NOT_SENT;
    }
}
