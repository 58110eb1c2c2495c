package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class PreferenceTest {

    @Test
    @Rfc(number = 3261, section = "20.2")
    @Rfc(number = 3261, section = "20.3")
    void readsTokensWithPreferences() {
        assertThat(read(Headers.ACCEPT_ENCODING, "gzip").q()).isEqualTo(1000);
        assertThat(read(Headers.ACCEPT_LANGUAGE, "en-gb ; q = 0.8").q()).isEqualTo(800);
        assertThat(read(Headers.ACCEPT_LANGUAGE, "*;q=0").name()).isEqualTo("*");
        refuses(Headers.ACCEPT_LANGUAGE, "", ";q=1", "da, en", "da;q=1.1", "da en", "\u00e9");
    }
}
