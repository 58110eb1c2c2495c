package io.sidetone.sip.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sidetone.sip.base.AllocationBound;
import io.sidetone.sip.base.Invariant;
import io.sidetone.sip.base.LongInputs;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.header.HeaderTypes;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.uri.Host;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Reads a datagram: one message, every field of it as its type, and what edits make of it.
class MessageFuzzTest {

    /// Edits may make a message larger than what is received.
    private static final ParserLimits ROOMY = new ParserLimits(1 << 20, 1 << 20, 1 << 20, 1_000);

    private final AllocationBound bound = new AllocationBound(3_000);
    private final List<HeaderType<?>> types = HeaderTypes.all();
    private final MessageParser parser = new MessageParser();
    private final MessageParser narrow = new MessageParser(new ParserLimits(1_000, 800, 100, 12));
    private final MessageParser roomy = new MessageParser(ROOMY);
    private final Via via = Via.of("UDP", Host.ofAddress(new byte[] {(byte) 192, 0, 2, 1}), 5060, "z9hG4bK1");

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        bound.check(input, this::exercise);
    }

    @Test
    void takesMemoryByTheLengthOfItsInput() {
        LongInputs.of(MessageFuzzTest.class).check(bound, this::exercise);
    }

    private void exercise(byte[] input) {
        switch (parser.parse(input)) {
            case Malformed malformed -> checkMalformed(malformed, input);
            case Parsed parsed -> checkMessage(parsed.message(), input);
        }
        if (narrow.parse(input) instanceof Parsed parsed) {
            Invariant.holds(parsed.message().fields().size() <= 12, "limits hold", parsed.message());
        }
    }

    private void checkMalformed(Malformed malformed, byte[] input) {
        int offset = malformed.offset();
        Invariant.holds(offset >= 0 && offset <= input.length, "the offset is in the message", malformed);
        SipRequest request = malformed.request();
        if (request != null) {
            Malformed.Reason reason = malformed.reason();
            SipResponse response = SipResponse.answer(request, reason.statusCode(), reason.phrase())
                    .build();
            SipResponse received = (SipResponse) parsed(response.toByteArray());
            Invariant.holds(received.statusCode() == reason.statusCode(), "a refusal arrives", received);
            Invariant.equal(received.topVia(), request.topVia(), "a refusal finds its way");
        }
    }

    private SipMessage parsed(byte[] octets) {
        return switch (roomy.parse(octets)) {
            case Parsed parsed -> parsed.message();
            case Malformed malformed ->
                throw new AssertionError(
                        "what is written can be read: " + malformed + " " + Text.decode(octets, 0, octets.length));
        };
    }

    private void checkMessage(SipMessage message, byte[] input) {
        byte[] written = message.toByteArray();
        int start = 0;
        while (input[start] == '\r' || input[start] == '\n') {
            start++;
        }
        Invariant.holds(
                start + written.length <= input.length
                        && Arrays.equals(written, 0, written.length, input, start, start + written.length),
                "what is unedited is written as it was read",
                message);
        checkSame(message, parsed(written));
        Malformed problem = MessageCheck.essentials(message);
        if (problem != null) {
            checkMalformed(problem, input);
        } else if (message instanceof SipRequest request) {
            Invariant.holds(request.uri().matches(request.uri()), "a good request has a URI", request);
        }
        MessageBuilder<?> rewriting = message.edit();
        for (HeaderType<?> type : types) {
            checkType(message, type, rewriting);
        }
        SipMessage rewritten = parsed(rewriting.build().toByteArray());
        for (HeaderType<?> type : types) {
            Invariant.equal(rewritten.all(type), message.all(type), "values arrive as they were");
        }
        checkEdits(message);
        checkBodies(message);
        Invariant.holds(Arrays.equals(message.toByteArray(), written), "edits leave the message as it was", message);
    }

    private static void checkSame(SipMessage message, SipMessage again) {
        Invariant.equal(again.toString(), message.toString(), "a start line is kept");
        Invariant.holds(Arrays.equals(again.body(), message.body()), "a body is kept", message);
        Invariant.equal(again.fields().size(), message.fields().size(), "fields are kept");
        for (int i = 0; i < message.fields().size(); i++) {
            HeaderField field = message.fields().get(i);
            HeaderField other = again.fields().get(i);
            Invariant.equal(other.name(), field.name(), "a name is kept");
            Invariant.equal(other.value(), field.value(), "a value is kept");
            Invariant.equal(other.values(), field.values(), "the elements of a list are kept");
            Invariant.holds(other.isNamed(field.name()), "a field has its name", field);
        }
    }

    /// Reads a type, edits it in each way, and writes its first value anew.
    private static <T> void checkType(SipMessage message, HeaderType<T> type, MessageBuilder<?> rewriting) {
        T first = message.first(type);
        List<T> all = message.all(type);
        if (first == null) {
            return;
        }
        Invariant.equal(all.getFirst(), first, "the first of all is the first");
        SipMessage edited = message.edit().setFirst(type, first).build();
        Invariant.equal(edited.first(type), first, "a value is read back");
        Invariant.equal(edited.all(type), all, "the others stay");
        SipMessage added = message.edit().prepend(type, first).build();
        Invariant.holds(added.all(type).size() == all.size() + 1, "one is added", type);
        SipMessage removed = added.edit().removeFirst(type).build();
        checkSame(message, removed);
        SipMessage only = message.edit().set(type, first).build();
        Invariant.equal(only.all(type), List.of(first), "one is the only one");
        rewriting.setFirst(type, first);
    }

    private void checkEdits(SipMessage message) {
        SipMessage edited = message.edit()
                .prepend(Headers.VIA, via)
                .set(Headers.MAX_FORWARDS, 69)
                .removeFirst(Headers.ROUTE)
                .remove(HeaderName.USER_AGENT)
                .set("X-Edited", "caf\u00E9, \"x\"")
                .build();
        checkSame(edited, parsed(edited.toByteArray()));
        Invariant.equal(edited.topVia(), via, "the top Via is ours");
        Invariant.equal(edited.first(Headers.MAX_FORWARDS), 69, "a number is set");
        Invariant.holds(!edited.has(HeaderName.USER_AGENT), "a field goes", edited);
        Invariant.equal(
                Objects.requireNonNull(edited.field("x-edited")).value(), "caf\u00E9, \"x\"", "a text is read back");
        Invariant.holds(edited.received() == message, "what was received is remembered", edited);
        // Taking away what was added gives the message back, unless it had such a field itself.
        if (message.field("x-more") != null) {
            return;
        }
        checkSame(
                message,
                parsed(message.edit()
                        .append("X-More", "1")
                        .build()
                        .edit()
                        .remove("x-more")
                        .build()
                        .toByteArray()));
    }

    private void checkBodies(SipMessage message) {
        byte[] body = {1, '\r', '\n', 0};
        SipMessage edited = message.edit().body("text/plain", body).build();
        SipMessage received = parsed(edited.toByteArray());
        Invariant.holds(Arrays.equals(received.body(), body), "a body arrives", edited);
        Invariant.equal(received.first(Headers.CONTENT_LENGTH), body.length, "a body has its length");
        SipMessage without = parsed(edited.edit().withoutBody().build().toByteArray());
        Invariant.holds(without.bodyLength() == 0 && !without.has(HeaderName.CONTENT_TYPE), "a body goes", without);
    }
}
