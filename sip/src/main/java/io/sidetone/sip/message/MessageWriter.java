package io.sidetone.sip.message;

import io.sidetone.sip.base.Rfc;
import java.util.ArrayList;
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

    /// The octets of a message as it is sent from the socket that the resolver speaks for.
    public static byte[] write(SipMessage message, SlotResolver resolver) {
        HeaderField[] fields = message.fieldArray();
        int count = message.fieldCount();
        Octets line = message.startLine();
        Octets tail = message.tail();
        int length = line.length() + tail.length();
        List<byte[]> fillings = List.of();
        for (int i = 0; i < count; i++) {
            length += fields[i].length();
            if (fields[i].hasSlots()) {
                fillings = fillings.isEmpty() ? new ArrayList<>(4) : fillings;
                length += resolve(fields[i], resolver, fillings);
            }
        }
        byte[] out = new byte[length];
        byte[] run = line.array();
        int from = line.from();
        int to = line.to();
        int at = 0;
        int filled = 0;
        for (int i = 0; i < count; i++) {
            HeaderField field = fields[i];
            if (!field.standsAt(run, to)) {
                at = copy(run, from, to, out, at);
                run = field.bytes();
                from = field.start();
            }
            for (FieldTemplate.Gap gap = field.gaps(); gap != null; gap = gap.next()) {
                at = copy(run, from, gap.from(), out, at);
                byte[] filling = fillings.get(filled++);
                at = copy(filling, 0, filling.length, out, at);
                from = gap.to();
            }
            to = field.end();
        }
        at = copy(run, from, to, out, at);
        copy(tail.array(), tail.from(), tail.to(), out, at);
        return out;
    }

    /// Collects what fills a field's slots. Answers by how much the field grows.
    private static int resolve(HeaderField field, SlotResolver resolver, List<byte[]> fillings) {
        int growth = 0;
        for (FieldTemplate.Gap gap = field.gaps(); gap != null; gap = gap.next()) {
            byte[] filling = resolver.resolve(gap.slot());
            fillings.add(filling);
            growth += filling.length - (gap.to() - gap.from());
        }
        return growth;
    }

    private static int copy(byte[] source, int from, int to, byte[] out, int at) {
        System.arraycopy(source, from, out, at, to - from);
        return at + to - from;
    }
}
