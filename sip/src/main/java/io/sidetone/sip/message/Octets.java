package io.sidetone.sip.message;

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
