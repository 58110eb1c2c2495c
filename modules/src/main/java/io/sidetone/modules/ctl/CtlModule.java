package io.sidetone.modules.ctl;

import io.sidetone.modules.messages.RunFolder;
import io.sidetone.modules.mi_datagram.DatagramSocket;
import io.sidetone.modules.mi_datagram.FileSocket;
import io.sidetone.modules.mi_datagram.Requests;
import io.sidetone.modules.mi_datagram.UdpSocket;
import io.sidetone.script.value.Type;
import io.sidetone.server.command.Command;
import io.sidetone.server.command.CommandException;
import io.sidetone.server.command.Commands;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;
import io.sidetone.server.module.Startable;
import io.sidetone.server.stats.Counter;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Module `ctl`. Thread-safe.
public final class CtlModule implements Module, Startable {

    private static final System.Logger LOG = System.getLogger(CtlModule.class.getName());

    private static final long USUAL_MODE = 0600;
    private static final int INTERNAL = 500;
    private static final String PROTOCOL = "binrpc";
    private static final Duration CHECKED = Duration.ofSeconds(10);

    private final List<Streams> streams = new ArrayList<>();
    private final List<Requests> datagrams = new ArrayList<>();

    /// What `ctl.listen` shows.
    private final List<String> listens = new ArrayList<>();

    private final Parameters parameters = new Parameters();
    private @Nullable Commands commands;

    /// Confined to the thread that defines the module, and from then on only read.
    @SuppressWarnings("NullAway.Init")
    private static final class Parameters {
        private ModuleParameter<List<String>> binrpc;
        private ModuleParameter<Long> mode;
        private Counter done;
        private Counter refused;
    }

    /// Not yet started.
    public CtlModule() {}

    @Override
    public void define(ModuleBuilder module) {
        module.name("ctl", "Takes commands as `kamcmd` sends them.");
        parameters.binrpc = module.texts(
                PROTOCOL,
                "Where commands come to: `unix:FILE` or `tcp:ADDRESS:PORT` for connections, `unixd:FILE` or "
                        + "`udp:ADDRESS:PORT` for datagrams; the file `kamailio_ctl` in /run/kamailio, "
                        + "or in the server's folder where that is not there, if nothing is named. Whoever can send "
                        + "there can do all that operators can.");
        parameters.mode = module.permissions("mode", USUAL_MODE, "The permissions of the file, as `chmod` has them.");
        module.ignored("fifo", Type.STRING, "commands in lines of text are not read: use jsonrpcs");
        module.ignored("user", Type.ANY, "the file belongs to the user of the server");
        module.ignored("group", Type.ANY, "the file belongs to the user of the server");
        module.ignored("autoconversion", Type.INTEGER, "numbers and texts are always taken for each other");
        for (String name : List.of("binrpc_buffer_size", "binrpc_max_body_size", "binrpc_struct_max_body_size")) {
            module.ignored(name, Type.INTEGER, "responses are as long as they have to be");
        }
        parameters.done = module.counter("requests", "Requests that were done.");
        parameters.refused =
                module.counter("refused", "Responses that did not fit into a datagram, or had no way back.");
        commands(module);
    }

    private void commands(ModuleBuilder module) {
        module.command(new Command(
                "ctl.listen",
                List.of(),
                List.of(),
                "Lists where commands come to: protocol, kind, file or address, and port.",
                _ -> List.copyOf(listens)));
        module.command(new Command(
                "ctl.connections", List.of(), List.of(), "Counts who is connected.", _ -> (long) who().size()));
        module.command(new Command(
                "ctl.who",
                List.of(),
                List.of(),
                "Lists who is connected: protocol, kind, his address and port, and those that he has come to.",
                _ -> who().stream().flatMap(List::stream).toList()));
    }

    private List<List<String>> who() {
        List<List<String>> all = new ArrayList<>();
        for (Streams each : streams) {
            for (List<String> peer : each.peers()) {
                List<String> words =
                        new ArrayList<>(List.of(PROTOCOL, each.kind().toString()));
                words.addAll(peer);
                words.addAll(each.listens());
                all.add(words);
            }
        }
        return all;
    }

    @Override
    public void start(ModuleContext context) throws StartException {
        commands = context.commands();
        List<String> named = parameters.binrpc.value();
        for (String name : named.isEmpty() ? List.of("unix:kamailio_ctl") : named) {
            try {
                open(Place.of(name), context);
            } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
                throw new StartException(
                        Reason.SOCKET,
                        "ctl: " + name + " cannot be opened: " + e.getMessage() + ". Name another by binrpc.",
                        e);
            }
        }
        context.every(CHECKED, () -> streams.forEach(Streams::closeSilent));
    }

    private void open(Place place, ModuleContext context) throws IOException {
        Path file = RunFolder.file(place.name(), context.data());
        long mode = parameters.mode.value();
        switch (place.kind()) {
            case FILE_STREAM -> accept(Streams.at(file, mode, this::counted, context.clock()));
            case TCP -> accept(Streams.at(place.address(), this::counted, context.clock()));
            case FILE_DATAGRAMS -> {
                receive(new FileSocket(file, (int) mode));
                listens.addAll(List.of(PROTOCOL, place.kind().toString(), file.toString(), ""));
            }
            case UDP -> {
                InetSocketAddress address = place.address();
                receive(new UdpSocket(address));
                listens.addAll(List.of(PROTOCOL, place.kind().toString()));
                listens.addAll(Streams.words(address));
            }
        }
    }

    private void accept(Streams made) {
        streams.add(made);
        listens.addAll(List.of(PROTOCOL, made.kind().toString()));
        listens.addAll(made.listens());
        Thread.ofPlatform().daemon().name("ctl").start(made::accept);
    }

    private void receive(DatagramSocket socket) {
        Requests made = new Requests(socket, this::answer, parameters.done, parameters.refused);
        datagrams.add(made);
        Thread.ofPlatform().daemon().name("ctl").start(made::read);
    }

    /// What comes in a datagram.
    private byte @Nullable [] answer(byte[] octets) {
        try {
            Binrpc.Request request = Binrpc.read(new DataInputStream(new ByteArrayInputStream(octets)));
            return request == null ? null : answer(request);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "ctl: a datagram is no request: {0}", e.getMessage());
            return null;
        }
    }

    /// What comes by a connection.
    private byte[] counted(Binrpc.Request request) {
        parameters.done.increment();
        return answer(request);
    }

    private byte[] answer(Binrpc.Request request) {
        List<Object> values = request.values();
        if (values.isEmpty() || !(values.getFirst() instanceof String name)) {
            return Binrpc.fault(request, 400, "no command is named");
        }
        try {
            return Binrpc.reply(request, Objects.requireNonNull(commands).run(name, values.subList(1, values.size())));
        } catch (CommandException e) {
            return Binrpc.fault(request, e.code(), String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error fault) {
            LOG.log(Level.ERROR, "The command " + name + " has failed", fault);
            return Binrpc.fault(request, INTERNAL, "internal error");
        }
    }

    @Override
    public void stop() {
        streams.forEach(Streams::stop);
        datagrams.forEach(Requests::stop);
    }
}
