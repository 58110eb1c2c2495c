package io.sidetone.sip.tls;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sidetone.sip.base.AllocationBound;
import io.sidetone.sip.base.Invariant;
import io.sidetone.sip.base.LongInputs;
import io.sidetone.sip.text.SyntaxException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Reads a PEM file and turns each key in it into the one form that the Java platform knows.
class PemFuzzTest {

    private final AllocationBound bound = new AllocationBound(1_000);

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        bound.check(input, this::exercise);
    }

    @Test
    void takesMemoryByTheLengthOfItsInput() {
        LongInputs.of(PemFuzzTest.class).check(bound, this::exercise);
    }

    private void exercise(byte[] input) {
        checkElements(input);
        List<PemBlock> blocks;
        try {
            blocks = PemBlock.parse(input);
        } catch (SyntaxException e) {
            Invariant.holds(e.offset() >= 0 && e.offset() <= input.length, "the offset is in the file", e.offset());
            return;
        }
        for (PemBlock block : blocks) {
            Invariant.holds(
                    block.octets().length <= input.length, "a block is no longer than its file", block.octets().length);
            if (block.isPrivateKey() && !block.isEncrypted()) {
                checkKey(block);
            }
        }
    }

    /// Reads the octets as elements, and what is in them, as long as their tags are known.
    private static void checkElements(byte[] input) {
        Der der = new Der(input);
        int left = input.length;
        try {
            while (der.isNext(Der.SEQUENCE) || der.isNext(Der.INTEGER) || der.isNext(Der.OCTET_STRING)) {
                int tag = der.isNext(Der.SEQUENCE)
                        ? Der.SEQUENCE
                        : der.isNext(Der.INTEGER) ? Der.INTEGER : Der.OCTET_STRING;
                byte[] content = der.next(tag);
                left -= content.length + 2;
                Invariant.holds(left >= 0, "an element is longer than its content", left);
                byte[] written = Der.element(tag, content);
                Invariant.holds(Arrays.equals(new Der(written).next(tag), content), "what is written can be read", tag);
            }
        } catch (SyntaxException e) {
            Invariant.holds(e.offset() >= 0 && e.offset() <= input.length, "the offset is inside", e.offset());
        }
    }

    private static void checkKey(PemBlock block) {
        try {
            byte[] pkcs8 = block.pkcs8();
            if (pkcs8.length > block.octets().length) {
                Der key = new Der(new Der(pkcs8).next(Der.SEQUENCE));
                key.next(Der.INTEGER);
                key.next(Der.SEQUENCE);
                Invariant.holds(Arrays.equals(key.next(Der.OCTET_STRING), block.octets()), "the key is in it", "");
            }
        } catch (SyntaxException e) {
            Invariant.holds(e.offset() >= 0, "an offset is a place", e.offset());
        }
    }
}
