package io.sidetone.sip.stun;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.stun.StunClientTransaction.Outcome;
import java.net.InetSocketAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StunKeepAliveTest {

    private final StunMessage request =
            StunBuilder.bindingRequest(StunTransactionId.random(new Random(1))).build();
    private final StunKeepAlive flow = new StunKeepAlive();

    @Test
    @Rfc(number = 5626, section = "4.4.2")
    void livesWhileTheServerSeesTheSameAddress() {
        assertThat(flow.mappedAddress()).isNull();
        assertThat(flow.isAlive(seen(1))).isTrue();
        assertThat(flow.isAlive(seen(1))).isTrue();
        assertThat(flow.isAlive(seen(2))).isFalse();
        assertThat(flow.mappedAddress()).isEqualTo(new InetSocketAddress("192.0.2.1", 1));
    }

    @Test
    @Rfc(number = 5626, section = "4.4.2")
    void failsWithoutSuccess() {
        StunMessage refusal = StunBuilder.error(request, ErrorCode.SERVER_ERROR).build();
        assertThat(flow.isAlive(new Outcome.Refused(refusal, ErrorCode.SERVER_ERROR)))
                .isFalse();
        assertThat(flow.isAlive(new Outcome.Failed(StunClientTransaction.Reason.TIMEOUT)))
                .isFalse();
        assertThat(flow.isAlive(
                        new Outcome.Succeeded(StunBuilder.success(request).build())))
                .isFalse();
        assertThat(flow.mappedAddress()).isNull();
    }

    @Test
    @Rfc(number = 8489, section = "11")
    void takesTheAddressFromAnOldServerAsWell() {
        StunMessage old = StunBuilder.success(request)
                .add(StunAttributes.MAPPED_ADDRESS, new InetSocketAddress("192.0.2.1", 1))
                .build();

        assertThat(flow.isAlive(new Outcome.Succeeded(old))).isTrue();
        assertThat(flow.isAlive(seen(1))).isTrue();
    }

    private Outcome seen(int port) {
        return new Outcome.Succeeded(StunBuilder.success(request)
                .add(StunAttributes.XOR_MAPPED_ADDRESS, new InetSocketAddress("192.0.2.1", port))
                .build());
    }
}
