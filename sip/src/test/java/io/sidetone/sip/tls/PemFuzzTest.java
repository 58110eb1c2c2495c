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
