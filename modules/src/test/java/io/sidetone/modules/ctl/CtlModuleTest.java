package io.sidetone.modules.ctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sidetone.modules.core.CoreModule;
import io.sidetone.server.testing.ScriptTest;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CtlModuleTest {

    private static final Binrpc.Request REQUEST = new Binrpc.Request(9, 1, List.of());

    private static Binrpc.Request read(int... octets) throws IOException {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return Binrpc.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    @Test
    void requestsAreRead() throws IOException {
        Binrpc.Request request = read(0xA1, 0x03, 7, 1, 2, 3, 4, 0x31, 'a', 'b', 0, 0x10, 5, 0x00);
        assertThat(request.values()).isEqualTo(List.of("ab", 5L, 0L));
        assertThat(request.cookie()).isEqualTo(0x01020304);
        assertThat(read(0xA1, 0, 12, 0, 0x40, 0xff, 0xff, 0xff, 0xfe, 0x22, 0x09, 0xC4, 0xA6, 0, 1, 'x')
                        .values())
                .isEqualTo(List.of(-2L, new BigDecimal("2.500"), "x"));
        assertThat(read(0xA1, 0, 9, 0, 0x82, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xf6, 0x3c)
                        .values())
                .isEqualTo(List.of(new BigDecimal("-2.500")));
        assertThat(Binrpc.read(new DataInputStream(new ByteArrayInputStream(new byte[0]))))
                .isNull();
    }

    @Test
    void whatIsNoRequestIsRefused() {
        for (int[] octets : List.of(
                new int[] {0xB1, 0, 0, 0},
                new int[] {0xA1, 0x10, 0, 0},
                new int[] {0xA1, 0, 9, 0, 1},
                new int[] {0xA1, 0, 1, 0, 0x71},
                new int[] {0xA1, 0x0C, 0xff, 0xff, 0xff, 0xff, 0},
                new int[] {0xA1, 0, 2, 0, 0xA1, 1},
                new int[] {0xA1, 0, 9, 0, 0xF1, 1, 0, 0, 0, 0, 0, 0, 0},
                new int[] {0xA1, 0, 6, 0, 0xC1, 0xff, 0xff, 0xff, 0xff, 0},
                new int[] {0xA1, 0, 10, 0, 0x90, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0},
                new int[] {0xA1, 0, 1, 0, 0x04},
                new int[] {0xA1, 0, 1, 0, 0x03})) {
            assertThat(catchThrowable(() -> read(octets))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void responsesAreWritten() {
        assertThat(Binrpc.reply(REQUEST, List.of("a", 300L)))
                .isEqualTo(new byte[] {(byte) 0xA1, 0x10, 6, 9, 0x21, 'a', 0, 0x20, 1, 44});
        assertThat(Binrpc.reply(REQUEST, Map.of("k", 0L)))
                .isEqualTo(new byte[] {(byte) 0xA1, 0x10, 6, 9, 3, 0x25, 'k', 0, 0, (byte) 0x83});
        assertThat(Binrpc.reply(REQUEST, Map.of("k", List.of("a", 1L)))).isEqualTo(new byte[] {
            (byte) 0xA1, 0x10, 12, 9, 3, 0x25, 'k', 0, 3, 0x21, 'a', 0, 0x10, 1, (byte) 0x83, (byte) 0x83
        });
        assertThat(Binrpc.reply(REQUEST, null)).isEqualTo(new byte[] {(byte) 0xA1, 0x10, 0, 9});
        assertThat(Binrpc.fault(REQUEST, 1, "n")[1]).isEqualTo((byte) 0x30);
        assertThat(Binrpc.reply(REQUEST, "12345678")[4]).isEqualTo((byte) 0x91);
    }

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("s");
    }

    private ScriptTest start(String... places) {
        StringBuilder script = new StringBuilder("#!KAMAILIO\nloadmodule \"ctl.so\"\n");
        for (String place : places) {
            script.append("modparam(\"ctl\", \"binrpc\", \"").append(place).append("\")\n");
        }
        return ScriptTest.of(script + "route { exit; }\n", new CoreModule(), new CtlModule());
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(file()));
    }

    private static byte[] echo() {
        byte[] name = "core.echo\0".getBytes(StandardCharsets.UTF_8);
        ByteBuffer request = ByteBuffer.allocate(name.length + 10);
        request.put(new byte[] {(byte) 0xA1, 0, (byte) (name.length + 6), 7, (byte) 0x91, (byte) name.length});
        return request.put(name).put(new byte[] {0x31, 'h', 'i', 0}).array();
    }

    private static String response(SocketChannel client) throws IOException {
        ByteBuffer response = ByteBuffer.allocate(64);
        client.read(response);
        return new String(response.array(), 0, response.position(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void commandsAreDoneByASocketInTheFileSystem() throws IOException {
        try (ScriptTest test = start("unix:" + file());
                SocketChannel client = connect()) {
            client.write(ByteBuffer.wrap(echo()));
            assertThat(response(client)).endsWith("hi\0");
            assertThat(test.statistic("ctl:requests")).isEqualTo(1);
            assertThat(test.command("ctl.listen")).isEqualTo(List.of("binrpc", "unix_stream", file().toString(), ""));
            assertThat(test.command("ctl.who"))
                    .isEqualTo(List.of("binrpc", "unix_stream", "<anonymous unix socket>", "", file().toString(), ""));
        }
        assertThat(file()).doesNotExist();
    }

    @Test
    void aRequestMayComeInPiecesAndSeveralMayComeAtOnce() throws IOException {
        try (ScriptTest test = start("unix:" + file());
                SocketChannel client = connect()) {
            ByteBuffer twice = ByteBuffer.allocate(2 * echo().length);
            twice.put(echo()).put(echo()).flip();
            while (twice.remaining() > echo().length) {
                client.write(twice.slice(twice.position(), 1));
                twice.get();
            }
            assertThat(response(client)).endsWith("hi\0");
            client.write(twice);
            assertThat(response(client)).endsWith("hi\0");
            assertThat(test.statistic("ctl:requests")).isEqualTo(2);
        }
    }

    @Test
    void whoSendsNonsenseIsPutOut() throws IOException {
        try (ScriptTest test = start("unix:" + file());
                SocketChannel client = connect();
                SocketChannel other = connect()) {
            client.write(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(response(client)).isEmpty();
            other.write(ByteBuffer.wrap(echo()));
            assertThat(response(other)).endsWith("hi\0");
            assertThat(test.statistic("ctl:requests")).isEqualTo(1);
        }
    }

    @Test
    void connectionsAreLimitedAndSilentOnesEnd() throws IOException {
        List<SocketChannel> clients = new ArrayList<>();
        try (ScriptTest test = start("unix:" + file())) {
            for (int i = 0; i < Streams.MOST; i++) {
                SocketChannel client = connect();
                clients.add(client);
                // Answered, so it is served.
                client.write(ByteBuffer.wrap(echo()));
                assertThat(response(client)).endsWith("hi\0");
            }
            assertThat(test.command("ctl.connections")).isEqualTo((long) Streams.MOST);
            try (SocketChannel more = connect()) {
                assertThat(response(more)).isEmpty();
            }
            SocketChannel slow = clients.getFirst();
            slow.write(ByteBuffer.wrap(echo(), 0, 5));
            test.pass(Streams.PATIENCE.plusSeconds(10));
            assertThat(response(slow)).isEmpty();
        } finally {
            for (SocketChannel client : clients) {
                client.close();
            }
        }
    }

    @Test
    void connectionsEndWithTheServer() throws IOException {
        SocketChannel client;
        try (ScriptTest test = start("unix:" + file())) {
            client = connect();
            client.write(ByteBuffer.wrap(echo()));
            assertThat(response(client)).endsWith("hi\0");
            assertThat(test.command("ctl.connections")).isEqualTo(1L);
        }
        assertThat(response(client)).isEmpty();
        client.close();
    }

    @Test
    void whatIsNoSocketIsLeftAlone() throws IOException {
        Files.writeString(file(), "mine");
        assertThat(catchThrowable(() -> start("unix:" + file()))).hasMessageContaining("is no socket");
        assertThat(file()).hasContent("mine");
    }

    @Test
    void placesAreReadAsKamailioWritesThem() throws IOException {
        assertThat(Place.of("unix:/a").kind()).isEqualTo(Place.Kind.FILE_STREAM);
        assertThat(Place.of("unixs:a").name()).isEqualTo("a");
        assertThat(Place.of("/a/b:c")).isEqualTo(new Place(Place.Kind.FILE_STREAM, "/a/b:c"));
        assertThat(Place.of("unixd:/a").kind()).isEqualTo(Place.Kind.FILE_DATAGRAMS);
        assertThat(Place.of("127.0.0.1:3000")).isEqualTo(new Place(Place.Kind.UDP, "127.0.0.1:3000"));
        assertThat(Place.of("tcp:3012").address()).isEqualTo(new InetSocketAddress("0.0.0.0", 3012));
        assertThat(Place.of("udp:*:3012").address()).isEqualTo(new InetSocketAddress("0.0.0.0", 3012));
        assertThat(Streams.words(Place.of("tcp:127.0.0.1").address())).isEqualTo(List.of("127.0.0.1", "2049"));
        assertThat(Streams.words(Place.of("tcp:[::1]:3012").address())).isEqualTo(List.of("0:0:0:0:0:0:0:1", "3012"));
        for (String bad : List.of("tcp:127.0.0.1:x", "udp:127.0.0.1:70000", "tcp:nowhere.invalid:1")) {
            assertThat(catchThrowable(() -> start(bad))).hasMessageContaining("cannot be opened");
        }
    }
}
