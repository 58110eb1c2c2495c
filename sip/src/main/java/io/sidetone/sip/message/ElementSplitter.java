package io.sidetone.sip.message;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Text;

/// Walks the comma-separated elements of a header field's value. Commas inside quotes and angle brackets do not
/// count, empty elements are passed over. Confined to the thread that uses it.
@Rfc(number = 3261, section = "7.3.1")
final class ElementSplitter {

    private final byte[] bytes;
    private final int end;
    private final boolean list;
    private int position;
    private int from;
    private int to;

    /// @param list false if commas do not separate anything: the whole value is the only element
    ElementSplitter(byte[] bytes, int start, int end, boolean list) {
        this.bytes = bytes;
        this.end = end;
        this.list = list;
        this.position = start;
    }

    /// Moves to the next element; false if there is none.
    boolean next() {
        while (position < end) {
            int begin = position;
            int comma = list ? findComma(begin) : end;
            position = comma + 1;
            from = begin;
            to = comma;
            while (from < to && Text.isSpace(bytes[from])) {
                from++;
            }
            while (to > from && Text.isSpace(bytes[to - 1])) {
                to--;
            }
            if (from < to) {
                return true;
            }
        }
        return false;
    }

    /// Where the current element begins.
    int from() {
        return from;
    }

    /// Where the current element ends, excluded.
    int to() {
        return to;
    }

    private int findComma(int begin) {
        if (LineScanner.findComma(bytes, begin, end) == end) {
            return end;
        }
        boolean quoted = false;
        boolean bracketed = false;
        for (int i = begin; i < end; i++) {
            byte b = bytes[i];
            if (quoted) {
                if (b == '\\') {
                    i++;
                } else if (b == '"') {
                    quoted = false;
                }
            } else if (b == '"' && !bracketed) {
                quoted = true;
            } else if (b == '<') {
                bracketed = true;
            } else if (b == '>') {
                bracketed = false;
            } else if (b == ',' && !bracketed) {
                return i;
            }
        }
        return end;
    }
}
