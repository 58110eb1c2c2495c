package io.sidetone.modules.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.core.CoreModule;
import io.sidetone.server.testing.ScriptTest;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CtlModuleTest {

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
        assertThat(request.cookie()).isEqualTo(new byte[] {1, 2, 3, 4});
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
                new int[] {0xA1, 0, 1, 0, 0x03})) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> read(octets)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void responsesAreWritten() {
        assertThat(Binrpc.reply(new byte[] {9}, List.of("a", 300L)))
                .isEqualTo(new byte[] {(byte) 0xA1, 0x10, 6, 9, 0x21, 'a', 0, 0x20, 1, 44});
        assertThat(Binrpc.reply(new byte[] {9}, Map.of("k", 0L)))
                .isEqualTo(new byte[] {(byte) 0xA1, 0x10, 6, 9, 3, 0x25, 'k', 0, 0, (byte) 0x83});
        assertThat(Binrpc.reply(new byte[] {9}, null)).isEqualTo(new byte[] {(byte) 0xA1, 0x10, 0, 9});
        assertThat(Binrpc.fault(new byte[] {9}, 1, "n")[1]).isEqualTo((byte) 0x30);
        assertThat(Binrpc.reply(new byte[] {9}, "12345678")[4]).isEqualTo((byte) 0x91);
    }

    @Test
    void commandsAreDoneByASocketInTheFileSystem() throws IOException {
        Path folder = Files.createTempDirectory("ctl");
        Path file = folder.resolve("s");
        String script = "#!KAMAILIO\nloadmodule \"ctl.so\"\nmodparam(\"ctl\", \"binrpc\", \"unix:" + file
                + "\")\nroute { exit; }\n";
        try (ScriptTest test = ScriptTest.of(script, new CoreModule(), new CtlModule());
                SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
            byte[] name = "core.echo\0".getBytes(StandardCharsets.UTF_8);
            ByteBuffer request = ByteBuffer.allocate(64);
            request.put(new byte[] {(byte) 0xA1, 0, (byte) (name.length + 6), 7, (byte) 0x91, (byte) name.length});
            request.put(name).put(new byte[] {0x31, 'h', 'i', 0}).flip();
            client.write(request);
            ByteBuffer response = ByteBuffer.allocate(64);
            client.read(response);
            assertThat(new String(response.array(), 0, response.position(), StandardCharsets.ISO_8859_1))
                    .endsWith("hi\0");
            assertThat(test.statistic("ctl:requests")).isEqualTo(1);
            assertThat(test.command("ctl.listen")).asList().hasSize(1);
        }
        assertThat(Files.exists(file)).isFalse();
        Files.delete(folder);
    }
}
