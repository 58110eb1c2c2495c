package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class MimeVersionTest {

    @Test
    @Rfc(number = 3261, section = "20.24")
    void readsTwoNumbers() {
        assertThat(read(Headers.MIME_VERSION, "1.0")).isEqualTo(new MimeVersion(1, 0));
        refuses(Headers.MIME_VERSION, "", "1", "1.", ".0", "1.0.0", "a.b", "1. 0", "99999999999.0");
    }
}
