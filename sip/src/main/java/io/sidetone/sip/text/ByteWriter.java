package io.sidetone.sip.text;

import java.util.Arrays;

/// Collects the octets of a message, a field or a value. Confined to the thread that uses it.
public final class ByteWriter {

    /// Up to this length a loop is faster than an array for the encoded text.
    private static final int SHORT = 32;

    private byte[] bytes;
    private int length;

    /// @param capacity how many octets are expected; more are taken as well
    public ByteWriter(int capacity) {
        bytes = new byte[capacity];
    }

    /// How many octets were written.
    public int length() {
        return length;
    }

    /// Appends one octet.
    public ByteWriter octet(int octet) {
        ensure(1);
        bytes[length++] = (byte) octet;
        return this;
    }

    /// Appends text in UTF-8.
    public ByteWriter text(String text) {
        int count = text.length();
        if (count > SHORT) {
            return octets(Text.encode(text));
        }
        ensure(count);
        byte[] target = bytes;
        int at = length;
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c >= 128) {
                return octets(Text.encode(text));
            }
            target[at + i] = (byte) c;
        }
        length = at + count;
        return this;
    }

    /// Appends a value's canonical text.
    public ByteWriter value(WireText value) {
        value.writeTo(this);
        return this;
    }

    /// Appends a number in decimal.
    public ByteWriter number(long number) {
        if (number < 0 || number > Integer.MAX_VALUE) {
            return text(Long.toString(number));
        }
        int rest = (int) number;
        int digits = digits(rest);
        ensure(digits);
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    private static int digits(int number) {
        int digits = 1;
        for (int rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /// Appends all octets.
    public ByteWriter octets(byte[] source) {
        return octets(source, 0, source.length);
    }

    /// Appends the octets from `from` (included) to `to` (excluded).
    public ByteWriter octets(byte[] source, int from, int to) {
        int count = to - from;
        ensure(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
        return this;
    }

    /// Forgets what was written and keeps the room for it.
    public ByteWriter clear() {
        length = 0;
        return this;
    }

    /// A copy of exactly what was written.
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /// Hands over the array behind the writer, unused octets at its end included. The writer can not be used
    /// after it.
    public byte[] release() {
        return bytes;
    }

    /// What was written, decoded.
    @Override
    public String toString() {
        return Text.decode(bytes, 0, length);
    }

    private void ensure(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}
