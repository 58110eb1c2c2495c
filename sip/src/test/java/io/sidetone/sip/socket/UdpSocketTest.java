package io.sidetone.sip.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.text.Text;
import io.sidetone.sip.transport.SendResult;
import io.sidetone.sip.transport.SocketOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("wire")
class UdpSocketTest {

    enum Kind {
        LINUX {
            @Override
            UdpSocket open(InetSocketAddress address, SocketOptions options) throws IOException {
                return LinuxUdpSocket.open(address, options);
            }
        },
        CHANNEL {
            @Override
            UdpSocket open(InetSocketAddress address, SocketOptions options) throws IOException {
                return NioUdpSocket.open(address, options);
            }
        };

        abstract UdpSocket open(InetSocketAddress address, SocketOptions options) throws IOException;
    }

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
    }

    @Test
    void linuxHasItsOwn() throws IOException {
        UdpSocket socket =
                UdpSocket.open(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), SocketOptions.DEFAULT);
        opened.add(socket);

        assertThat(LinuxUdpSocket.isSupported()).isTrue();
        assertThat(socket).isInstanceOf(LinuxUdpSocket.class);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSentArrivesWithItsAddress(Kind kind) throws IOException {
        for (String host : List.of("127.0.0.1", "::1")) {
            UdpSocket a = open(kind, host);
            UdpSocket b = open(kind, host);
            UdpReader reader = reader(b);

            for (int length : List.of(0, 1, 600, 1500, 65_507)) {
                byte[] octets = new byte[length];
                Arrays.fill(octets, (byte) length);
                assertThat(a.send(octets, length, UdpPeer.of(b.local()))).isEqualTo(SendResult.SENT);

                Datagram datagram = Objects.requireNonNull(reader.receive());
                assertThat(datagram.octets()).isEqualTo(octets);
                assertThat(datagram.peer().address()).isEqualTo(a.local());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlySoMuchIsSentAsIsSaid(Kind kind) throws IOException {
        UdpSocket a = open(kind, "127.0.0.1");
        UdpReader reader = reader(a);

        a.send(Text.encode("message and rubbish"), "message".length(), UdpPeer.of(a.local()));

        assertThat(Objects.requireNonNull(reader.receive()).octets()).isEqualTo(Text.encode("message"));
    }

    @ParameterizedTest
    @EnumSource
    void closingWakesTheReaders(Kind kind) throws Exception {
        UdpSocket socket = open(kind, "127.0.0.1");
        CountDownLatch reading = new CountDownLatch(2);
        CountDownLatch done = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            Thread.ofPlatform().daemon().start(() -> {
                try (UdpReader reader = socket.reader()) {
                    reading.countDown();
                    if (reader.receive() == null) {
                        done.countDown();
                    }
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();

        socket.close();
        socket.close();

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(socket.send(new byte[1], 1, UdpPeer.of(socket.local()))).isEqualTo(SendResult.CLOSED);
        assertThat(reader(socket).receive()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void aDatagramMayBeTooLarge(Kind kind) throws IOException {
        UdpSocket socket = open(kind, "127.0.0.1");

        assertThat(socket.send(new byte[65_508], 65_508, UdpPeer.of(socket.local())))
                .isEqualTo(SendResult.TOO_LARGE);
    }

    @ParameterizedTest
    @EnumSource
    void threadsOfBothKindsSendAtOnce(Kind kind) throws Exception {
        UdpSocket from = open(kind, "127.0.0.1");
        UdpSocket to = open(kind, "127.0.0.1");
        int count = 500;
        Set<String> received = ConcurrentHashMap.newKeySet();
        CountDownLatch done = new CountDownLatch(count);
        for (int i = 0; i < 2; i++) {
            Thread.ofPlatform().daemon().start(() -> {
                try (UdpReader reader = to.reader()) {
                    for (Datagram each = reader.receive(); each != null; each = reader.receive()) {
                        received.add(Text.decode(each.octets(), 0, each.octets().length));
                        done.countDown();
                    }
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        UdpPeer peer = UdpPeer.of(to.local());
        try (var virtual = Executors.newVirtualThreadPerTaskExecutor();
                var platform = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < count; i++) {
                byte[] octets = Text.encode("datagram " + i);
                (i % 2 == 0 ? virtual : platform).execute(() -> from.send(octets, octets.length, peer));
            }
        }
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(received).hasSize(count);
    }

    @ParameterizedTest
    @EnumSource
    void anAddressThatIsTakenIsNamed(Kind kind) throws IOException {
        UdpSocket socket = open(kind, "127.0.0.1");

        assertThatThrownBy(() -> kind.open(socket.local(), SocketOptions.DEFAULT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:" + socket.local().getPort());
    }

    @Test
    void anAnswerComesFromTheAddressThatWasAsked() throws IOException {
        for (String[] hosts : new String[][] {{"0.0.0.0", "127.0.0.3", "127.0.0.1"}, {"::", "::1", "::1"}}) {
            UdpSocket server = open(Kind.LINUX, hosts[0]);
            UdpSocket client = open(Kind.LINUX, hosts[2]);
            UdpReader asked = reader(server);
            UdpReader answered = reader(client);
            UdpPeer address = UdpPeer.of(new InetSocketAddress(
                    InetAddress.ofLiteral(hosts[1]), server.local().getPort()));

            for (int i = 0; i < 2; i++) {
                client.send(Text.encode("question"), 8, address);
                UdpPeer peer = Objects.requireNonNull(asked.receive()).peer();
                assertThat(peer.ours()).isEqualTo(InetAddress.ofLiteral(hosts[1]));
                assertThat(server.send(Text.encode("answer"), 6, peer)).isEqualTo(SendResult.SENT);
                assertThat(Objects.requireNonNull(answered.receive()).peer().address())
                        .isEqualTo(address.address());
            }
            assertThat(server.send(
                            new byte[65_536], 65_536, UdpPeer.of(client.local(), InetAddress.ofLiteral(hosts[1]))))
                    .isEqualTo(SendResult.TOO_LARGE);
        }
    }

    @Test
    void aPeerThatIsKnownIsTheSameObject() throws IOException {
        UdpSocket a = open(Kind.LINUX, "127.0.0.1");
        UdpSocket b = open(Kind.LINUX, "127.0.0.1");
        UdpReader reader = reader(b);
        UdpPeer peer = UdpPeer.of(b.local());
        a.send(new byte[1], 1, peer);
        a.send(new byte[1], 1, peer);

        assertThat(Objects.requireNonNull(reader.receive()).peer())
                .isSameAs(Objects.requireNonNull(reader.receive()).peer())
                .isEqualTo(UdpPeer.of(a.local()))
                .hasToString(a.local().toString());
    }

    @Test
    void whatTheSystemDropsIsCounted() throws IOException {
        UdpSocket slow = Kind.LINUX.open(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                new SocketOptions(10_000, 1 << 20, 0, false));
        opened.add(slow);
        UdpReader reader = reader(slow);
        UdpSocket fast = open(Kind.LINUX, "127.0.0.1");
        for (int i = 0; i < 200; i++) {
            fast.send(new byte[1000], 1000, UdpPeer.of(slow.local()));
        }
        // What is received after a loss tells of it.
        for (int i = 0; i < 200 && slow.dropped() == 0; i++) {
            reader.receive();
            fast.send(new byte[1000], 1000, UdpPeer.of(slow.local()));
        }
        assertThat(slow.dropped()).isBetween(1L, 200L);
    }

    @Test
    void whereThereIsNoWayNothingIsSent() throws IOException {
        UdpSocket socket = open(Kind.LINUX, "127.0.0.1");

        // A socket of the loopback can not send out of it.
        assertThat(socket.send(
                        new byte[1], 1, UdpPeer.of(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5060))))
                .isEqualTo(SendResult.UNREACHABLE);
    }

    @Test
    void anAddressOfAnotherMachineCanBeHadInAdvance() throws IOException {
        InetSocketAddress elsewhere = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.77"), 0);
        SocketOptions early = new SocketOptions(1 << 20, 1 << 20, 0xB8, true);

        assertThatThrownBy(() -> Kind.LINUX.open(elsewhere, SocketOptions.DEFAULT))
                .isInstanceOf(IOException.class);
        UdpSocket socket = Kind.LINUX.open(elsewhere, early);
        opened.add(socket);
        assertThat(socket.local().getAddress()).isEqualTo(elsewhere.getAddress());
    }

    @Test
    void settingsAreChecked() {
        assertThatThrownBy(() -> new SocketOptions(0, 1, 0, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SocketOptions(1, 1, 256, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UdpPeer.of(InetSocketAddress.createUnresolved("example.com", 5060)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private UdpSocket open(Kind kind, String host) throws IOException {
        UdpSocket socket = kind.open(new InetSocketAddress(InetAddress.ofLiteral(host), 0), SocketOptions.DEFAULT);
        opened.add(socket);
        return socket;
    }

    private UdpReader reader(UdpSocket socket) {
        UdpReader reader = socket.reader();
        opened.add(reader);
        return reader;
    }
}
