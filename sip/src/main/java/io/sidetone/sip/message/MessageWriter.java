package io.sidetone.sip.message;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Text;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Turns messages into octets. Thread-safe: only functions.
///
/// Step 7 of a message's walk. Neighbouring fields that were received side by side are copied in one piece, so an
/// unedited message is one copy.
@Rfc(number = 3261, section = "7.5")
public final class MessageWriter {

    private MessageWriter() {}

    /// The octets of a message without slots; throws `IllegalStateException` if it has any.
    public static byte[] write(SipMessage message) {
        return write(message, slot -> {
            throw new IllegalStateException("No socket yet for the slot " + slot);
        });
    }

    /// The octets of a message that no socket sends yet: its slots show their placeholders.
    public static byte[] draft(SipMessage message) {
        return write(message, slot -> Text.encode(slot.placeholder()));
    }

    /// The octets of a message as it is sent from the socket that the resolver speaks for.
    public static byte[] write(SipMessage message, SlotResolver resolver) {
        int length = message.startLine().length() + message.tail().length();
        List<byte[]> texts = null;
        for (int i = 0; i < message.fieldCount(); i++) {
            HeaderField field = message.fieldArray()[i];
            length += field.length();
            // Filled before anything is written: then the array has the right length at once.
            for (FieldTemplate.Gap gap = field.gaps(); gap != null; gap = gap.next()) {
                byte[] text = resolver.resolve(gap.slot());
                length += text.length - (gap.to() - gap.from());
                texts = texts == null ? new ArrayList<>(4) : texts;
                texts.add(text);
            }
        }
        ByteWriter out = new ByteWriter(length);
        if (texts == null) {
            write(message, resolver, out);
        } else {
            Iterator<byte[]> inOrder = texts.iterator();
            write(message, _ -> inOrder.next(), out);
        }
        return out.release();
    }

    /// Appends the octets of a message as it is sent from the socket that the resolver speaks for. Who sends much
    /// uses one writer for all messages: that leaves nothing for the collector.
    public static void write(SipMessage message, SlotResolver resolver, ByteWriter out) {
        HeaderField[] fields = message.fieldArray();
        int count = message.fieldCount();
        Octets line = message.startLine();
        Octets tail = message.tail();
        byte[] run = line.array();
        int from = line.from();
        int to = line.to();
        for (int i = 0; i < count; i++) {
            HeaderField field = fields[i];
            if (!field.standsAt(run, to)) {
                out.octets(run, from, to);
                run = field.bytes();
                from = field.start();
            }
            for (FieldTemplate.Gap gap = field.gaps(); gap != null; gap = gap.next()) {
                out.octets(run, from, gap.from()).octets(resolver.resolve(gap.slot()));
                from = gap.to();
            }
            to = field.end();
        }
        out.octets(run, from, to).octets(tail.array(), tail.from(), tail.to());
    }
}
