package io.sidetone.sip.event;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sidetone.sip.base.AllocationBound;
import io.sidetone.sip.base.Invariant;
import io.sidetone.sip.base.LongInputs;
import io.sidetone.sip.header.Headers;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Reads a body as a part of a SIP message, and back what it writes.
class SipFragmentFuzzTest {

    private final AllocationBound bound = new AllocationBound(200);

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        bound.check(input, this::exercise);
    }

    @Test
    void takesMemoryByTheLengthOfItsInput() {
        LongInputs.of(SipFragmentFuzzTest.class).check(bound, this::exercise);
    }

    private void exercise(byte[] input) {
        switch (SipFragment.parse(input)) {
            case MalformedFragment bad ->
                Invariant.holds(bad.offset() >= 0 && bad.offset() <= input.length, "the offset is in the body", bad);
            case SipFragment fragment -> checkWritten(fragment);
        }
    }

    private static void checkWritten(SipFragment fragment) {
        int code = fragment.statusCode();
        Invariant.holds(code == -1 || (code >= 100 && code <= 699), "a status code is one", code);
        Invariant.holds(fragment.fields().size() <= SipFragment.MAX_FIELDS, "fields are limited", fragment);
        Invariant.holds(
                fragment.first(Headers.CSEQ) == null || !fragment.fields().isEmpty(), "typed", fragment);
        byte[] written = fragment.toByteArray();
        // Line ends and colons may need more octets than they had.
        if (written.length > SipFragment.MAX_OCTETS) {
            return;
        }
        if (!(SipFragment.parse(written) instanceof SipFragment again)) {
            throw new AssertionError("what is written can be read: " + SipFragment.parse(written));
        }
        Invariant.equal(again.startLine(), fragment.startLine(), "the start line stays");
        Invariant.equal(again.statusCode(), code, "the status code stays");
        Invariant.equal(again.fields(), fragment.fields(), "the fields stay");
        Invariant.holds(Arrays.equals(again.body(), fragment.body()), "the body stays", fragment);
        Invariant.holds(Arrays.equals(again.toByteArray(), written), "what is written once is written the same", again);
    }
}
