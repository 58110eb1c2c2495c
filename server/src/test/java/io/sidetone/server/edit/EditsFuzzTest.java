package io.sidetone.server.edit;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sidetone.script.value.Octets;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Substitution.Change;
import io.sidetone.server.context.EditScope;
import io.sidetone.sip.base.Invariant;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.Parsed;
import io.sidetone.sip.message.ParserLimits;
import io.sidetone.sip.message.SipMessage;
import java.util.Arrays;
import java.util.List;

/// Edits any message with any text: what comes of it is sent and read as it was meant, or the edit is refused.
///
/// The first octet says which edit, the second and third where, the fourth how long the text is that comes behind
/// them; the message is the rest.
class EditsFuzzTest {

    /// Edits may make a message larger than what is received.
    private static final ParserLimits ROOMY = new ParserLimits(1 << 22, 1 << 22, 1 << 22, 10_000);

    private static final int HEAD = 4;

    private final MessageParser parser = new MessageParser();
    private final MessageParser roomy = new MessageParser(ROOMY);

    @FuzzTest
    void changesOrRefuses(byte[] input) {
        if (input.length < HEAD) {
            return;
        }
        int end = Math.min(input.length, HEAD + (input[3] & 0xff));
        String text = Octets.text(Arrays.copyOfRange(input, HEAD, end));
        if (parser.parse(Arrays.copyOfRange(input, end, input.length)) instanceof Parsed(SipMessage message)) {
            try {
                switch (input[0] & 3) {
                    case 0 -> header(message, text, input[1] & 0xff);
                    case 1 -> line(message, text, input[1] & 0xff, input[2] & 0xff);
                    case 2 -> parts(message, text);
                    default -> bodyText(message, text, input[1] & 0xff, input[2] & 0xff);
                }
            } catch (ScriptError refused) {
                Invariant.holds(refused.getMessage() != null, "a refusal says why", refused);
            }
        }
    }

    /// A header field is added with a value from a variable.
    private void header(SipMessage message, String text, int at) {
        FieldLine line = new FieldLine("X-New", text);
        int index = Math.min(at, message.fields().size());
        SipMessage after =
                message.edit().insert(index, line.name(), line.value()).build();
        SipMessage read = sent(after);
        Invariant.equal(read.fields().size(), message.fields().size() + 1, "one field is one field");
        Invariant.equal(read.fields().get(index).value(), line.value(), "it arrives as it was written");
    }

    /// A piece of the text of the message is replaced by one that a variable brings.
    private void line(SipMessage message, String text, int from, int length) {
        MessageText whole = new MessageText(message, EditScope.LIVE);
        int start = Math.min(from, whole.text().length());
        Change change = new Change(start, Math.min(start + length, whole.text().length()), text);
        SipMessage after = whole.with(List.of(change), true);
        // With a body that is changed comes its length.
        int more = start >= whole.bodyStart() && message.field("Content-Length") == null ? 1 : 0;
        Invariant.holds(after.fields().size() <= message.fields().size() + more, "nobody else writes a field", after);
        // A script may spoil what every message needs, but no more than that.
        if (roomy.parse(after.toByteArray()) instanceof Parsed(SipMessage read)) {
            Invariant.equal(names(read), names(after), "fields arrive");
        }
    }

    /// A part is added to the body, and replaced.
    private void parts(SipMessage message, String text) {
        Body body = Body.of(message);
        BodyPart part = BodyPart.of(List.of(new FieldLine("Content-Type", "text/plain")), text);
        SipMessage more = sent(body.with(part).in(message));
        List<BodyPart> parts = Body.of(more).parts();
        boolean nothing = text.isEmpty() && body.parts().isEmpty();
        if (!nothing && (!body.isMultipart() || body.parts().size() < Body.MOST_PARTS)) {
            Invariant.equal(parts.size(), body.parts().size() + 1, "one part more");
            Invariant.equal(parts.getLast().content(), text, "a part arrives as it was written");
        }
    }

    /// A piece of the body is replaced.
    private void bodyText(SipMessage message, String text, int from, int length) {
        MessageText whole = new MessageText(message, EditScope.LIVE);
        int start = Math.min(whole.bodyStart() + from, whole.text().length());
        Change change = new Change(start, Math.min(start + length, whole.text().length()), text);
        String expected = Change.apply(List.of(change), whole.text()).substring(whole.bodyStart());
        SipMessage read = sent(whole.with(List.of(change), true));
        // Octets that were no text beside each other may be some together.
        Invariant.equal(Octets.text(read.body()), Octets.text(Octets.of(expected)), "the body is what was written");
    }

    /// The message as the next element reads it.
    private SipMessage sent(SipMessage message) {
        if (!(roomy.parse(message.toByteArray()) instanceof Parsed(SipMessage read))) {
            throw new AssertionError("what is written can be read: " + message);
        }
        Invariant.equal(names(read), names(message), "fields arrive");
        Invariant.equal(Octets.text(read.body()), Octets.text(message.body()), "the body arrives");
        return read;
    }

    private static List<String> names(SipMessage message) {
        return message.fields().stream().map(HeaderField::name).toList();
    }
}
