package io.sidetone.sip.stun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StunBuilderTest {

    private final StunTransactionId id = StunTransactionId.random(new Random(1));
    private final StunKey key = StunKey.shortTerm("secret");

    @Test
    @Rfc(number = 8489, section = "6.1")
    @Rfc(number = 8489, section = "6.3.1.1")
    void makesARequestAndBothResponses() {
        StunMessage request = StunBuilder.bindingRequest(id).build();
        StunMessage error = StunBuilder.error(request, ErrorCode.STALE_NONCE).build();

        assertThat(request.toByteArray()).hasSize(20).startsWith(0, 1, 0, 0).endsWith(id.octets());
        assertThat(StunBuilder.success(request).build().toByteArray()).startsWith(1, 1, 0, 0);
        assertThat(error.toByteArray()).startsWith(1, 0x11, 0, 20);
        assertThat(error.transactionId()).isEqualTo(id).hasSameHashCodeAs(id);
        assertThat(error.first(StunAttributes.ERROR_CODE)).isEqualTo(ErrorCode.STALE_NONCE);
    }

    @Test
    @Rfc(number = 8489, section = "9.1.2")
    @Rfc(number = 8489, section = "7")
    void putsIntegrityBehindAllAndTheFingerprintLast() {
        StunMessage message = StunBuilder.bindingRequest(id)
                .add(StunAttributes.USERNAME, "alice")
                .integrity(MessageIntegrity.SHA1, key)
                .integrity(MessageIntegrity.SHA256, key)
                .fingerprint()
                .build();

        assertThat(message.attributes().toString())
                .isEqualTo("[USERNAME(5), MESSAGE-INTEGRITY(20), MESSAGE-INTEGRITY-SHA256(32), FINGERPRINT(4)]");
        assertThat(MessageIntegrity.SHA1.verify(message, key)).isTrue();
        assertThat(MessageIntegrity.SHA256.verify(message, key)).isTrue();
        assertThat(Fingerprint.isValid(message)).isTrue();
    }

    @Test
    void refusesAnyOtherOrder() {
        StunBuilder sealed = StunBuilder.bindingRequest(id).integrity(MessageIntegrity.SHA256, key);
        assertThatThrownBy(() -> sealed.add(StunAttributes.USERNAME, "a")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sealed.integrity(MessageIntegrity.SHA1, key))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("MESSAGE-INTEGRITY comes too late");
        assertThatThrownBy(() -> sealed.integrity(MessageIntegrity.SHA256, key))
                .isInstanceOf(IllegalStateException.class);
        sealed.fingerprint();
        assertThatThrownBy(sealed::fingerprint).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> StunBuilder.bindingRequest(id).add(StunAttributes.FINGERPRINT, 1L))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("FINGERPRINT is computed");
    }

    @Test
    void refusesWhatDoesNotFitIntoAMessage() {
        StunBuilder full = StunBuilder.bindingRequest(id).add(StunAttributes.PADDING, new byte[65_528]);
        assertThat(full.build().toByteArray()).hasSize(20 + 65_532);
        assertThatThrownBy(() -> full.add(StunAttributes.SOFTWARE, "")).isInstanceOf(IllegalArgumentException.class);

        StunBuilder many = StunBuilder.bindingRequest(id);
        for (int i = 0; i < StunMessage.MAX_ATTRIBUTES; i++) {
            many.add(StunAttributes.SOFTWARE, "");
        }
        assertThatThrownBy(many::fingerprint).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void goesOnAfterAMessage() {
        StunBuilder builder = StunBuilder.bindingRequest(id);
        StunMessage first = builder.build();
        StunMessage second = builder.add(StunAttributes.SOFTWARE, "x").build();

        assertThat(first.attributes()).isEmpty();
        assertThat(first.toByteArray()).hasSize(20);
        assertThat(second.attributes()).hasSize(1);
    }
}
