package io.sidetone.sip.stun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StunMessageTest {

    private static final String HEADER = "2112a442000102030405060708090a0b";

    private final StunTransactionId id = StunTransactionId.random(new Random(1));
    private final StunKey key = StunKey.shortTerm("secret");

    @Test
    @Rfc(number = 8489, section = "6.3")
    @Rfc(number = 5626, section = "8")
    void isToldFromSipByItsFirstOctets() {
        assertThat(isStun("00010000" + HEADER)).isTrue();
        assertThat(isStun(StunVectorTest.REQUEST)).isTrue();
        // Two bits that are set, no cookie, another length, no multiple of four, cut.
        assertThat(isStun("40010000" + HEADER)).isFalse();
        assertThat(isStun("80010000" + HEADER)).isFalse();
        assertThat(isStun("00010000" + HEADER.replace("2112a442", "2112a443"))).isFalse();
        assertThat(isStun("00010004" + HEADER)).isFalse();
        assertThat(isStun("00010002" + HEADER + "0000")).isFalse();
        assertThat(isStun("00010000" + HEADER.substring(2))).isFalse();
        assertThat(isStun("")).isFalse();
        byte[] sip = Text.encode("OPTIONS sip:bob@example.com SIP/2.0\r\n\r\n");
        assertThat(StunMessage.isStun(sip, 0, sip.length)).isFalse();
        byte[] pong = Text.encode("\r\n\r\n");
        assertThat(StunMessage.isStun(pong, 0, pong.length)).isFalse();
    }

    private static boolean isStun(String hex) {
        byte[] octets = StunVectorTest.octets("ffffff" + hex.replace("\n", "") + "ff");
        return StunMessage.isStun(octets, 3, octets.length - 1);
    }

    @Test
    @Rfc(number = 8489, section = "7")
    @Rfc(number = 8489, section = "14.7")
    void mayBeAskedForItsFingerprintBeforeItIsRead() {
        byte[] octets = StunVectorTest.octets("ff" + StunVectorTest.REQUEST.replace("\n", "") + "ff");
        assertThat(Fingerprint.isValid(octets, 1, octets.length - 1)).isTrue();
        octets[30] ^= 1;
        assertThat(Fingerprint.isValid(octets, 1, octets.length - 1)).isFalse();
        byte[] without = StunVectorTest.octets(StunVectorTest.LONG_TERM);
        assertThat(Fingerprint.isValid(without, 0, without.length)).isFalse();
        assertThat(Fingerprint.isValid(without, 0, 20)).isFalse();
        assertThat(Fingerprint.isValid(without, 0, 0)).isFalse();
    }

    @Test
    @Rfc(number = 8489, section = "5")
    void hasAnyClassAndAnyMethod() throws Exception {
        for (StunClass each : StunClass.values()) {
            for (int method = 0; method <= 0xFFF; method++) {
                StunMessage message = new StunBuilder(each, method, id).build();
                StunMessage read = StunMessage.parse(message.toByteArray());
                assertThat(read.messageClass()).isEqualTo(each);
                assertThat(read.method()).isEqualTo(method);
            }
        }
        assertThatThrownBy(() -> new StunBuilder(StunClass.REQUEST, 0x1000, id))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Rfc(number = 8489, section = "6.3")
    void isRefusedWithThePlaceOfWhatIsWrong() {
        assertRefused("0001", "header is cut", 2);
        assertRefused("40010000" + HEADER, "two zero bits expected", 0);
        assertRefused("00010004" + HEADER, "length is not that of the message", 2);
        assertRefused("00010003" + HEADER + "000000", "length is not that of the message", 2);
        assertRefused("00010000" + HEADER + "00000000", "length is not that of the message", 2);
        assertRefused("00010004" + HEADER + "80220001", "attribute is cut", 20);
        assertRefused("00010008" + HEADER + "8022000580220000", "attribute is cut", 20);
        assertRefused("0001000c" + HEADER + "80280004000000008022ffff", "FINGERPRINT is not the last attribute", 20);
        assertRefused("00010204" + HEADER + "80220000".repeat(129), "too many attributes", 20 + 4 * 128);
    }

    private static void assertRefused(String hex, String rule, int offset) {
        byte[] octets = StunVectorTest.octets("ffff" + hex);
        SyntaxException e =
                catchThrowableOfType(SyntaxException.class, () -> StunMessage.parse(octets, 2, octets.length));
        assertThat(e).hasMessage(rule);
        assertThat(e.offset()).isEqualTo(2 + offset);
    }

    @Test
    @Rfc(number = 8489, section = "14")
    void keepsWhatItDoesNotKnowAndTheFirstOfTwo() throws Exception {
        StunAttributeType<byte[]> optional = StunAttributeType.of(0xC001);
        StunAttributeType<byte[]> required = StunAttributeType.of(0x7001);
        StunMessage message = StunMessage.parse(StunBuilder.bindingRequest(id)
                .add(optional, new byte[] {1, 2, 3, 4, 5})
                .add(required, new byte[] {6})
                .add(required, new byte[0])
                .add(StunAttributes.PRIORITY, 7L)
                .add(StunAttributes.SOFTWARE, "first")
                .add(StunAttributes.SOFTWARE, "second")
                .build()
                .toByteArray());

        assertThat(message.attributes()).hasSize(6);
        assertThat(message.attributes().getFirst().code()).isEqualTo(0xC001);
        assertThat(message.attributes().getFirst().isRequired()).isFalse();
        assertThat(message.attributes().get(1).isRequired()).isTrue();
        assertThat(message.attributes().getFirst().value()).containsExactly(1, 2, 3, 4, 5);
        assertThat(message.first(optional)).containsExactly(1, 2, 3, 4, 5);
        assertThat(message.first(required)).containsExactly(6);
        assertThat(message.first(StunAttributes.SOFTWARE)).isEqualTo("first");
        assertThat(message.first(StunAttributes.REALM)).isNull();
        assertThat(message)
                .hasToString(
                        "REQUEST Binding [0xC001(5), 0x7001(1), 0x7001(0), PRIORITY(4), SOFTWARE(5), SOFTWARE(6)]");
        assertThat(message.toByteArray()).hasSize(20 + 12 + 8 + 4 + 8 + 12 + 12);
    }

    @Test
    @Rfc(number = 8489, section = "6.3.1")
    void listsWhatHasToBeUnderstoodAndIsNot() {
        StunMessage message = StunBuilder.bindingRequest(id)
                .add(StunAttributes.USERNAME, "a")
                .add(StunAttributeType.of(0x7001), new byte[0])
                .add(StunAttributes.PRIORITY, 1L)
                .add(StunAttributeType.of(0x7001), new byte[0])
                .add(StunAttributes.ICE_CONTROLLED, 1L)
                .build();

        assertThat(message.notUnderstood(StunAttributes.BASE)).containsExactly(0x7001, 0x0024);
        assertThat(message.notUnderstood(StunAttributes.ICE)).containsExactly(0x0006, 0x7001);
        assertThat(message.notUnderstood(StunAttributes.NAT_DISCOVERY)).containsExactly(0x0006, 0x7001, 0x0024);
    }

    @Test
    @Rfc(number = 8489, section = "14.5")
    @Rfc(number = 8489, section = "14.6")
    void ignoresWhatStandsBehindItsIntegrity() throws Exception {
        StunMessage made = StunBuilder.bindingRequest(id)
                .integrity(MessageIntegrity.SHA1, key)
                .integrity(MessageIntegrity.SHA256, key)
                .build();
        byte[] octets = made.toByteArray();
        int end = octets.length;
        // Between both proofs, and behind the second: an address, a second proof, and one that has to be understood.
        String hex = "00010074" + hex(octets, 4, 44) + "000100080001000001020304" + "70010000" + hex(octets, 44, end)
                + "000100080001000001020304" + hex(octets, 20, 44) + "70010000";
        StunMessage padded = StunMessage.parse(StunVectorTest.octets(hex));

        assertThat(padded).hasToString("REQUEST Binding [MESSAGE-INTEGRITY(20), MESSAGE-INTEGRITY-SHA256(32)]");
        assertThat(padded.mappedAddress()).isNull();
        assertThat(padded.notUnderstood(StunAttributes.BASE)).isEmpty();
        assertThat(MessageIntegrity.SHA1.verify(padded, key)).isTrue();
        // The second proof covers what was put between.
        assertThat(MessageIntegrity.SHA256.verify(padded, key)).isFalse();
        assertThat(MessageIntegrity.SHA256.verify(made, key)).isTrue();
    }

    private static String hex(byte[] octets, int from, int to) {
        return HexFormat.of().formatHex(Arrays.copyOfRange(octets, from, to));
    }

    @Test
    @Rfc(number = 8489, section = "11")
    void mayBeOlderThanTheCookie() throws Exception {
        StunMessage message = StunMessage.parse(StunVectorTest.octets("00010000" + HEADER.replace('2', '3')));

        assertThat(message.transactionId().isClassic()).isTrue();
        assertThat(message.transactionId().octets()).startsWith(0x31, 0x13);
        assertThat(id.isClassic()).isFalse();
        assertThat(id.octets()).startsWith(0x21, 0x12, 0xA4, 0x42);
    }

    @Test
    @Rfc(number = 8489, section = "6.3.3")
    void answersTheRequestOfItsTransaction() {
        StunMessage request = StunBuilder.bindingRequest(id).build();

        assertThat(StunBuilder.success(request).build().answers(request)).isTrue();
        assertThat(StunBuilder.error(request, ErrorCode.SERVER_ERROR).build().answers(request))
                .isTrue();
        assertThat(request.answers(request)).isFalse();
        assertThat(new StunBuilder(StunClass.INDICATION, 1, id).build().answers(request))
                .isFalse();
        assertThat(new StunBuilder(StunClass.SUCCESS, 2, id).build().answers(request))
                .isFalse();
        StunTransactionId other = StunTransactionId.random(new Random(2));
        assertThat(new StunBuilder(StunClass.SUCCESS, 1, other).build().answers(request))
                .isFalse();
    }

    @Test
    void isEqualInAllOctets() {
        StunMessage request = StunBuilder.bindingRequest(id).build();

        assertThat(request)
                .isEqualTo(StunBuilder.bindingRequest(id).build())
                .isNotEqualTo(StunBuilder.bindingRequest(id).fingerprint().build())
                .isNotEqualTo(StunBuilder.success(request).build());
        request.toByteArray()[0] = 1;
        assertThat(request.messageClass()).isEqualTo(StunClass.REQUEST);
        assertThat(request.toByteArray()).startsWith(0, 1);
    }
}
