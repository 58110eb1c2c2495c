package io.sidetone.sip.stun;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.peers.Tshark;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("peers")
class TsharkTest {

    private final StunTransactionId id = StunTransactionId.random(new Random(1));

    @TempDir
    Path folder;

    @Test
    void readsTheMessagesThatAreMadeHere() throws Exception {
        StunMessage request = StunBuilder.bindingRequest(id)
                .add(StunAttributes.USERNAME, "alice")
                .add(StunAttributes.PRIORITY, 7L)
                .integrity(MessageIntegrity.SHA1, StunKey.shortTerm("secret"))
                .fingerprint()
                .build();
        StunMessage success = StunBuilder.success(request)
                .add(StunAttributes.XOR_MAPPED_ADDRESS, new InetSocketAddress("192.0.2.1", 32853))
                .add(StunAttributes.SOFTWARE, "Sidetone")
                .fingerprint()
                .build();
        StunMessage error = StunBuilder.error(request, ErrorCode.UNKNOWN_ATTRIBUTE)
                .add(StunAttributes.UNKNOWN_ATTRIBUTES, List.of(0x7001))
                .build();

        List<Map<String, String>> read = new Tshark(folder)
                .dissect(
                        List.of(request.toByteArray(), success.toByteArray(), error.toByteArray()),
                        "_ws.col.Info",
                        "stun.att.username",
                        "stun.att.crc32.status",
                        "stun.att.ipv4",
                        "stun.att.port",
                        "stun.att.software",
                        "stun.att.error",
                        "_ws.malformed");

        assertThat(read).hasSize(3);
        assertThat(read.get(0).get("_ws.col.Info")).startsWith("Binding Request user: alice");
        assertThat(read.get(0)).containsEntry("stun.att.username", "alice").containsEntry("stun.att.crc32.status", "1");
        assertThat(read.get(1).get("_ws.col.Info")).startsWith("Binding Success Response");
        assertThat(read.get(1))
                .containsEntry("stun.att.ipv4", "192.0.2.1")
                .containsEntry("stun.att.port", "32853")
                .containsEntry("stun.att.software", "Sidetone")
                .containsEntry("stun.att.crc32.status", "1");
        assertThat(read.get(2).get("_ws.col.Info")).startsWith("Binding Error Response");
        assertThat(read.get(2)).containsEntry("stun.att.error", "20");
        assertThat(read).allSatisfy(packet -> assertThat(packet).containsEntry("_ws.malformed", ""));
    }
}
