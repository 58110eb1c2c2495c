package io.sidetone.sip.stun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Text;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StunKeyTest {

    private final StunTransactionId id = StunTransactionId.random(new Random(1));

    @Test
    @Rfc(number = 8489, section = "9.1.1")
    void isAShortTermPassword() {
        assertThat(StunKey.shortTerm("secret").octets()).isEqualTo(Text.encode("secret"));
        assertThatThrownBy(() -> StunKey.shortTerm("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Rfc(number = 8489, section = "9.2.2")
    void isAHashOfALongTermPassword() {
        // printf 'user:realm:pass' | md5sum, which is the example of RFC 5389 §15.4; the same with sha256sum.
        assertThat(hex(StunKey.longTerm(PasswordAlgorithm.MD5, "user", "realm", "pass")))
                .isEqualTo("8493fbc53ba582fb4c044c456bdc40eb");
        assertThat(hex(StunKey.longTerm(PasswordAlgorithm.SHA_256, "user", "realm", "pass")))
                .isEqualTo("07e934117abd40836e7c6329b54731b2b2d2a5f9a71f544922d75e0730d8251b");
        PasswordAlgorithm other = new PasswordAlgorithm(3, new byte[0]);
        assertThatThrownBy(() -> StunKey.longTerm(other, "user", "realm", "pass"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mayBeKeptInPlaceOfThePassword() {
        byte[] octets = HexFormat.of().parseHex("8493fbc53ba582fb4c044c456bdc40eb");
        StunMessage message = StunBuilder.bindingRequest(id)
                .integrity(MessageIntegrity.SHA1, StunKey.of(octets))
                .build();

        StunKey key = StunKey.longTerm(PasswordAlgorithm.MD5, "user", "realm", "pass");
        assertThat(MessageIntegrity.SHA1.verify(message, key)).isTrue();
        assertThatThrownBy(() -> StunKey.of(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Rfc(number = 8265, section = "4.2")
    void isTheSameForTextsThatLookTheSame() {
        assertThat(hex(StunKey.shortTerm("a\u00A0\u3000e\u0301"))).isEqualTo(hex(StunKey.shortTerm("a  \u00E9")));
        assertThat(hex(StunKey.shortTerm("A"))).isNotEqualTo(hex(StunKey.shortTerm("a")));
    }

    @Test
    void hidesItself() {
        assertThat(StunKey.shortTerm("secret")).hasToString("StunKey[hidden]");
    }

    @Test
    @Rfc(number = 8489, section = "9.1.3")
    @Rfc(number = 8489, section = "14.6")
    void provesIntegrityByTheStrongerProof() {
        StunKey key = StunKey.shortTerm("secret");
        StunMessage none = StunBuilder.bindingRequest(id).build();
        StunMessage both = StunBuilder.bindingRequest(id)
                .integrity(MessageIntegrity.SHA1, key)
                .integrity(MessageIntegrity.SHA256, key)
                .build();

        assertThat(MessageIntegrity.of(none)).isNull();
        assertThat(MessageIntegrity.SHA1.verify(none, key)).isFalse();
        assertThat(MessageIntegrity.of(both)).isEqualTo(MessageIntegrity.SHA256);
    }

    @Test
    @Rfc(number = 8489, section = "14.6")
    void doesNotProveByAProofThatIsCut() throws Exception {
        StunKey key = StunKey.shortTerm("secret");
        byte[] full = StunBuilder.bindingRequest(id)
                .integrity(MessageIntegrity.SHA256, key)
                .build()
                .toByteArray();
        byte[] cut = Arrays.copyOf(full, full.length - 16);
        cut[3] = 20;
        cut[23] = 16;
        StunMessage message = StunMessage.parse(cut);

        assertThat(message.first(StunAttributes.MESSAGE_INTEGRITY_SHA256)).hasSize(16);
        assertThat(MessageIntegrity.SHA256.verify(message, key)).isFalse();
    }

    private static String hex(StunKey key) {
        return HexFormat.of().formatHex(key.octets());
    }
}
