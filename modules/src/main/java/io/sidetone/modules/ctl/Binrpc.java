package io.sidetone.modules.ctl;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The form of requests and responses that `kamcmd` speaks: records of a type and a size, behind a header with the
/// length of all and a number that tells whose response it is. Immutable: only functions.
final class Binrpc {

    /// The longest request, in octets.
    static final int LONGEST = 65_536;

    private static final int MAGIC = 0xA1;
    private static final int REPLY = 1;
    private static final int FAULT = 3;
    private static final int INTEGER = 0;
    private static final int TEXT = 1;
    private static final int DECIMAL = 2;
    private static final int STRUCTURE = 3;
    private static final int NAME = 5;
    private static final int OCTETS = 6;
    private static final int END = 0x80;
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private Binrpc() {}

    /// A request.
    ///
    /// @param cookie what its response has as well, octets as a number
    /// @param width how many octets that are
    /// @param values the name of a command, and what it is given
    record Request(long cookie, int width, List<Object> values) {}

    /// Reads one request.
    ///
    /// @return null at the end of the stream
    /// @throws IOException if it is none; nothing can be read behind it then
    static @Nullable Request read(DataInputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        int sizes = in.readUnsignedByte();
        if (first != MAGIC || sizes >> 4 != 0) {
            throw new IOException("it is no request of version 1");
        }
        long length = number(in, (sizes >> 2 & 3) + 1);
        int width = (sizes & 3) + 1;
        long cookie = number(in, width);
        if (length > LONGEST) {
            throw new IOException("it is longer than " + LONGEST + " octets");
        }
        byte[] body = in.readNBytes((int) length);
        if (body.length < length) {
            throw new EOFException();
        }
        return new Request(cookie, width, values(body));
    }

    private static long number(DataInputStream in, int octets) throws IOException {
        long number = 0;
        for (int i = 0; i < octets; i++) {
            number = number << 8 | in.readUnsignedByte();
        }
        return number;
    }

    private static List<Object> values(byte[] body) throws IOException {
        List<Object> values = new ArrayList<>();
        int at = 0;
        while (at < body.length) {
            int head = body[at++] & 0xff;
            int type = head & 0xf;
            long size = head >> 4;
            if (type != DECIMAL && (head & END) != 0) {
                int octets = (int) size & 7;
                size = number(body, at, octets);
                at += octets;
            }
            if (size < 0 || size > body.length - at) {
                throw new IOException("a record ends behind the request");
            }
            values.add(value(type, body, at, (int) size));
            at += (int) size;
        }
        return values;
    }

    private static long number(byte[] body, int at, int octets) throws IOException {
        if (octets > Long.BYTES || octets > body.length - at) {
            throw new IOException("a number is too long");
        }
        long number = 0;
        for (int i = 0; i < octets; i++) {
            number = number << 8 | (body[at + i] & 0xff);
        }
        return number;
    }

    private static Object value(int type, byte[] body, int at, int size) throws IOException {
        return switch (type) {
            case TEXT, OCTETS -> {
                int end = type == TEXT && size > 0 && body[at + size - 1] == 0 ? size - 1 : size;
                yield new String(body, at, end, StandardCharsets.UTF_8);
            }
            // A negative one has all its four octets.
            case INTEGER -> (long) (int) number(body, at, size);
            case DECIMAL -> BigDecimal.valueOf(number(body, at, size), 3);
            default -> throw new IOException("a command takes numbers and texts only");
        };
    }

    /// The response to a request.
    ///
    /// @param value a list gives several values
    static byte[] reply(Request to, @Nullable Object value) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (value instanceof List<?> several) {
            several.forEach(each -> write(body, each));
        } else if (value != null) {
            write(body, value);
        }
        return packet(REPLY, to, body.toByteArray());
    }

    /// The response to a request that could not be done.
    static byte[] fault(Request to, int code, String reason) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        write(body, (long) code);
        write(body, reason);
        return packet(FAULT, to, body.toByteArray());
    }

    private static byte[] packet(int kind, Request to, byte[] body) {
        byte[] length = octets(body.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(MAGIC);
        out.write(kind << 4 | Math.max(0, length.length - 1) << 2 | (to.width() - 1));
        out.writeBytes(length.length == 0 ? new byte[1] : length);
        for (int i = to.width() - 1; i >= 0; i--) {
            out.write((int) (to.cookie() >>> (8 * i)));
        }
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, @Nullable Object value) {
        switch (value) {
            case Map<?, ?> fields -> {
                out.write(STRUCTURE);
                writeFields(out, fields);
                out.write(END | STRUCTURE);
            }
            case List<?> several -> {
                // There are arrays, but `kamcmd` refuses them inside structures: there it wants values without names.
                out.write(STRUCTURE);
                for (Object each : several) {
                    if (each instanceof Map<?, ?> one && one.size() == 1) {
                        // What has a name is not wrapped once more.
                        writeFields(out, one);
                    } else {
                        write(out, each);
                    }
                }
                out.write(END | STRUCTURE);
            }
            case Integer number -> record(out, INTEGER, octets(number));
            case Long number when number == number.intValue() -> record(out, INTEGER, octets(number.intValue()));
            case BigDecimal decimal
            when isShort(decimal) ->
                record(out, DECIMAL, octets(decimal.multiply(THOUSAND).intValue()));
            case Boolean flag -> record(out, INTEGER, octets(flag ? 1 : 0));
            case null -> record(out, TEXT, text(""));
            default -> record(out, TEXT, text(value.toString()));
        }
    }

    private static void writeFields(ByteArrayOutputStream out, Map<?, ?> fields) {
        fields.forEach((name, each) -> {
            record(out, NAME, text(String.valueOf(name)));
            write(out, each);
        });
    }

    private static boolean isShort(BigDecimal decimal) {
        return decimal.abs().multiply(THOUSAND).compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) < 0;
    }

    private static byte[] text(String text) {
        return (text.replace('\0', ' ') + '\0').getBytes(StandardCharsets.UTF_8);
    }

    /// As few octets as a number needs; none for 0.
    private static byte[] octets(int number) {
        int count = (Integer.SIZE - Integer.numberOfLeadingZeros(number) + 7) / 8;
        byte[] octets = new byte[count];
        for (int i = 0; i < count; i++) {
            octets[i] = (byte) (number >>> (8 * (count - 1 - i)));
        }
        return octets;
    }

    private static void record(ByteArrayOutputStream out, int type, byte[] content) {
        if (content.length < 8) {
            out.write(content.length << 4 | type);
        } else {
            byte[] size = octets(content.length);
            out.write(END | size.length << 4 | type);
            out.writeBytes(size);
        }
        out.writeBytes(content);
    }
}
