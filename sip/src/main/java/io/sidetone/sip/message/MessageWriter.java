package io.sidetone.sip.message;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;

/// Turns messages into octets. Thread-safe: only functions.
///
/// Step 7 of a message's walk. Neighbouring fields that were received side by side are copied in one piece, so an
/// unedited message is one copy.
@Rfc(number = 3261, section = "7.5")
public final class MessageWriter {

    /// An address longer than its placeholder costs no copy up to here.
    private static final int ROOM_FOR_SLOTS = 64;

    private MessageWriter() {}

    /// The octets of a message without slots; throws `IllegalStateException` if it has any.
    public static byte[] write(SipMessage message) {
        return write(message, slot -> {
            throw new IllegalStateException("No socket yet for the slot " + slot);
        });
    }

    /// The octets of a message as it is sent from the socket that the resolver speaks for.
    public static byte[] write(SipMessage message, SlotResolver resolver) {
        int length = message.startLine().length() + message.tail().length();
        boolean slots = false;
        for (int i = 0; i < message.fieldCount(); i++) {
            length += message.fieldArray()[i].length();
            slots |= message.fieldArray()[i].hasSlots();
        }
        ByteWriter out = new ByteWriter(slots ? length + ROOM_FOR_SLOTS : length);
        write(message, resolver, out);
        return slots ? out.toByteArray() : out.release();
    }

    /// Appends the octets of a message as it is sent from the socket that the resolver speaks for. Who sends much uses
    /// one writer for all messages: that leaves nothing for the collector.
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
