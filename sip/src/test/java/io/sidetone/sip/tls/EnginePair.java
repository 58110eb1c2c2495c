package io.sidetone.sip.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/// A client and a server with a wire of memory between them.
///
/// Confined to the thread that uses it.
final class EnginePair {

    private static final int WIRE = 1 << 18;

    private final SSLEngine client;
    private final SSLEngine server;
    private final ByteBuffer toServer = ByteBuffer.allocate(WIRE);
    private final ByteBuffer toClient = ByteBuffer.allocate(WIRE);
    private final StringBuilder atServer = new StringBuilder();
    private final StringBuilder atClient = new StringBuilder();

    EnginePair(SSLEngine client, SSLEngine server) {
        this.client = client;
        this.server = server;
    }

    static EnginePair of(TlsContext client, TlsContext server, String domain) {
        return new EnginePair(client.clientEngine(Certificates.host(domain)), server.serverEngine());
    }

    /// An engine of ours without our refusal of second handshakes.
    static SSLEngine plain(SSLEngine engine) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setAlgorithmConstraints(new AnyAlgorithm());
        engine.setSSLParameters(parameters);
        return engine;
    }

    SSLEngine client() {
        return client;
    }

    SSLEngine server() {
        return server;
    }

    /// Carries octets to and fro until there are no more.
    EnginePair shakeHands() throws SSLException {
        client.beginHandshake();
        exchange();
        return this;
    }

    void exchange() throws SSLException {
        boolean progress = true;
        while (progress) {
            progress = step(client, toClient, toServer, atClient) || step(server, toServer, toClient, atServer);
        }
    }

    private static boolean step(SSLEngine engine, ByteBuffer in, ByteBuffer out, StringBuilder text)
            throws SSLException {
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                engine.getDelegatedTask().run();
                yield true;
            }
            case NEED_WRAP -> {
                engine.wrap(ByteBuffer.allocate(0), out);
                yield true;
            }
            default -> read(engine, in, text);
        };
    }

    private static boolean read(SSLEngine engine, ByteBuffer in, StringBuilder text) throws SSLException {
        ByteBuffer plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        in.flip();
        SSLEngineResult result = engine.unwrap(in, plain);
        in.compact();
        text.append(UTF_8.decode(plain.flip()));
        return result.bytesConsumed() > 0;
    }

    /// What the server reads of what the client says.
    String say(String words) throws SSLException {
        client.wrap(UTF_8.encode(words), toServer);
        exchange();
        return taken(atServer);
    }

    /// What the client reads of what the server says.
    String answer(String words) throws SSLException {
        server.wrap(UTF_8.encode(words), toClient);
        exchange();
        return taken(atClient);
    }

    private static String taken(StringBuilder text) {
        String taken = text.toString();
        text.setLength(0);
        return taken;
    }

    /// The certificate that the server has shown.
    X509Certificate shown() throws SSLPeerUnverifiedException {
        return (X509Certificate) client.getSession().getPeerCertificates()[0];
    }

    private static final class AnyAlgorithm implements AlgorithmConstraints {

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, @Nullable AlgorithmParameters parameters) {
            return true;
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
            return true;
        }

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, Key key, @Nullable AlgorithmParameters parameters) {
            return true;
        }
    }
}
