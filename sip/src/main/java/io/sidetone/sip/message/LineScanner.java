package io.sidetone.sip.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Finds line ends and separators eight octets at a time. Thread-safe: only functions.
final class LineScanner {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long SPACES = ONES * ' ';
    private static final long BEHIND_SPACES = ONES * (' ' + 1);
    private static final long COLON = ONES * ':';
    private static final long SEMICOLON = ONES * ';';
    private static final long QUOTE = ONES * '"';
    private static final long COMMA = ONES * ',';

    private LineScanner() {}

    /// The offset of the first carriage return or line feed, or `end`.
    static int findLineEnd(byte[] bytes, int from, int end) {
        int at = findControl(bytes, from, end);
        while (at < end && bytes[at] != '\r' && bytes[at] != '\n') {
            at = findControl(bytes, at + 1, end);
        }
        return at;
    }

    /// The offset of the first octet below the space, or `end`: one test where two line ends would need two.
    private static int findControl(byte[] bytes, int from, int end) {
        int i = from;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long word = (long) LONG.get(bytes, i);
            long hits = (word - SPACES) & ~word & HIGH_BITS;
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        while (i < end && (bytes[i] < 0 || bytes[i] >= ' ')) {
            i++;
        }
        return i;
    }

    /// The offset of the first space or octet below it, or `end`.
    static int findSpace(byte[] bytes, int from, int end) {
        int i = from;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long word = (long) LONG.get(bytes, i);
            long hits = (word - BEHIND_SPACES) & ~word & HIGH_BITS;
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        while (i < end && (bytes[i] < 0 || bytes[i] > ' ')) {
            i++;
        }
        return i;
    }

    /// The offset of the first colon or octet below the space, or `end`.
    static int findColon(byte[] bytes, int from, int end) {
        int i = from;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long word = (long) LONG.get(bytes, i);
            long hits = zeroOctets(word ^ COLON) | ((word - SPACES) & ~word & HIGH_BITS);
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        while (i < end && bytes[i] != ':' && (bytes[i] < 0 || bytes[i] >= ' ')) {
            i++;
        }
        return i;
    }

    /// The offset of the first comma, or `end`.
    static int findComma(byte[] bytes, int from, int end) {
        int i = from;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long hits = zeroOctets((long) LONG.get(bytes, i) ^ COMMA);
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        while (i < end && bytes[i] != ',') {
            i++;
        }
        return i;
    }

    /// The offset of the first semicolon or double quote, or `end`.
    static int findSemicolon(byte[] bytes, int from, int end) {
        int i = from;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long word = (long) LONG.get(bytes, i);
            long hits = zeroOctets(word ^ SEMICOLON) | zeroOctets(word ^ QUOTE);
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        while (i < end && bytes[i] != ';' && bytes[i] != '"') {
            i++;
        }
        return i;
    }

    /// A word whose lowest set bit is the high bit of the first octet that is zero; zero if there is none.
    private static long zeroOctets(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }
}
