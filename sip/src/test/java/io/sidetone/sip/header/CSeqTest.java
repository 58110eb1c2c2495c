package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.canonical;
import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class CSeqTest {

    @Test
    @Rfc(number = 3261, section = "20.16")
    void readsNumberAndMethod() {
        assertThat(read(Headers.CSEQ, "4711 INVITE")).isEqualTo(new CSeq(4711, Method.INVITE));
        assertThat(read(Headers.CSEQ, "0 newMethod").method()).isEqualTo(Method.of("newMethod"));
    }

    @Test
    void takesLeadingZerosAndFolds() {
        assertThat(canonical(Headers.CSEQ, "0009\r\n  INVITE")).isEqualTo("9 INVITE");
    }

    @Test
    @Rfc(number = 3261, section = "20.16")
    void takesNumbersOfThirtyTwoBits() {
        assertThat(read(Headers.CSEQ, "4294967295 ACK").number()).isEqualTo(CSeq.MAX_NUMBER);
        refuses(Headers.CSEQ, "4294967296 ACK", "36893488147419103232 REGISTER", "99999999999999999999999999 BYE");
    }

    @Test
    void refusesMissingAndStrayParts() {
        refuses(
                Headers.CSEQ,
                "",
                "1",
                "INVITE",
                "1INVITE",
                "-1 INVITE",
                "1 INVITE x",
                "1 \u00e9",
                "0x1 INVITE",
                "1,INVITE");
    }

    @Test
    void checksItsRange() {
        assertThatThrownBy(() -> new CSeq(-1, Method.ACK)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CSeq(CSeq.MAX_NUMBER + 1, Method.ACK))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
