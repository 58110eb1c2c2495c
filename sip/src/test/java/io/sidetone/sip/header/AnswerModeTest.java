package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class AnswerModeTest {

    @Test
    @Rfc(number = 5373)
    void tellsWhetherToAnswerAtOnce() {
        assertThat(read(Headers.ANSWER_MODE, "Auto;require").isAutomatic()).isTrue();
        assertThat(read(Headers.ANSWER_MODE, "auto").isRequired()).isFalse();
        assertThat(read(Headers.PRIV_ANSWER_MODE, "Manual;require").isRequired())
                .isTrue();
        assertThat(read(Headers.PRIV_ANSWER_MODE, "Manual").isAutomatic()).isFalse();
        refuses(Headers.ANSWER_MODE, "", ";require", "Auto;", "Auto require");
    }
}
