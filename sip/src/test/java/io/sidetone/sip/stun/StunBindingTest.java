package io.sidetone.sip.stun;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.stun.StunBinding.Outcome;
import io.sidetone.sip.text.SyntaxException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StunBindingTest {

    private final StunTransactionId id = StunTransactionId.random(new Random(1));
    private final InetSocketAddress source = new InetSocketAddress("192.0.2.1", 32853);
    private final StunBinding binding = new StunBinding(null);

    @Test
    @Rfc(number = 8489, section = "12")
    @Rfc(number = 5626, section = "3.5.2")
    @Rfc(number = 5626, section = "8")
    void tellsTheClientItsAddress() {
        StunMessage request = StunBuilder.bindingRequest(id).build();
        StunMessage response = answer(request);

        assertThat(response).hasToString("SUCCESS Binding [XOR-MAPPED-ADDRESS(8)]");
        assertThat(response.answers(request)).isTrue();
        assertThat(response.first(StunAttributes.XOR_MAPPED_ADDRESS)).isEqualTo(source);
        assertOutcome(Outcome.ANSWERED);
    }

    @Test
    @Rfc(number = 8489, section = "12")
    void readsARequestFromTheMiddleOfABuffer() {
        byte[] request = StunBuilder.bindingRequest(id).build().toByteArray();
        byte[] buffer = new byte[100];
        System.arraycopy(request, 0, buffer, 7, request.length);

        assertThat(binding.answer(buffer, 7, 7 + request.length, source)).isNotNull();
        assertOutcome(Outcome.ANSWERED);
    }

    @Test
    @Rfc(number = 8489, section = "7")
    @Rfc(number = 8489, section = "14.14")
    void signsWithItsNameAndTheFingerprintOfWhoHasOne() {
        StunBinding named = new StunBinding("here");
        byte[] request = StunBuilder.bindingRequest(id).fingerprint().build().toByteArray();
        StunMessage response = read(named.answer(request, 0, request.length, source));

        assertThat(response).hasToString("SUCCESS Binding [XOR-MAPPED-ADDRESS(8), SOFTWARE(4), FINGERPRINT(4)]");
        assertThat(Fingerprint.isValid(response)).isTrue();
        assertThat(named.count(Outcome.ANSWERED)).isEqualTo(1);
    }

    @Test
    @Rfc(number = 8489, section = "11")
    void answersClientsThatAreOlderThanTheCookie() throws Exception {
        // What the client of Debian's stun-client sends: a change request that asks for nothing.
        StunMessage request = StunVectorTest.read("00010008014db050b682a939de589b1db17984440003000400000000");
        StunMessage response = read(new StunBinding("here").answer(request.octets(), 0, 28, source));

        assertThat(response).hasToString("SUCCESS Binding [MAPPED-ADDRESS(8)]");
        assertThat(response.answers(request)).isTrue();
        assertThat(response.mappedAddress()).isEqualTo(source);
        answer(request);
        assertOutcome(Outcome.ANSWERED_CLASSIC);
    }

    @Test
    @Rfc(number = 5780, section = "7.2")
    void hasNoOtherAddressToAnswerFrom() {
        for (ChangeRequest change : List.of(new ChangeRequest(true, false), new ChangeRequest(false, true))) {
            StunMessage response = answer(StunBuilder.bindingRequest(id)
                    .add(StunAttributes.CHANGE_REQUEST, change)
                    .build());
            assertThat(response.first(StunAttributes.ERROR_CODE)).isEqualTo(ErrorCode.UNKNOWN_ATTRIBUTE);
            assertThat(response.first(StunAttributes.UNKNOWN_ATTRIBUTES)).containsExactly(3);
        }
        assertThat(binding.count(Outcome.UNKNOWN_ATTRIBUTE)).isEqualTo(2);
    }

    @Test
    @Rfc(number = 8489, section = "6.3.1")
    @Rfc(number = 8489, section = "14.13")
    void namesWhatItDoesNotUnderstand() {
        StunMessage response = answer(StunBuilder.bindingRequest(id)
                .add(StunAttributes.USERNAME, "alice")
                .add(StunAttributes.PRIORITY, 1L)
                .add(StunAttributeType.of(0x7001), new byte[0])
                .add(StunAttributeType.of(0xC001), new byte[0])
                .build());

        assertThat(response.messageClass()).isEqualTo(StunClass.ERROR);
        assertThat(response.first(StunAttributes.ERROR_CODE)).isEqualTo(ErrorCode.UNKNOWN_ATTRIBUTE);
        assertThat(response.first(StunAttributes.UNKNOWN_ATTRIBUTES)).containsExactly(0x24, 0x7001);
        assertOutcome(Outcome.UNKNOWN_ATTRIBUTE);
    }

    @Test
    void refusesAValueThatItCanNotRead() {
        StunMessage response = answer(StunBuilder.bindingRequest(id)
                .add(StunAttributeType.of(StunAttributes.CHANGE_REQUEST.code()), new byte[1])
                .build());

        assertThat(response.first(StunAttributes.ERROR_CODE)).isEqualTo(ErrorCode.BAD_REQUEST);
        assertOutcome(Outcome.BAD_REQUEST);
    }

    @Test
    @Rfc(number = 8489, section = "6.3")
    void answersNothingElse() {
        byte[] request = StunBuilder.bindingRequest(id).fingerprint().build().toByteArray();
        request[request.length - 1] ^= 1;
        assertNothing(request, Outcome.BAD_FINGERPRINT);
        assertNothing(new byte[] {1, 2, 3}, Outcome.MALFORMED);
        assertNothing(make(StunClass.INDICATION, 1), Outcome.INDICATION);
        assertNothing(make(StunClass.SUCCESS, 1), Outcome.UNEXPECTED);
        assertNothing(make(StunClass.ERROR, 1), Outcome.UNEXPECTED);
        assertNothing(make(StunClass.REQUEST, 3), Outcome.UNEXPECTED);
        assertThat(binding.count(Outcome.UNEXPECTED)).isEqualTo(3);
        assertThat(binding.count(Outcome.ANSWERED)).isZero();
    }

    private byte[] make(StunClass messageClass, int method) {
        return new StunBuilder(messageClass, method, id).build().toByteArray();
    }

    private void assertNothing(byte[] datagram, Outcome outcome) {
        long before = binding.count(outcome);
        assertThat(binding.answer(datagram, 0, datagram.length, source)).isNull();
        assertThat(binding.count(outcome)).isEqualTo(before + 1);
    }

    /// That all requests so far, of which there was one, ended in one way.
    private void assertOutcome(Outcome expected) {
        for (Outcome outcome : Outcome.values()) {
            assertThat(binding.count(outcome)).as(outcome.name()).isEqualTo(outcome == expected ? 1 : 0);
        }
    }

    private StunMessage answer(StunMessage request) {
        byte[] octets = request.toByteArray();
        return read(binding.answer(octets, 0, octets.length, source));
    }

    private static StunMessage read(byte @Nullable [] octets) {
        assertThat(octets).isNotNull();
        try {
            return StunMessage.parse(octets);
        } catch (SyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
