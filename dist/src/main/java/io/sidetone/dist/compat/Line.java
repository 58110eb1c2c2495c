package io.sidetone.dist.compat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The sockets of a peer: datagrams, and connections in both directions. Thread-safe.
final class Line implements AutoCloseable {

    private static final int LONGEST = 65_535;
    private static final Pattern LENGTH = Pattern.compile("(?im)^(?:content-length|l)[ \\t]*:[ \\t]*(\\d+)");

    private final DatagramSocket datagrams;
    private final ServerSocket connections;
    private final InetSocketAddress server;
    private final boolean stream;
    private final Consumer<String> reader;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private @Nullable Socket connection;

    /// Opens a port.
    ///
    /// @param server whom all is sent to
    /// @param stream whether by a connection
    /// @param reader takes what is received, on a thread of this class
    Line(int port, InetSocketAddress server, boolean stream, Consumer<String> reader) throws IOException {
        InetSocketAddress here = new InetSocketAddress(InetAddress.ofLiteral(Names.HOST), port);
        this.server = server;
        this.stream = stream;
        this.reader = reader;
        datagrams = new DatagramSocket(here);
        connections = new ServerSocket(port, 10, here.getAddress());
        threads.execute(this::readDatagrams);
        threads.execute(this::accept);
    }

    void send(String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        if (stream) {
            Socket open = connected();
            open.getOutputStream().write(octets);
            open.getOutputStream().flush();
        } else {
            datagrams.send(new DatagramPacket(octets, octets.length, server));
        }
    }

    private synchronized Socket connected() throws IOException {
        Socket open = connection;
        if (open == null || open.isClosed()) {
            open = new Socket(server.getAddress(), server.getPort());
            keep(open);
        }
        return open;
    }

    private synchronized void keep(Socket open) {
        connection = open;
        threads.execute(() -> readStream(open));
    }

    private void readDatagrams() {
        byte[] buffer = new byte[LONGEST];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                datagrams.receive(packet);
                String text = new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8);
                if (!text.isBlank()) {
                    reader.accept(text);
                }
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void accept() {
        try {
            while (true) {
                keep(connections.accept());
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void readStream(Socket open) {
        try (open) {
            InputStream in = open.getInputStream();
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                head.write(octet);
                String text = head.toString(StandardCharsets.UTF_8);
                if (text.isBlank()) {
                    head.reset();
                } else if (text.endsWith("\r\n\r\n")) {
                    Matcher length = LENGTH.matcher(text.toLowerCase(Locale.ROOT));
                    byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
                    reader.accept(text + new String(body, StandardCharsets.UTF_8));
                    head.reset();
                }
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    @Override
    public synchronized void close() throws IOException {
        datagrams.close();
        connections.close();
        if (connection != null) {
            connection.close();
        }
        threads.shutdownNow();
    }
}
