package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class ContentDispositionTest {

    @Test
    @Rfc(number = 3261, section = "20.11")
    void isRequiredUnlessItSaysOptional() {
        assertThat(read(Headers.CONTENT_DISPOSITION, "session").isRequired()).isTrue();
        assertThat(read(Headers.CONTENT_DISPOSITION, "session;handling=required")
                        .isRequired())
                .isTrue();
        assertThat(read(Headers.CONTENT_DISPOSITION, "session;handling=Optional")
                        .isRequired())
                .isFalse();
        assertThat(read(Headers.CONTENT_DISPOSITION, "Render;x=\"y\"").is("render"))
                .isTrue();
        refuses(Headers.CONTENT_DISPOSITION, "", ";handling=optional", "a b", "session;", "session;handling=");
    }
}
