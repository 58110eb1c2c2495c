package io.sidetone.modules.jsonrpcs;

import io.sidetone.modules.messages.RunFolder;
import io.sidetone.modules.mi_datagram.DatagramSocket;
import io.sidetone.modules.mi_datagram.FileSocket;
import io.sidetone.modules.mi_datagram.Requests;
import io.sidetone.modules.mi_datagram.UdpSocket;
import io.sidetone.modules.mi_fifo.Fifo;
import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Resumption;
import io.sidetone.script.value.JsonReader;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.command.Command;
import io.sidetone.server.command.JsonRpc;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;
import io.sidetone.server.module.Startable;
import io.sidetone.server.stats.Counter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Module `jsonrpcs`. Thread-safe.
public final class JsonrpcsModule implements Module, Startable {

    private static final long BY_FIFO = 2;
    private static final long BY_DATAGRAM = 4;
    private static final long USUAL_MODE = 0660;
    private static final long DONE = 200;

    /// The codes of JSON-RPC for what cannot be read.
    private static final Set<Long> NO_REQUEST = Set.of(-32_700L, -32_600L);

    private static final String REPLY = "jsonrpcs.reply";
    private static final Duration CHECKED = Duration.ofSeconds(30);

    private final Parameters parameters = new Parameters();
    private volatile @Nullable JsonRpc commands;
    private @Nullable Fifo fifo;
    private @Nullable Requests datagrams;

    /// Confined to the thread that defines the module, and from then on only read.
    @SuppressWarnings("NullAway.Init")
    private static final class Parameters {
        private ModuleParameter<Long> transport;
        private ModuleParameter<String> fifo;
        private ModuleParameter<Long> fifoMode;
        private ModuleParameter<String> fifoUser;
        private ModuleParameter<String> fifoGroup;
        private ModuleParameter<String> replies;
        private ModuleParameter<String> socket;
        private ModuleParameter<Long> socketMode;
        private Counter done;
        private Counter refused;
    }

    /// Not yet started.
    public JsonrpcsModule() {}

    @Override
    public void define(ModuleBuilder module) {
        module.name("jsonrpcs", "Takes commands as JSON-RPC by a named pipe or by datagrams.");
        String where = " A name alone is in /run/kamailio, or in the server's folder where that is not there.";
        parameters.transport = module.integer(
                        "transport",
                        6,
                        "How commands come: the sum of 2 for a named pipe and 4 for datagrams; 0 for both.")
                .between(0, 15);
        parameters.fifo = module.text("fifo_name", "kamailio_rpc.fifo", "The named pipe; empty for none." + where);
        parameters.fifoMode = module.permissions("fifo_mode", USUAL_MODE, "Its permissions, as `chmod` has them.");
        parameters.fifoUser = any(module, "fifo_user", "Its owner; the user of the server if none is named.");
        parameters.fifoGroup = any(module, "fifo_group", "Its group; that of the server if none is named.");
        parameters.replies = module.text("fifo_reply_dir", "/tmp/", "The folder of the named pipes of responses.");
        parameters.socket = module.text(
                "dgram_socket",
                "kamailio_rpc.sock",
                "Where datagrams come to: a file, or `udp:ADDRESS:PORT`; empty for nowhere." + where);
        parameters.socketMode = module.permissions("dgram_mode", USUAL_MODE, "The permissions of that file.");
        module.ignored("pretty_format", Type.INTEGER, "responses are one line each");
        module.ignored("dgram_workers", Type.INTEGER, "requests are done one after the other");
        module.ignored("dgram_timeout", Type.INTEGER, "a response is sent at once, or not at all");
        module.ignored("dgram_user", Type.ANY, "the file belongs to the user of the server");
        module.ignored("dgram_group", Type.ANY, "the file belongs to the user of the server");
        module.ignored("tcp_socket", Type.STRING, "commands come by a named pipe or datagrams");
        parameters.done = module.counter("requests", "Requests that were done.");
        parameters.refused = module.counter("refused", "What has come that is no request.");
        executing(module);
        module.command(new Command(
                "jsonrpc.echo",
                List.of(),
                List.of(new Command.Parameter("text", true, "What comes back.")),
                "Gives back what it is given.",
                arguments -> arguments.textOrNull("text")));
    }

    private static ModuleParameter<String> any(ModuleBuilder module, String called, String summary) {
        return module.parameter(called, summary, "", Type.ANY, false, (_, given) -> Values.text(given));
    }

    private void executing(ModuleBuilder module) {
        module.function("jsonrpc_exec", "Does a command; `$jsonrpl(body)` is the response then.")
                .with(Argument.text("request", "The request, as JSON."))
                .waits()
                .returns(1, "done, also where the response tells of an error")
                .returns(-1, "it is no request")
                .example("jsonrpc_exec('{\"jsonrpc\": \"2.0\", \"method\": \"core.version\", \"id\": 1}');")
                .does((context, request) -> context.await(() -> {
                    Reply reply = Reply.of(Objects.requireNonNull(commands).answer(request));
                    Resumption resumption = run -> {
                        RoutingContext.of(run).note(REPLY, reply);
                        return NO_REQUEST.contains(reply.code) ? -1 : 1;
                    };
                    return resumption;
                }));
        module.function("jsonrpc_dispatch", "Answers a request that has come by HTTP.")
                .returns(-1, "the message is none")
                .example("jsonrpc_dispatch();")
                .does(_ -> -1);
        module.variable("jsonrpl", "What `jsonrpc_exec` has got: `body`, `code` or `text`.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.ANY)
                .readsWithKey((context, key) -> {
                    Reply reply = context.note(REPLY) instanceof Reply got ? got : null;
                    return switch (Values.text(key)) {
                        case "body" -> reply == null ? null : reply.body;
                        case "code" -> reply == null ? null : (Long) reply.code;
                        case "text" -> reply == null ? null : reply.text;
                        default -> throw new ScriptError("$jsonrpl has body, code and text");
                    };
                });
    }

    /// What `$jsonrpl` reads.
    ///
    /// @param body null if no response was wanted
    /// @param code 200, or that of the error
    /// @param text OK, or what the error says
    private record Reply(@Nullable String body, long code, String text) {

        static Reply of(@Nullable String response) {
            return response != null
                            && JsonReader.read(response) instanceof Map<?, ?> fields
                            && fields.get("error") instanceof Map<?, ?> error
                            && error.get("code") instanceof Long code
                    ? new Reply(response, code, String.valueOf(error.get("message")))
                    : new Reply(response, DONE, "OK");
        }
    }

    @Override
    public void start(ModuleContext context) throws StartException {
        JsonRpc made = new JsonRpc(context.commands());
        commands = made;
        long mask = parameters.transport.value() == 0 ? -1 : parameters.transport.value();
        if ((mask & BY_FIFO) != 0 && !parameters.fifo.value().isEmpty()) {
            Fifo pipe = new Fifo(
                    new Fifo.Settings(
                            RunFolder.file(parameters.fifo.value(), context.data()),
                            (int) (long) parameters.fifoMode.value(),
                            parameters.fifoUser.value(),
                            parameters.fifoGroup.value(),
                            Path.of(parameters.replies.value()),
                            true),
                    made,
                    parameters.done,
                    parameters.refused);
            pipe.start();
            fifo = pipe;
            context.every(CHECKED, pipe::check);
        }
        if ((mask & BY_DATAGRAM) != 0 && !parameters.socket.value().isEmpty()) {
            Requests requests = new Requests(open(context), Requests.json(made), parameters.done, parameters.refused);
            Thread.ofPlatform().daemon().name("jsonrpcs").start(requests::read);
            datagrams = requests;
        }
    }

    private DatagramSocket open(ModuleContext context) throws StartException {
        String name = parameters.socket.value();
        try {
            if (!name.startsWith("udp:")) {
                Path file = RunFolder.file(name.startsWith("unix:") ? name.substring(5) : name, context.data());
                return new FileSocket(file, (int) (long) parameters.socketMode.value());
            }
            int colon = name.lastIndexOf(':');
            return new UdpSocket(new InetSocketAddress(
                    name.substring(Math.min(4, colon), colon), Integer.parseInt(name.substring(colon + 1))));
        } catch (IOException | IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw new StartException(
                    Reason.SOCKET,
                    "jsonrpcs: " + name + " cannot be opened: " + e.getMessage() + ". Choose another dgram_socket.",
                    e);
        }
    }

    @Override
    public void stop() {
        if (fifo != null) {
            fifo.stop();
        }
        if (datagrams != null) {
            datagrams.stop();
        }
    }
}
