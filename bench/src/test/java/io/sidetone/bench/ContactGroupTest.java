package io.sidetone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.bench.base.FirstAnswer;
import io.sidetone.bench.base.Machine;
import io.sidetone.sip.text.Text;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// [ContactGroup], for as short a time as it can, and what [StartGroup] waits for.
@Timeout(120)
class ContactGroupTest {

    @Test
    @Tag("peers")
    void contactsAreWeighedLookedUpAndLoadedFromEachDatabaseThatIsThere() throws Exception {
        List<String> progress = new ArrayList<>();

        String block = new ContactGroup().run(true, new Machine("a machine"), progress::add);

        assertThat(progress).hasSize(9);
        assertThat(block)
                .contains("\n| heap: octets each | ", "\n| looking a user up: ns | ")
                .contains(
                        "\n| load from SQLite: s | ",
                        "\n| load from PostgreSQL: s | ",
                        "\n| load from " + "MariaDB: s | ");
    }

    @Test
    void aStoreHasTheContactsThatWereSaved() {
        try (ContactStore store = ContactStore.inMemory()) {
            store.save(100);

            assertThat(store.table().contacts()).isEqualTo(100);
            assertThat(store.table().bindings(Contacts.address(7)))
                    .singleElement()
                    .hasToString(Contacts.binding(7).toString());
        }
    }

    @Test
    void aServerIsReadyWhenItAnswers() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> asked = answer(server, "SIP/2.0 200 OK\r\n\r\n");

            FirstAnswer.await(server.getLocalPort(), Duration.ofSeconds(10));

            assertThat(asked.join()).startsWith("OPTIONS sip:127.0.0.1:" + server.getLocalPort() + " SIP/2.0\r\n");
        }
    }

    @Test
    void anotherAnswerIsAFailure() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> _ = answer(server, "SIP/2.0 404 Not Found\r\n\r\n");

            assertThatThrownBy(() -> FirstAnswer.await(server.getLocalPort(), Duration.ofSeconds(10)))
                    .hasMessageContaining("404");
        }
    }

    private static CompletableFuture<String> answer(DatagramSocket server, String answer) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
                server.receive(packet);
                String asked = Text.decode(packet.getData(), 0, packet.getLength());
                packet.setData(Text.encode(answer));
                server.send(packet);
                return asked;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
