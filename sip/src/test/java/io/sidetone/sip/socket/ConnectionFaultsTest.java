package io.sidetone.sip.socket;

import static io.sidetone.sip.socket.Echo.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.AddressBlock;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.Malformed;
import io.sidetone.sip.message.ParserLimits;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.ConnectionLimits;
import io.sidetone.sip.transport.ConnectionTimes;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.SendResult;
import io.sidetone.sip.transport.TransportSettings;
import io.sidetone.sip.transport.Unsent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What peers do that they should not: each ends with a reason that is counted, and nobody else notices.
@Tag("wire")
class ConnectionFaultsTest {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final ParserLimits LIMITS = new ParserLimits(20_000, 8_000, 4_000, 100);
    private static final ConnectionTimes PATIENT = new ConnectionTimes(LONG, LONG, LONG, LONG, LONG, LONG, LONG);

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
    }

    private Echo echo(ConnectionLimits limits, ConnectionTimes times) {
        Echo echo = new Echo(new TransportSettings(LIMITS, limits, times, 0, false));
        opened.add(echo);
        return echo;
    }

    private Echo patient() {
        return echo(ConnectionLimits.DEFAULT, PATIENT);
    }

    private RawPeer peer(Listener to) throws IOException {
        return peer(to, "127.0.0.1");
    }

    private RawPeer peer(Listener to, String from) throws IOException {
        RawPeer peer = new RawPeer(to.local(), from);
        opened.add(peer);
        return peer;
    }

    /// Waits until a connection has ended for the reason; looks after what is overdue meanwhile.
    private static void assertClosed(Echo echo, ClosingReason reason) throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            echo.transport.connections().sweep();
            ClosingReason closed = echo.closings.poll(20, TimeUnit.MILLISECONDS);
            if (closed != null) {
                assertThat(closed).isEqualTo(reason);
                assertThat(echo.transport.connections().closed(reason)).isPositive();
                return;
            }
        }
        throw new AssertionError("Nothing was closed");
    }

    private static void assertWorks(RawPeer peer, String callId) throws IOException {
        assertThat(peer.send(RawPeer.request(callId)).readTo("\r\n\r\n"))
                .startsWith("SIP/2.0 200 OK\r\n")
                .contains("Call-ID: " + callId + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: example.com\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\n\n",
                "OPTIONS sip:a@b SIP/2.0\r\nContent-Length: -1\r\n\r\n",
                "OPTIONS sip:a@b SIP/2.0\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"
            })
    @Rfc(number = 3261, section = "18.3")
    void garbageEndsTheConnectionAndNoOther(String garbage) throws Exception {
        Echo echo = patient();
        Listener listener = echo.listen(Transport.TCP);
        RawPeer good = peer(listener);
        assertWorks(good, "before");

        RawPeer bad = peer(listener);
        bad.send(garbage);

        assertThat(bad.isClosed()).isTrue();
        assertClosed(echo, ClosingReason.GARBAGE);
        assertThat(next(echo.malformed).reason()).isEqualTo(Malformed.Reason.CONTENT_LENGTH);
        assertWorks(good, "after");
    }

    @Test
    void aMalformedMessageThatEndsDoesNotEndTheConnection() throws Exception {
        Echo echo = patient();
        RawPeer peer = peer(echo.listen(Transport.TCP));

        peer.send("OPTIONS sip:a@b SIP/2.0\r\nCSeq: x\r\nContent-Length: 0\r\n\r\n");

        assertThat(next(echo.malformed).reason()).isEqualTo(Malformed.Reason.MISSING_FIELD);
        assertWorks(peer, "next");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OPTIONS sip:a@b SIP/2.0\r\nContent-Length: 30000\r\n\r\n",
                "OPTIONS sip:a@b SIP/2.0\r\nContent-Length: 99999999999999999999\r\n\r\n"
            })
    void aMessageOverTheLimitEndsTheConnection(String head) throws Exception {
        Echo echo = patient();
        RawPeer peer = peer(echo.listen(Transport.TCP));
        peer.send(head);
        assertThat(peer.isClosed()).isTrue();
        assertClosed(echo, head.contains("9999") ? ClosingReason.GARBAGE : ClosingReason.OVERSIZED);
    }

    @Test
    void aHeaderWithoutEndEndsTheConnection() throws Exception {
        Echo echo = patient();
        RawPeer peer = peer(echo.listen(Transport.TCP));
        peer.send("OPTIONS sip:a@b SIP/2.0\r\nSubject: " + "x".repeat(9_000));
        assertThat(peer.isClosed()).isTrue();
        assertClosed(echo, ClosingReason.OVERSIZED);
    }

    @Test
    void whoSendsNothingIsPutOut() throws Exception {
        Echo echo = echo(ConnectionLimits.DEFAULT, new ConnectionTimes(LONG, LONG, SHORT, LONG, LONG, LONG, LONG));
        RawPeer peer = peer(echo.listen(Transport.TCP));
        assertClosed(echo, ClosingReason.FIRST_MESSAGE_TIMEOUT);
        assertThat(peer.isClosed()).isTrue();
    }

    @Test
    void whoNeverEndsAMessageIsPutOut() throws Exception {
        Echo echo = echo(ConnectionLimits.DEFAULT, new ConnectionTimes(LONG, LONG, LONG, SHORT, LONG, LONG, LONG));
        RawPeer peer = peer(echo.listen(Transport.TCP));
        assertWorks(peer, "first");
        peer.send("OPT");
        assertClosed(echo, ClosingReason.SLOW_SENDER);
        assertThat(peer.isClosed()).isTrue();
    }

    @Test
    void whoIsIdleForLongIsPutOut() throws Exception {
        Echo echo = echo(ConnectionLimits.DEFAULT, new ConnectionTimes(LONG, LONG, LONG, LONG, LONG, SHORT, LONG));
        RawPeer peer = peer(echo.listen(Transport.TCP));
        assertWorks(peer, "first");
        assertClosed(echo, ClosingReason.IDLE);
        assertThat(peer.isClosed()).isTrue();
    }

    @Test
    void whoDoesNotReadIsPutOutAndHoldsNobodyUp() throws Exception {
        Echo echo = echo(
                new ConnectionLimits(100, 100, 100_000),
                new ConnectionTimes(LONG, LONG, LONG, LONG, SHORT, LONG, LONG));
        Listener listener = echo.listen(Transport.TCP);
        RawPeer lazy = peer(listener);
        assertWorks(lazy, "first");
        RawPeer good = peer(listener);
        Flow flow = next(echo.flows);

        // The system takes some megabytes for the lazy one, before there is no more room.
        boolean refused = false;
        for (int i = 0; i < 500 && flow.isOpen(); i++) {
            SendResult result = SendResult.SENT;
            while (result == SendResult.SENT) {
                result = flow.send(new byte[10_000], Unsent.IGNORED);
            }
            refused |= result == SendResult.NO_ROOM;
            assertWorks(good, "meanwhile" + i);
            echo.transport.connections().sweep();
        }
        assertThat(refused).isTrue();
        assertClosed(echo, ClosingReason.SLOW_READER);
        assertThat(flow.send(new byte[1], Unsent.IGNORED)).isEqualTo(SendResult.CLOSED);
    }

    @Test
    void whoDoesNotAnswerAPingIsPutOut() throws Exception {
        Echo echo = echo(ConnectionLimits.DEFAULT, new ConnectionTimes(LONG, LONG, LONG, LONG, LONG, LONG, SHORT));
        RawPeer peer = peer(echo.listen(Transport.TCP));
        assertWorks(peer, "first");
        echo.transport.connections().all().iterator().next().ping();
        assertThat(peer.readTo("\r\n\r\n")).isEqualTo("\r\n\r\n");
        assertClosed(echo, ClosingReason.NO_PONG);
    }

    @Test
    void oneAddressCanNotTakeAllConnections() throws Exception {
        Echo echo = echo(new ConnectionLimits(1000, 5, 100_000), PATIENT);
        Listener listener = echo.listen(Transport.TCP);
        List<RawPeer> peers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            peers.add(peer(listener));
            assertWorks(peers.get(i), "call" + i);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(peer(listener).isClosed()).isTrue();
        }
        assertThat(echo.transport.connections().closed(ClosingReason.TOO_MANY_FROM_ADDRESS))
                .isEqualTo(20);
        assertWorks(peer(listener, "127.0.0.9"), "another");

        peers.getFirst().close();
        assertClosed(echo, ClosingReason.BY_PEER);
        assertWorks(peer(listener), "again");
        assertWorks(peers.getLast(), "last");
    }

    @Test
    void thereAreNotMoreConnectionsThanTheLimit() throws Exception {
        Echo echo = echo(new ConnectionLimits(3, 100, 100_000), PATIENT);
        Listener listener = echo.listen(Transport.TCP);
        for (int i = 0; i < 3; i++) {
            assertWorks(peer(listener), "call" + i);
        }
        assertThat(peer(listener).isClosed()).isTrue();
        assertThat(echo.transport.connections().closed(ClosingReason.TOO_MANY)).isEqualTo(1);
        assertThat(echo.transport.connections().open()).isEqualTo(3);
    }

    @Test
    void aFloodOfRandomOctetsHarmsNobody() throws Exception {
        Echo echo = patient();
        Listener tcp = echo.listen(Transport.TCP);
        Listener udp = echo.listen(Transport.UDP);
        Random random = new Random(3);
        RawPeer good = peer(tcp);
        try (UdpSocket flood =
                UdpSocket.open(Echo.address("127.0.0.1"), udp.settings().options())) {
            for (int i = 0; i < 2_000; i++) {
                byte[] octets = new byte[random.nextInt(1, 1500)];
                random.nextBytes(octets);
                flood.send(octets, octets.length, UdpPeer.of(udp.local()));
                if (i % 20 == 0) {
                    assertWorks(good, "call" + i);
                }
                if (i % 100 == 0) {
                    try (RawPeer bad = new RawPeer(tcp.local())) {
                        bad.send(octets);
                    }
                }
            }
        }
        assertWorks(good, "end");
        assertThat(echo.pool.failed()).isZero();
    }

    private Listener proxied(Echo echo, String trusted) throws IOException {
        return echo.listen(ListenerSettings.of(Transport.TCP, Echo.address("127.0.0.1"))
                .withProxies(List.of(AddressBlock.parse(trusted))));
    }

    @Test
    void aTrustedProxySaysWhereItsPeersAre() throws Exception {
        Echo echo = echo(new ConnectionLimits(100, 1, 100_000), PATIENT);
        Listener listener = proxied(echo, "127.0.0.0/8");

        RawPeer first = peer(listener);
        first.send("PROXY TCP4 192.0.2.7 192.0.2.8 40000 5060\r\n");
        assertWorks(first, "first");
        assertThat(next(echo.flows).remote().toString()).isEqualTo("/192.0.2.7:40000");
        assertThat(next(echo.requests).toByteArray()).asString().contains(";rport=40000;received=192.0.2.7");

        // Limits are those of the peer, not of the proxy.
        RawPeer second = peer(listener);
        second.send("PROXY TCP4 192.0.2.7 192.0.2.8 40001 5060\r\n");
        assertClosed(echo, ClosingReason.TOO_MANY_FROM_ADDRESS);
        RawPeer third = peer(listener);
        third.send(version2(0x21, 0x11))
                .send(new byte[] {(byte) 192, 0, 2, 9, (byte) 192, 0, 2, 8, 0x10, 0, 0x13, (byte) 0xC4});
        assertWorks(third, "third");
        assertThat(next(echo.flows).remote().toString()).isEqualTo("/192.0.2.9:4096");
    }

    private static byte[] version2(int command, int family) {
        return ByteBuffer.allocate(16)
                .put(Text.encode("\r\n\r\n\0\r\nQUIT\n"))
                .put((byte) command)
                .put((byte) family)
                .putShort((short) 12)
                .array();
    }

    @Test
    void aProxyMayAskForItself() throws Exception {
        Echo echo = patient();
        Listener listener = proxied(echo, "127.0.0.1");
        RawPeer peer = peer(listener);
        peer.send("PROXY UNKNOWN\r\n");
        assertWorks(peer, "health");
        assertThat(next(echo.flows).remote().getPort()).isEqualTo(peer.port());
    }

    @Test
    void aProxyThatSaysNothingOfOthersIsItself() throws Exception {
        Echo echo = patient();
        RawPeer peer = peer(proxied(echo, "127.0.0.1"));
        assertWorks(peer, "own");
        assertThat(next(echo.flows).remote().getPort()).isEqualTo(peer.port());
    }

    @Test
    void whoSaysNothingOfOthersHasTheLimitOfAnyAddress() throws Exception {
        Echo echo = echo(new ConnectionLimits(100, 2, 100_000), PATIENT);
        Listener listener = proxied(echo, "127.0.0.1");
        assertWorks(peer(listener), "first");
        assertWorks(peer(listener).send("PROXY UNKNOWN\r\n"), "second");
        peer(listener).send(RawPeer.request("third"));
        assertClosed(echo, ClosingReason.TOO_MANY_FROM_ADDRESS);
        assertWorks(peer(listener).send("PROXY TCP4 192.0.2.7 192.0.2.8 40000 5060\r\n"), "fourth");
    }

    @ParameterizedTest
    @CsvSource({
        "0x31, 0x11, 12",
        "0x22, 0x11, 12",
        "0x21, 0x12, 12",
        "0x21, 0x31, 216",
        "0x21, 0x11, 11",
        "0x21, 0x21, 12",
        "0x21, 0x11, 65535"
    })
    void aBinaryHeaderThatIsWrongEndsIt(String command, String family, int length) throws Exception {
        Echo echo = patient();
        RawPeer peer = peer(proxied(echo, "127.0.0.1"));
        byte[] header = version2(Integer.decode(command), Integer.decode(family));
        header[14] = (byte) (length >> 8);
        header[15] = (byte) length;
        peer.send(header).send(new byte[Math.min(length, 5_000)]);
        assertClosed(echo, ClosingReason.PROXY_HEADER);
        assertThat(echo.requests).isEmpty();
    }

    @Test
    void aHeaderMayComeInPieces() throws Exception {
        Echo echo = patient();
        RawPeer peer = peer(proxied(echo, "127.0.0.1"));
        for (char each : "PROXY TCP6 2001:db8::7 2001:db8::8 40000 5060\r\n".toCharArray()) {
            peer.send(String.valueOf(each));
        }
        assertWorks(peer, "pieces");
        assertThat(next(echo.flows).source()).isEqualTo("2001:db8::7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY nonsense\r\n",
                "PROXY TCP6 192.0.2.7 192.0.2.8 40000 5060\r\n",
                "PROXY UNKNOWN without an end, and that for longer than a header of the first version may ever be in "
                        + "its longest form",
                "PROXY TCP4 192.0.2.7 192.0.2.8 99999 5060\r\n",
                "PROXY TCP4 not-an-address 192.0.2.8 40000 5060\r\n",
                "PROXY TCP4 0.0.0.0 192.0.2.8 40000 5060\r\n",
                "PROXY TCP4 224.0.0.1 192.0.2.8 40000 5060\r\n",
                "PROXY UDP4 192.0.2.7 192.0.2.8 40000 5060\r\n",
                "PROXY TCP4 192.0.2.7\r\n"
            })
    void aProxyThatLiesIsPutOut(String header) throws Exception {
        Echo echo = patient();
        RawPeer peer = peer(proxied(echo, "127.0.0.1"));
        peer.send(header);
        assertClosed(echo, ClosingReason.PROXY_HEADER);
        assertThat(peer.isClosed()).isTrue();
        assertThat(echo.requests).isEmpty();
    }

    @Test
    void aStrangerCanNotPassForAnother() throws Exception {
        Echo echo = patient();
        Listener listener = proxied(echo, "192.0.2.0/24");
        peer(listener).send("PROXY TCP4 192.0.2.7 192.0.2.8 40000 5060\r\n" + RawPeer.request("x"));
        assertClosed(echo, ClosingReason.PROXY_STRANGER);
        peer(echo.listen(Transport.TCP)).send(version2(0x21, 0x11));
        assertClosed(echo, ClosingReason.PROXY_STRANGER);
        assertThat(echo.requests).isEmpty();
        // Without a header it is as welcome as anybody.
        assertWorks(peer(listener), "plain");
    }

    @Test
    void aProxyThatSaysNothingIsPutOut() throws Exception {
        Echo echo = echo(ConnectionLimits.DEFAULT, new ConnectionTimes(LONG, SHORT, LONG, LONG, LONG, LONG, LONG));
        peer(proxied(echo, "127.0.0.1")).send("PRO");
        assertClosed(echo, ClosingReason.HANDSHAKE_TIMEOUT);
    }
}
