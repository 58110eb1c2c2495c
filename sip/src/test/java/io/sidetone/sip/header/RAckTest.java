package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class RAckTest {

    @Test
    @Rfc(number = 3262, section = "7.2")
    void readsTwoNumbersAndAMethod() {
        assertThat(read(Headers.RACK, "776656 1 INVITE")).isEqualTo(new RAck(776656, new CSeq(1, Method.INVITE)));
        refuses(
                Headers.RACK,
                "",
                "1",
                "1 2",
                "1 INVITE",
                "4294967296 1 INVITE",
                "1 4294967296 INVITE",
                "1 2 INVITE x",
                "a b c");
        assertThatThrownBy(() -> new RAck(-1, new CSeq(1, Method.INVITE))).isInstanceOf(IllegalArgumentException.class);
    }
}
