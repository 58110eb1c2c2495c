package io.sidetone.sip.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sidetone.sip.base.AllocationBound;
import io.sidetone.sip.base.Invariant;
import io.sidetone.sip.base.LongInputs;
import io.sidetone.sip.text.Text;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Reads a stream, once in one piece and once in pieces whose lengths are the first octets of the input, in turn.
class StreamFuzzTest {

    /// How many octets say how the stream is cut.
    private static final int CUTS = 4;

    private final AllocationBound bound = new AllocationBound(500);
    private final MessageParser parser = new MessageParser();

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        bound.check(input, this::exercise);
    }

    @Test
    void takesMemoryByTheLengthOfItsInput() {
        LongInputs.of(StreamFuzzTest.class).check(bound, this::exercise);
    }

    private void exercise(byte[] input) {
        if (input.length < CUTS) {
            return;
        }
        StreamFramer whole = new StreamFramer(parser);
        whole.expectPong();
        whole.append(input, CUTS, input.length);
        List<String> expected = new ArrayList<>();
        take(whole, expected);

        StreamFramer pieces = new StreamFramer(parser);
        pieces.expectPong();
        List<String> frames = new ArrayList<>();
        int cut = 0;
        for (int from = CUTS; from < input.length; ) {
            int to = Math.min(from + 1 + (input[cut++ % CUTS] & 0xFF), input.length);
            pieces.append(input, from, to);
            from = to;
            take(pieces, frames);
        }
        Invariant.equal(frames, expected, "the pieces of a stream do not matter");
        Invariant.equal(pieces.isLost(), whole.isLost(), "a stream is lost or not");
    }

    private static void take(StreamFramer framer, List<String> frames) {
        for (StreamFrame frame = framer.next(); frame != null; frame = framer.next()) {
            frames.add(describe(frame));
        }
    }

    private static String describe(StreamFrame frame) {
        return switch (frame) {
            case StreamFrame.Ping _ -> "ping";
            case StreamFrame.Pong _ -> "pong";
            case StreamFrame.Message(Malformed bad) -> bad.reason() + " " + bad.answerable();
            case StreamFrame.Message(Parsed(SipMessage message)) -> {
                byte[] octets = message.toByteArray();
                yield Text.decode(octets, 0, octets.length);
            }
        };
    }
}
