package io.sidetone.sip.stun;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.peers.Installed;
import io.sidetone.sip.stun.StunBinding.Outcome;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The client that came with RFC 3489, older than the magic cookie, asks our server.
@Tag("peers")
@Timeout(60)
class StunClientTest {

    private static final int SECONDS = 30;

    private final StunBinding binding = new StunBinding("Sidetone");

    @TempDir
    Path folder;

    @BeforeEach
    void findTheClient() {
        Installed.assume("stun");
    }

    @Test
    void learnsItsAddress() throws Exception {
        Thread server;
        String said;
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            server = Thread.ofVirtual().start(() -> serve(socket));
            said = run("stun", "127.0.0.1:" + socket.getLocalPort(), "1", "-v");
        }
        server.join();

        assertThat(said).contains("MappedAddress = 127.0.0.1:", "ok=1");
        assertThat(binding.count(Outcome.ANSWERED_CLASSIC)).isPositive();
        assertThat(binding.count(Outcome.MALFORMED)).isZero();
    }

    private void serve(DatagramSocket socket) {
        byte[] buffer = new byte[2_000];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                InetSocketAddress source = new InetSocketAddress(packet.getAddress(), packet.getPort());
                byte[] response = binding.answer(buffer, 0, packet.getLength(), source);
                if (response != null) {
                    socket.send(new DatagramPacket(response, response.length, source));
                }
            }
        } catch (IOException _) {
            // The test has closed the socket.
        }
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }
}
