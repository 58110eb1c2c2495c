package io.sidetone.modules.ctl;

import io.sidetone.modules.messages.RunFolder;
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
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Module `ctl`. Thread-safe: each connection is served by a thread of its own.
public final class CtlModule implements Module, Startable {

    private static final System.Logger LOG = System.getLogger(CtlModule.class.getName());

    private static final long USUAL_MODE = 0600;
    private static final int CONNECTIONS = 100;
    private static final int USUAL_PORT = 2049;
    private static final int INTERNAL = 500;

    private final List<ServerSocketChannel> sockets = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private final Semaphore places = new Semaphore(CONNECTIONS);
    private @Nullable ModuleParameter<List<String>> binrpc;
    private @Nullable ModuleParameter<Long> mode;
    private @Nullable Counter done;

    /// Not yet started.
    public CtlModule() {}

    @Override
    public void define(ModuleBuilder module) {
        module.name("ctl", "Takes commands as `kamcmd` sends them.");
        binrpc = module.texts(
                "binrpc",
                "Where commands come to: `unix:FILE` or `tcp:ADDRESS:PORT`; the file `kamailio_ctl` in /run/kamailio, "
                        + "or in the server's folder where that is not there, if nothing is named. Whoever can send "
                        + "there can do all that operators can.");
        mode = module.permissions("mode", USUAL_MODE, "The permissions of the file, as `chmod` has them.");
        module.ignored("fifo", Type.STRING, "commands in lines of text are not read: use jsonrpcs");
        module.ignored("user", Type.ANY, "the file belongs to the user of the server");
        module.ignored("group", Type.ANY, "the file belongs to the user of the server");
        module.ignored("autoconversion", Type.INTEGER, "numbers and texts are always taken for each other");
        for (String name : List.of("binrpc_buffer_size", "binrpc_max_body_size", "binrpc_struct_max_body_size")) {
            module.ignored(name, Type.INTEGER, "responses are as long as they have to be");
        }
        done = module.counter("requests", "Requests that were done.");
        module.command(new Command("ctl.listen", List.of(), List.of(), "Lists where commands come to.", _ -> {
            List<Object> all = new ArrayList<>();
            for (ServerSocketChannel socket : sockets) {
                all.add(String.valueOf(address(socket)));
            }
            return all;
        }));
        module.command(new Command(
                "ctl.connections",
                List.of(),
                List.of(),
                "Counts who is connected.",
                _ -> (long) CONNECTIONS - places.availablePermits()));
    }

    private static @Nullable SocketAddress address(ServerSocketChannel socket) {
        try {
            return socket.getLocalAddress();
        } catch (IOException _) {
            return null;
        }
    }

    @Override
    public void start(ModuleContext context) throws StartException {
        List<String> named = Objects.requireNonNull(binrpc).value();
        for (String name : named.isEmpty() ? List.of("unix:kamailio_ctl") : named) {
            try {
                ServerSocketChannel socket = open(name, context.data());
                sockets.add(socket);
                Thread.ofPlatform().daemon().name("ctl").start(() -> accept(socket, context.commands()));
            } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
                throw new StartException(
                        Reason.SOCKET,
                        "ctl: " + name + " cannot be opened: " + e.getMessage() + ". Name another by binrpc.",
                        e);
            }
        }
    }

    private ServerSocketChannel open(String name, Path data) throws IOException {
        int colon = name.indexOf(':');
        String kind = colon < 0 ? "unix" : name.substring(0, colon);
        String place = name.substring(colon + 1);
        return switch (kind) {
            case "unix", "unixs" -> file(RunFolder.file(place, data));
            case "tcp" -> {
                int port = place.lastIndexOf(':');
                String host = port < 0 ? place : place.substring(0, port);
                int number = port < 0 ? USUAL_PORT : Integer.parseInt(place.substring(port + 1));
                ServerSocketChannel socket = ServerSocketChannel.open();
                yield socket.bind(new InetSocketAddress(host.equals("*") ? "0.0.0.0" : host, number));
            }
            default -> throw new IOException("'" + kind + "' is neither unix nor tcp");
        };
    }

    private ServerSocketChannel file(Path path) throws IOException {
        // Of a server that has ended without taking it away.
        Files.deleteIfExists(path);
        ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        socket.bind(UnixDomainSocketAddress.of(path));
        Files.setPosixFilePermissions(
                path, permissions(Objects.requireNonNull(mode).value()));
        files.add(path);
        return socket;
    }

    private static Set<PosixFilePermission> permissions(long mode) {
        Set<PosixFilePermission> all = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] inOrder = PosixFilePermission.values();
        for (int i = 0; i < inOrder.length; i++) {
            if ((mode & 0400 >> i) != 0) {
                all.add(inOrder[i]);
            }
        }
        return all;
    }

    private void accept(ServerSocketChannel socket, Commands commands) {
        while (socket.isOpen()) {
            try {
                SocketChannel connection = socket.accept();
                if (places.tryAcquire()) {
                    Thread.ofVirtual().start(() -> serve(connection, commands));
                } else {
                    connection.close();
                }
            } catch (IOException e) {
                if (socket.isOpen()) {
                    LOG.log(Level.WARNING, "ctl: a connection was not taken: {0}", e.getMessage());
                }
            }
        }
    }

    private void serve(SocketChannel connection, Commands commands) {
        try (connection;
                DataInputStream in =
                        new DataInputStream(new BufferedInputStream(Channels.newInputStream(connection)))) {
            Binrpc.Request request = Binrpc.read(in);
            while (request != null) {
                ByteBuffer response = ByteBuffer.wrap(answer(request, commands));
                while (response.hasRemaining()) {
                    connection.write(response);
                }
                request = Binrpc.read(in);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "ctl: a connection has ended: {0}", e.getMessage());
        } finally {
            places.release();
        }
    }

    private byte[] answer(Binrpc.Request request, Commands commands) {
        Objects.requireNonNull(done).increment();
        List<Object> values = request.values();
        if (values.isEmpty() || !(values.getFirst() instanceof String name)) {
            return Binrpc.fault(request.cookie(), 400, "no command is named");
        }
        try {
            return Binrpc.reply(request.cookie(), commands.run(name, values.subList(1, values.size())));
        } catch (CommandException e) {
            return Binrpc.fault(request.cookie(), e.code(), String.valueOf(e.getMessage()));
        } catch (RuntimeException fault) {
            LOG.log(Level.ERROR, "The command " + name + " has failed", fault);
            return Binrpc.fault(request.cookie(), INTERNAL, "internal error");
        }
    }

    @Override
    public void stop() {
        try {
            for (ServerSocketChannel socket : sockets) {
                socket.close();
            }
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "ctl: a socket could not be closed: {0}", e.getMessage());
        }
    }
}
