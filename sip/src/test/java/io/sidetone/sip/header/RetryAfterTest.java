package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.canonical;
import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

    @Test
    @Rfc(number = 3261, section = "20.33")
    void readsSecondsCommentAndParameters() {
        RetryAfter value = read(Headers.RETRY_AFTER, "18000 (I'm (really) \\) busy) ;duration=3600;x");
        assertThat(value.seconds()).isEqualTo(18000);
        assertThat(value.comment()).isEqualTo("(I'm (really) \\) busy)");
        assertThat(value.duration()).isEqualTo(3600);
        assertThat(read(Headers.RETRY_AFTER, "120")).isEqualTo(RetryAfter.of(120));
        assertThat(RetryAfter.of(120).duration()).isEqualTo(-1);
        assertThat(canonical(Headers.RETRY_AFTER, "5(a\r\n b)")).isEqualTo("5 (a b)");
    }

    @Test
    void refusesBrokenForms() {
        refuses(
                Headers.RETRY_AFTER,
                "",
                "soon",
                "-5",
                "949302838503028349304023988",
                "4294967296",
                "5 x",
                "5;",
                "5;duration=x");
        refuses(Headers.RETRY_AFTER, "5 (", "5 (a", "5 (a(b)", "5 a)", "5 (a\\", "5 (a\\)", "5 (a\u0000)", "5 (a) (b)");
    }

    @Test
    void checksItsRange() {
        assertThatThrownBy(() -> RetryAfter.of(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
