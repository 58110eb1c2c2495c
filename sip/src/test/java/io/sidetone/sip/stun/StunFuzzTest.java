package io.sidetone.sip.stun;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sidetone.sip.base.AllocationBound;
import io.sidetone.sip.base.Invariant;
import io.sidetone.sip.base.LongInputs;
import io.sidetone.sip.text.SyntaxException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Reads a datagram, all values of its attributes, and gives it to a server and to a client.
class StunFuzzTest {

    private final AllocationBound bound = new AllocationBound(500);
    private final StunKey key = StunKey.shortTerm("secret");
    private final InetSocketAddress source = new InetSocketAddress("192.0.2.1", 5060);

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        bound.check(input, this::exercise);
    }

    @Test
    void takesMemoryByTheLengthOfItsInput() {
        LongInputs.of(StunFuzzTest.class).check(bound, this::exercise);
    }

    private void exercise(byte[] input) {
        serve(input);
        StunMessage message;
        try {
            message = StunMessage.parse(input);
        } catch (SyntaxException e) {
            Invariant.holds(e.offset() >= 0 && e.offset() <= input.length, "the offset is in the datagram", e.offset());
            Invariant.holds(input.length < 20 || !mustBeRead(input), "what is well-formed is read", e.getMessage());
            return;
        }
        Invariant.holds(Arrays.equals(message.toByteArray(), input), "what is read is kept", message);
        boolean isStun = StunMessage.isStun(input, 0, input.length);
        Invariant.holds(isStun == !message.transactionId().isClassic(), "the cookie tells the age", message);
        for (Set<StunAttributeType<?>> types :
                Set.of(StunAttributes.BASE, StunAttributes.ICE, StunAttributes.NAT_DISCOVERY)) {
            types.forEach(type -> rewrite(message, type));
        }
        for (MessageIntegrity integrity : MessageIntegrity.values()) {
            Invariant.holds(!integrity.verify(message, key), "nobody knows the key", message);
        }
        Invariant.holds(
                !Fingerprint.isValid(message) || Fingerprint.isValid(input, 0, input.length),
                "a fingerprint is seen before a message is read",
                message);
        rebuild(message);
        receive(message);
    }

    /// A header alone, with the right length, is always a message.
    private static boolean mustBeRead(byte[] input) {
        return input.length == 20 && (input[0] & 0xC0) == 0 && input[2] == 0 && input[3] == 0;
    }

    private void serve(byte[] input) {
        byte[] response = new StunBinding("here").answer(input, 0, input.length, source);
        if (response == null) {
            return;
        }
        try {
            StunMessage read = StunMessage.parse(response);
            Invariant.holds(read.answers(StunMessage.parse(input)), "a response is to its request", read);
            Invariant.holds(
                    read.messageClass() == StunClass.ERROR || source.equals(read.mappedAddress()),
                    "a success tells the address",
                    read);
        } catch (SyntaxException e) {
            throw new AssertionError("what is written can be read", e);
        }
    }

    private static <T> void rewrite(StunMessage message, StunAttributeType<T> type) {
        T value = message.first(type);
        if (value == null || value instanceof String || value instanceof byte[] || value instanceof ErrorCode) {
            // Texts that were read may be longer than what is written.
            return;
        }
        byte[] written = type.write(value, message.transactionId());
        try {
            Invariant.equal(type.read(written, message.transactionId()), value, "what is written reads the same");
        } catch (SyntaxException e) {
            throw new AssertionError("what is written can be read: " + type, e);
        }
    }

    private static void rebuild(StunMessage message) {
        StunBuilder builder = new StunBuilder(message.messageClass(), message.method(), message.transactionId());
        for (StunAttribute attribute : message.attributes()) {
            if (StunMessage.sealRank(attribute.code()) == 0) {
                builder.add(StunAttributeType.of(attribute.code()), attribute.value());
            }
        }
        StunMessage built = builder.fingerprint().build();
        Invariant.holds(Fingerprint.isValid(built), "a fingerprint that is made is right", built);
        Invariant.equal(built.messageClass(), message.messageClass(), "the class is kept");
        Invariant.holds(built.method() == message.method(), "the method is kept", built);
    }

    private static void receive(StunMessage message) {
        StunMessage request = StunBuilder.bindingRequest(StunTransactionId.random(new Random(1)))
                .build();
        StunClientTransaction transaction = new StunClientTransaction(request, true);
        Ending ending = new Ending();
        transaction.receive(new StunClientTransaction.Event.Start(), ending);
        transaction.receive(new StunClientTransaction.Event.Received(message), ending);
        Invariant.holds(ending.count == 0 || message.answers(request), "only its response ends it", message);
    }

    private static final class Ending implements StunClientTransaction.Effects {
        private int count;

        @Override
        public void send(byte[] octets) {}

        @Override
        public void startTimer(long millis) {}

        @Override
        public void stopTimer() {}

        @Override
        public void ended(StunClientTransaction.Outcome outcome) {
            count++;
        }
    }
}
