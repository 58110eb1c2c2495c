package io.sidetone.sip.message;

import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.text.Text;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/// What the library says of octets from the wire, in one line. The line is one of
///
/// - `well-formed`;
/// - `well-formed but for Date at 310`: no element acts on every field, and who needs this one finds none;
/// - `400 FIELD_VALUE at 95`: nobody may act on the message, and its sender is told so;
/// - `discard STATUS_CODE at 8`: nobody may act on it, and there is nobody to tell.
final class Verdict {

    private static final List<HeaderType<?>> TYPES = types();

    private Verdict() {}

    private static List<HeaderType<?>> types() {
        List<HeaderType<?>> types = new ArrayList<>();
        for (Field field : Headers.class.getFields()) {
            try {
                if (field.get(null) instanceof HeaderType<?> type) {
                    types.add(type);
                }
            } catch (IllegalAccessException error) {
                throw new AssertionError(error);
            }
        }
        return List.copyOf(types);
    }

    /// The types of all fields that the library knows.
    static List<HeaderType<?>> allTypes() {
        return TYPES;
    }

    /// The verdict on a datagram.
    static String of(byte[] datagram) {
        return of(new MessageParser().parse(datagram));
    }

    /// The verdict on what came of reading a message.
    static String of(ParseResult result) {
        return switch (result) {
            case Malformed malformed -> of(malformed);
            case Parsed(SipMessage message) -> of(message);
        };
    }

    private static String of(SipMessage message) {
        Malformed essential = MessageCheck.essentials(message);
        if (essential != null) {
            return of(essential);
        }
        List<String> broken = new ArrayList<>();
        for (HeaderType<?> type : TYPES) {
            Malformed malformed = MessageCheck.fields(message, List.of(type));
            if (malformed != null) {
                broken.add(type + " at " + malformed.offset());
            }
        }
        return broken.isEmpty() ? "well-formed" : "well-formed but for " + String.join(", ", broken);
    }

    private static String of(Malformed malformed) {
        String answer =
                malformed.answerable() ? Integer.toString(malformed.reason().statusCode()) : "discard";
        return answer + " " + malformed.reason() + " at " + malformed.offset();
    }

    /// The verdicts on what a stream carries, in their order.
    static List<String> ofStream(byte[] stream) {
        StreamFramer framer = new StreamFramer(new MessageParser());
        framer.append(stream, 0, stream.length);
        List<String> frames = new ArrayList<>();
        for (StreamFrame frame = framer.next(); frame != null; frame = framer.next()) {
            frames.add(of(frame));
        }
        frames.add(framer.isLost() ? "closed" : "open");
        return frames;
    }

    static String of(StreamFrame frame) {
        return switch (frame) {
            case StreamFrame.Ping _ -> "ping";
            case StreamFrame.Pong _ -> "pong";
            case StreamFrame.Message(Parsed(SipMessage message)) -> message + ": " + of(message);
            case StreamFrame.Message(Malformed malformed) -> of(malformed);
        };
    }

    /// The text around an offset, to find it by eye.
    static String around(byte[] octets, int offset) {
        return Text.decode(octets, Math.max(0, offset - 20), Math.min(octets.length, offset + 20));
    }
}
