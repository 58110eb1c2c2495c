package io.sidetone.modules.ctl;

import io.sidetone.modules.mi_fifo.SpecialFiles;
import io.sidetone.sip.base.Clock;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A socket that connections come to, each served by a thread of its own. Thread-safe.
final class Streams {

    /// For how long a connection may be silent, or take to send a request or to read a response.
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /// How many connections there may be at once.
    static final int MOST = 100;

    private static final System.Logger LOG = System.getLogger(Streams.class.getName());
    private static final long BETWEEN_TRIES = 100;

    private final ServerSocketChannel socket;
    private final @Nullable Path file;
    private final Function<Binrpc.Request, byte[]> answers;
    private final Clock clock;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Semaphore places = new Semaphore(MOST);

    /// When each has sent a request or got a response last, by the clock's nanoseconds.
    private final Map<SocketChannel, Long> connections = new ConcurrentHashMap<>();

    private Streams(
            ServerSocketChannel socket, @Nullable Path file, Function<Binrpc.Request, byte[]> answers, Clock clock) {
        this.socket = socket;
        this.file = file;
        this.answers = answers;
        this.clock = clock;
    }

    /// Opens one in the file system.
    ///
    /// @param mode the permissions, as `chmod` has them
    static Streams at(Path file, long mode, Function<Binrpc.Request, byte[]> answers, Clock clock) throws IOException {
        SpecialFiles.clearForSocket(file);
        ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            socket.bind(UnixDomainSocketAddress.of(file));
            SpecialFiles.permit(file, mode);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
        return new Streams(socket, file, answers, clock);
    }

    /// Opens one of the network.
    static Streams at(InetSocketAddress address, Function<Binrpc.Request, byte[]> answers, Clock clock)
            throws IOException {
        ServerSocketChannel socket = ServerSocketChannel.open();
        try {
            socket.bind(address);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
        return new Streams(socket, null, answers, clock);
    }

    Place.Kind kind() {
        return file == null ? Place.Kind.TCP : Place.Kind.FILE_STREAM;
    }

    /// Where connections come to: an address and a port, or a file and nothing.
    List<String> listens() {
        return words(socket::getLocalAddress);
    }

    /// Who is connected: two words each, as [#listens] has them.
    List<List<String>> peers() {
        return connections.keySet().stream()
                .map(connection -> words(connection::getRemoteAddress))
                .toList();
    }

    private static List<String> words(Callable<@Nullable SocketAddress> asked) {
        try {
            return words(asked.call());
        } catch (Exception _) {
            return List.of("<closed>", "");
        }
    }

    /// An address as lists show it.
    static List<String> words(@Nullable SocketAddress address) {
        return switch (address) {
            case InetSocketAddress network ->
                List.of(network.getAddress().getHostAddress(), String.valueOf(network.getPort()));
            case UnixDomainSocketAddress there
            when !there.getPath().toString().isEmpty() ->
                List.of(there.getPath().toString(), "");
            case null, default -> List.of("<anonymous unix socket>", "");
        };
    }

    /// Takes connections until it is stopped.
    void accept() {
        while (socket.isOpen()) {
            try {
                SocketChannel connection = socket.accept();
                if (places.tryAcquire()) {
                    connections.put(connection, clock.nanoTime());
                    Thread.ofVirtual().start(() -> serve(connection));
                } else {
                    connection.close();
                }
            } catch (IOException e) {
                if (socket.isOpen()) {
                    LOG.log(Level.WARNING, "ctl: a connection was not taken: {0}", e.getMessage());
                    pause();
                }
            }
        }
    }

    /// Before the next try, as what was missing may still be.
    private void pause() {
        try {
            boolean _ = ended.await(BETWEEN_TRIES, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(SocketChannel connection) {
        try (connection;
                DataInputStream in =
                        new DataInputStream(new BufferedInputStream(Channels.newInputStream(connection)))) {
            // It may have been stopped meanwhile.
            Binrpc.Request request = ended.getCount() == 0 ? null : Binrpc.read(in);
            while (request != null) {
                connections.replace(connection, clock.nanoTime());
                ByteBuffer response = ByteBuffer.wrap(answers.apply(request));
                connections.replace(connection, clock.nanoTime());
                while (response.hasRemaining()) {
                    connection.write(response);
                }
                request = Binrpc.read(in);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "ctl: a connection has ended: {0}", e.toString());
        } finally {
            connections.remove(connection);
            places.release();
        }
    }

    /// Ends connections that nothing comes by any more.
    void closeSilent() {
        long now = clock.nanoTime();
        connections.forEach((connection, last) -> {
            if (now - last >= PATIENCE.toNanos()) {
                close(connection);
            }
        });
    }

    private static void close(AutoCloseable what) {
        try {
            what.close();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "ctl: a socket could not be closed: {0}", e.getMessage());
        }
    }

    /// Ends all, and takes the file away.
    void stop() {
        ended.countDown();
        close(socket);
        List.copyOf(connections.keySet()).forEach(Streams::close);
        Path made = file;
        if (made != null) {
            close(() -> Files.deleteIfExists(made));
        }
    }
}
