package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class ReasonTest {

    @Test
    @Rfc(number = 3326, section = "2")
    void readsProtocolCauseAndText() {
        Reason reason = read(Headers.REASON, "Q.850 ;cause=16 ;text=\"Call \\\"ended\\\"\"");
        assertThat(reason.isProtocol("q.850")).isTrue();
        assertThat(reason.cause()).isEqualTo(16);
        assertThat(reason.explanation()).isEqualTo("Call \"ended\"");
        assertThat(read(Headers.REASON, "preemption").cause()).isEqualTo(-1);
        assertThat(Reason.of("SIP", 200, "Call completed elsewhere"))
                .hasToString("SIP;cause=200;text=\"Call completed elsewhere\"");
        assertThat(Reason.of("SIP", 600, null).explanation()).isNull();
        refuses(
                Headers.REASON,
                "",
                ";cause=1",
                "SIP;cause=x",
                "SIP;cause",
                "SIP;cause=99999999999",
                "SIP;text=\"x",
                "SIP x");
    }
}
