package io.sidetone.dist.compat;

import io.sidetone.sip.resolve.Transport;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// The sockets of a peer: datagrams, and connections in both directions. Thread-safe.
final class Line implements AutoCloseable {

    private static final int LONGEST = 65_535;
    private static final Pattern LENGTH = Pattern.compile("(?im)^(?:content-length|l)[ \\t]*:[ \\t]*(\\d+)");

    private final DatagramSocket datagrams;
    private final @Nullable ServerSocket connections;
    private final InetSocketAddress here;
    private final InetSocketAddress server;
    private final Transport transport;
    private final Path certificate;
    private final Consumer<String> reader;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private @Nullable Socket connection;

    /// Opens a port.
    ///
    /// @param name whose
    /// @param transport how all is sent; one with TLS is not called, but keeps the connection that it has made
    /// @param reader takes what is received, on a thread of this class
    Line(Names names, String name, Transport transport, Consumer<String> reader) throws IOException {
        InetAddress host = InetAddress.ofLiteral(Names.HOST);
        this.here = new InetSocketAddress(host, names.port(name));
        this.server = new InetSocketAddress(host, names.port(transport == Transport.TLS ? "SECURE" : "SERVER"));
        this.transport = transport;
        this.certificate = Path.of(names.value("CERTIFICATE"));
        this.reader = reader;
        datagrams = new DatagramSocket(here);
        threads.execute(this::readDatagrams);
        if (transport == Transport.TLS) {
            connections = null;
        } else {
            ServerSocket open = new ServerSocket(here.getPort(), 10, here.getAddress());
            connections = open;
            threads.execute(() -> accept(open));
        }
    }

    void send(String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        if (transport != Transport.UDP) {
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
            open = transport == Transport.TLS ? secured() : new Socket(server.getAddress(), server.getPort());
            keep(open);
        }
        return open;
    }

    /// From the port that its Contact names: who has a connection from there needs no other one.
    private Socket secured() throws IOException {
        Socket plain = new Socket(server.getAddress(), server.getPort(), here.getAddress(), here.getPort());
        try {
            return secured(plain);
        } catch (IOException | GeneralSecurityException e) {
            plain.close();
            throw new IOException("no TLS with the server: " + e.getMessage(), e);
        }
    }

    private Socket secured(Socket plain) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream file = Files.newInputStream(certificate)) {
            trusted.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(file));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLSocket secure =
                (SSLSocket) context.getSocketFactory().createSocket(plain, Names.HOST, plain.getPort(), true);
        secure.startHandshake();
        return secure;
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

    private void accept(ServerSocket open) {
        try {
            while (true) {
                keep(open.accept());
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
        if (connections != null) {
            connections.close();
        }
        if (connection != null) {
            connection.close();
        }
        threads.shutdownNow();
    }
}
