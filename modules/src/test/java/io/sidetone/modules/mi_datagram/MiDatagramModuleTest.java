package io.sidetone.modules.mi_datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sidetone.modules.testing.Targets;
import io.sidetone.server.testing.ScriptTest;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MiDatagramModuleTest {

    private static final int PATIENCE = 10_000;

    @TempDir
    private Path folder;

    private static ScriptTest start(String socket) {
        return ScriptTest.of("""
                loadmodule "mi_datagram.so"
                modparam("mi_datagram", "socket_name", "%s")
                modparam("mi_datagram", "unix_socket_mode", 0640)
                route { exit; }
                """.formatted(socket), new Targets(), new MiDatagramModule());
    }

    private static String request(String method, int id) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"id\":" + id + "}";
    }

    @Test
    void aRequestFromTheNetworkIsAnswered() throws Exception {
        int port;
        try (java.net.DatagramSocket free = new java.net.DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (ScriptTest test = start("udp:127.0.0.1:" + port);
                java.net.DatagramSocket client = new java.net.DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            client.setSoTimeout(PATIENCE);
            for (int id = 1; id <= 2; id++) {
                byte[] octets = request("nothing", id).getBytes(StandardCharsets.UTF_8);
                client.send(new DatagramPacket(octets, octets.length, InetAddress.getLoopbackAddress(), port));
                DatagramPacket answer = new DatagramPacket(new byte[2000], 2000);
                client.receive(answer);
                assertThat(new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8))
                        .contains("\"code\":-32601")
                        .contains("\"id\":" + id);
            }
            assertThat(test.statistic("mi_datagram:requests")).isEqualTo(2);
            assertThat(catchThrowable(() -> start("udp:127.0.0.1:" + port))).hasMessageContaining("cannot be opened");
        }
    }

    @Test
    void aRequestOfThisMachineIsAnsweredAndTheFileGoesWithTheServer() throws Exception {
        Path file = folder.resolve("server.sock");
        Path other = folder.resolve("client.sock");
        try (ScriptTest test = start(file.toString())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-r-----");
            FileSocket client = new FileSocket(other, 0600);
            assertThat(client.send(file, request("nothing", 7).getBytes(StandardCharsets.UTF_8)))
                    .isTrue();
            assertThat(new String(client.receive(), StandardCharsets.UTF_8)).contains("\"id\":7");
            assertThat(client.send(file, "nonsense".getBytes(StandardCharsets.UTF_8)))
                    .isTrue();
            assertThat(new String(client.receive(), StandardCharsets.UTF_8)).contains("-32700");
            client.close();
            assertThat(test.statistic("mi_datagram:requests")).isEqualTo(2);
        }
        assertThat(file).doesNotExist();
        assertThat(other).doesNotExist();
    }

    @Test
    void aFileThatIsNoSocketIsLeftAloneAndAnOldSocketIsReplaced() throws Exception {
        Path file = folder.resolve("mine");
        Files.writeString(file, "mine");
        assertThat(catchThrowable(() -> start(file.toString()))).hasMessageContaining("is no socket");
        assertThat(file).hasContent("mine");
        Path old = folder.resolve("old.sock");
        FileSocket left = new FileSocket(old, 0600);
        try (ScriptTest test = start(old.toString())) {
            assertThat(old).exists();
            assertThat(test.statistic("mi_datagram:requests")).isZero();
        }
        left.close();
    }

    @Test
    void whatIsNoAddressIsSaid() {
        for (String socket : new String[] {"udp:127.0.0.1", "udp:nowhere:x"}) {
            assertThat(catchThrowable(() -> start(socket))).hasMessageContaining("no address with a port");
        }
        String name = "/tmp/" + "x".repeat(200);
        assertThat(catchThrowable(() -> start(name))).hasMessageContaining("too long");
    }
}
