package io.sidetone.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.bench.base.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class VariationTest {

    @Test
    void invitesGetMoreFields() throws IOException {
        String text = new Variation("", 2, 0).of(caller());

        assertThat(text)
                .containsOnlyOnce(";rport\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKfar1\nVia: SIP/2.0/UDP 192.0.2.2;")
                .containsOnlyOnce(
                        "Record-Route: <sip:192.0.2.1;lr>\nRecord-Route: <sip:192.0.2.2;lr>\nMax-Forwards: 70")
                .contains("BYE sip:bob@[local_ip]:[bob_port] SIP/2.0", "Route: <sip:[remote_ip]:[remote_port];lr>")
                .doesNotContain("[routes]", "rrs=");
    }

    @Test
    void bodiesGetLonger() throws IOException {
        int longer = new Variation("", 0, 6400).of(caller()).length() - caller().length();

        // SIPp sends CRLF for each of the hundred lines.
        assertThat(longer + 100).isEqualTo(6400);
    }

    @Test
    void othersAreCalled() throws IOException {
        assertThat(new Variation("[field0]", 0, 0).of(caller()))
                .contains("INVITE sip:[field0]@")
                .doesNotContain("[service]");
        assertThat(Variation.NONE.of(caller())).isEqualTo(caller());
    }

    private static String caller() throws IOException {
        try (Scratch folder = Scratch.create()) {
            return Files.readString(folder.copy(Sipp.class, "caller.xml"));
        }
    }
}
