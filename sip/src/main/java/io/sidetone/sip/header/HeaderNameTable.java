package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Text;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Finds a header field's name by its octets: an open hash table over the first and the last eight of them,
/// without regard to case. Filled once, then Immutable.
@Rfc(number = 3261, section = "7.3.3")
final class HeaderNameTable {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int BITS = 10;
    private static final int MASK = (1 << BITS) - 1;

    /// Makes both cases of a letter one. Of what else a name may hold, only the hyphen is in the names of the
    /// table, and a carriage return that would be taken for one is refused beforehand.
    private static final long LOWER = 0x2020202020202020L;

    /// The one table.
    static final HeaderNameTable INSTANCE = new HeaderNameTable();

    private final long[] first = new long[MASK + 1];
    private final long[] last = new long[MASK + 1];
    private final @Nullable HeaderName[] names = new @Nullable HeaderName[MASK + 1];
    private final @Nullable HeaderName[] compact = new @Nullable HeaderName[128];

    private HeaderNameTable() {
        for (HeaderName name : HeaderName.values()) {
            byte[] text = Text.encode(name.text());
            long head = word(text, 0, Math.min(text.length, Long.BYTES));
            long end = word(text, Math.max(0, text.length - Long.BYTES), text.length);
            int slot = slot(head, end);
            while (names[slot] != null) {
                slot = (slot + 1) & MASK;
            }
            names[slot] = name;
            first[slot] = head;
            last[slot] = end;
            Character letter = name.compactForm();
            if (letter != null) {
                compact[letter] = name;
                compact[Character.toUpperCase(letter)] = name;
            }
        }
    }

    /// The name that a slice spells; null if it is not known. The slice holds no carriage return.
    @Nullable
    HeaderName find(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < 2) {
            return length == 1 && bytes[from] >= 0 ? compact[bytes[from]] : null;
        }
        long head = word(bytes, from, Math.min(to, from + Long.BYTES));
        long end = length <= Long.BYTES ? head : word(bytes, to - Long.BYTES, to);
        int slot = slot(head, end);
        while (true) {
            HeaderName name = names[slot];
            if (name == null) {
                return null;
            }
            if (first[slot] == head && last[slot] == end && isSpelled(name.text(), bytes, from, to)) {
                return name;
            }
            slot = (slot + 1) & MASK;
        }
    }

    /// Two words say all about up to 16 octets; what is longer is looked at whole.
    private static boolean isSpelled(String name, byte[] bytes, int from, int to) {
        return name.length() == to - from
                && (name.length() <= 2 * Long.BYTES || Text.equalsIgnoreCase(bytes, from, to, name));
    }

    /// One to eight octets as a number, in lower case.
    private static long word(byte[] bytes, int from, int to) {
        if (bytes.length - from >= Long.BYTES) {
            return ((long) LONG.get(bytes, from) | LOWER) & (-1L >>> (Long.SIZE - Byte.SIZE * (to - from)));
        }
        long word = 0;
        for (int i = to - 1; i >= from; i--) {
            word = (word << Byte.SIZE) | (bytes[i] & 0xFF) | 0x20;
        }
        return word;
    }

    private static int slot(long head, long end) {
        return (int) (((head * 0x9E3779B97F4A7C15L) ^ (end * 0xC2B2AE3D27D4EB4FL)) >>> (Long.SIZE - BITS));
    }
}
