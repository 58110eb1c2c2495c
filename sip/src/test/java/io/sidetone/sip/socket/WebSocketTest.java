package io.sidetone.sip.socket;

import static io.sidetone.sip.socket.Echo.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.ParserLimits;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.ConnectionLimits;
import io.sidetone.sip.transport.ConnectionTimes;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.TransportLayer.Incoming;
import io.sidetone.sip.transport.TransportSettings;
import io.sidetone.sip.transport.WebSocketRules;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// SIP over WebSockets, with the client of the JDK and with one that breaks the rules.
@Tag("wire")
@Rfc(number = 7118, section = "4")
@Rfc(number = 7118, section = "4.2")
@Rfc(number = 7118, section = "5")
class WebSocketTest {

    private final Echo echo = new Echo(new TransportSettings(
            new ParserLimits(20_000, 8_000, 4_000, 100), ConnectionLimits.DEFAULT, ConnectionTimes.DEFAULT, 0, false));
    private final HttpClient http = HttpClient.newHttpClient();
    private final Client client = new Client();

    @AfterEach
    void close() {
        http.shutdownNow();
        echo.close();
    }

    /// Keeps what came.
    private static final class Client implements WebSocket.Listener {

        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final BlockingQueue<Integer> closings = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                messages.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
            byte[] octets = new byte[message.remaining()];
            message.get(octets);
            pongs.add(Text.decode(octets, 0, octets.length));
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closings.add(status);
            return null;
        }
    }

    private WebSocket connect(Listener to, String path, String protocol) {
        return http.newWebSocketBuilder()
                .subprotocols(protocol)
                .buildAsync(URI.create("ws://127.0.0.1:" + to.local().getPort() + path), client)
                .join();
    }

    private WebSocket connect() throws IOException {
        return connect(echo.listen(Transport.WS), "/", "sip");
    }

    private void assertWorks(WebSocket socket, String callId) throws InterruptedException {
        socket.sendText(RawPeer.request(callId), true).join();
        assertThat(next(client.messages)).startsWith("SIP/2.0 200 OK").contains("Call-ID: " + callId + "\r\n");
    }

    @Test
    void oneMessageOfTheSocketIsOneOfSip() throws Exception {
        WebSocket socket = connect();
        assertThat(socket.getSubprotocol()).isEqualTo("sip");
        assertWorks(socket, "text");

        socket.sendBinary(ByteBuffer.wrap(Text.encode(RawPeer.request("binary"))), true)
                .join();
        assertThat(next(client.messages)).contains("Call-ID: binary\r\n");

        // Nobody needs a length where the frame has one.
        socket.sendText(RawPeer.request("no-length").replace("Content-Length: 0\r\n", ""), true)
                .join();
        assertThat(next(client.messages)).contains("Call-ID: no-length\r\n");

        String request = RawPeer.request("fragments");
        socket.sendText(request.substring(0, 50), false).join();
        socket.sendText(request.substring(50), true).join();
        assertThat(next(client.messages)).contains("Call-ID: fragments\r\n");
    }

    @Test
    void keepAlivesOfBothKindsAreAnswered() throws Exception {
        WebSocket socket = connect();
        socket.sendPing(ByteBuffer.wrap(Text.encode("there?"))).join();
        assertThat(next(client.pongs)).isEqualTo("there?");
        socket.sendText("\r\n\r\n", true).join();
        assertThat(next(client.messages)).isEqualTo("\r\n");
        assertThat(echo.transport.incoming(Incoming.PING)).isEqualTo(1);
    }

    @Test
    void whatIsNoUtf8GoesAsItIs() throws Exception {
        WebSocket socket = connect();
        assertWorks(socket, "first");
        byte[] octets = Text.encode(RawPeer.request("octets"));
        octets[octets.length - 60] = (byte) 0xFF;
        socket.sendBinary(ByteBuffer.wrap(octets), true).join();
        assertThat(next(echo.requests).callId()).isEqualTo("first");
        assertThat(echo.pool.failed()).isZero();
        assertWorks(socket, "last");
    }

    @Test
    void closingIsAnswered() throws Exception {
        WebSocket socket = connect();
        assertWorks(socket, "first");
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").join();
        assertThat(next(client.closings)).isEqualTo(WebSocket.NORMAL_CLOSURE);
        assertThat(next(echo.closings)).isEqualTo(ClosingReason.BY_PEER);
    }

    @Test
    void garbageEndsOnlyItsMessage() throws Exception {
        WebSocket socket = connect();
        socket.sendText("no SIP at all", true).join();
        next(echo.malformed);
        assertWorks(socket, "after");
    }

    @Test
    void aMessageOverTheLimitEndsTheConnection() throws Exception {
        WebSocket socket = connect();
        CompletableFuture<WebSocket> _ = socket.sendText("x".repeat(30_000), true);
        assertThat(next(echo.closings)).isEqualTo(ClosingReason.OVERSIZED);
        assertThat(echo.transport.connections().closed(ClosingReason.OVERSIZED)).isEqualTo(1);
    }

    @Test
    void anotherProtocolIsRefused() throws Exception {
        Listener listener = echo.listen(Transport.WS);
        assertThatThrownBy(() -> connect(listener, "/", "chat"))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(400));
        assertThat(next(echo.closings)).isEqualTo(ClosingReason.WEBSOCKET_HANDSHAKE);
    }

    @ParameterizedTest
    @CsvSource({
        "/sip,https://good.example,101",
        "/sip?id=7,https://good.example,101",
        "/other,https://good.example,404",
        "/sip,https://evil.example,403",
        "/sip,,101"
    })
    @Rfc(number = 6455, section = "10.2")
    void pathAndOriginAreChecked(String path, @Nullable String origin, String status) throws Exception {
        Listener listener = echo.listen(ListenerSettings.of(Transport.WS, Echo.address("127.0.0.1"))
                .withWebSocket(new WebSocketRules(Set.of("/sip"), Set.of("https://good.example"))));
        try (RawPeer peer = new RawPeer(listener.local())) {
            peer.send(upgrade(path, origin == null ? "" : "Origin: " + origin + "\r\n"));
            assertThat(peer.readTo("\r\n\r\n")).startsWith("HTTP/1.1 " + status);
        }
    }

    private static String upgrade(String path, String more) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Protocol: sip\r\n" + more + "\r\n";
    }

    @ParameterizedTest
    @CsvSource({
        "'GET / HTTP/1.1|Host: a||',426",
        "'POST / HTTP/1.1|Host: a|Content-Length: 0||',400",
        "'OPTIONS sip:a@b SIP/2.0|Content-Length: 0||',400"
    })
    void whatIsNoHandshakeIsRefused(String request, String status) throws Exception {
        Listener listener = echo.listen(Transport.WS);
        try (RawPeer peer = new RawPeer(listener.local())) {
            peer.send(request.replace("|", "\r\n"));
            assertThat(peer.readTo("\r\n\r\n")).startsWith("HTTP/1.1 " + status);
            assertThat(peer.isClosed()).isTrue();
            assertThat(next(echo.closings)).isEqualTo(ClosingReason.WEBSOCKET_HANDSHAKE);
        }
    }

    @Test
    void aFrameWithoutMaskEndsTheConnection() throws Exception {
        Listener listener = echo.listen(Transport.WS);
        try (RawPeer peer = new RawPeer(listener.local())) {
            peer.send(upgrade("/", ""));
            assertThat(peer.readTo("\r\n\r\n")).startsWith("HTTP/1.1 101");
            peer.send(new byte[] {(byte) 0x81, 3, 'a', 'b', 'c'});
            assertThat(peer.isClosed()).isTrue();
            assertThat(next(echo.closings)).isEqualTo(ClosingReason.WEBSOCKET_FRAME);
        }
    }
}
