package io.sidetone.sip.message;

import io.sidetone.sip.text.Text;

/// A slice of an array, from `from` (included) to `to` (excluded). Immutable as long as nobody writes to the
/// array.
class Octets {

    private final byte[] array;
    private final int from;
    private final int to;

    Octets(byte[] array, int from, int to) {
        this.array = array;
        this.from = from;
        this.to = to;
    }

    /// The octets of a text, all of them.
    static Octets of(String text) {
        byte[] array = Text.encode(text);
        return new Octets(array, 0, array.length);
    }

    final byte[] array() {
        return array;
    }

    final int from() {
        return from;
    }

    final int to() {
        return to;
    }

    final int length() {
        return to - from;
    }
}
