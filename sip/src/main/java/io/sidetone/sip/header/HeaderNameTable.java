package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Text;
import org.jspecify.annotations.Nullable;

/// Finds a header field's name by its octets: an open hash table, filled once and only read afterwards.
@Rfc(number = 3261, section = "7.3.3")
final class HeaderNameTable {

    private static final int SIZE = 1024;

    /// The one table. Immutable once made.
    static final HeaderNameTable INSTANCE = new HeaderNameTable();

    private final @Nullable HeaderName[] names = new @Nullable HeaderName[SIZE];
    private final @Nullable HeaderName[] compact = new @Nullable HeaderName[128];

    private HeaderNameTable() {
        for (HeaderName name : HeaderName.values()) {
            byte[] text = Text.encode(name.text());
            int slot = hash(text, 0, text.length);
            while (names[slot] != null) {
                slot = (slot + 1) & (SIZE - 1);
            }
            names[slot] = name;
            Character letter = name.compactForm();
            if (letter != null) {
                compact[letter] = name;
                compact[Character.toUpperCase(letter)] = name;
            }
        }
    }

    @Nullable
    HeaderName find(byte[] bytes, int from, int to) {
        if (to - from < 2) {
            return to - from == 1 && bytes[from] >= 0 ? compact[bytes[from]] : null;
        }
        int slot = hash(bytes, from, to);
        HeaderName name = names[slot];
        while (name != null && !Text.equalsIgnoreCase(bytes, from, to, name.text())) {
            slot = (slot + 1) & (SIZE - 1);
            name = names[slot];
        }
        return name;
    }

    /// Length and three letters tell nearly all names apart; setting bit 5 makes both cases of a letter one.
    private static int hash(byte[] bytes, int from, int to) {
        int first = bytes[from] | 0x20;
        int middle = bytes[(from + to) >>> 1] | 0x20;
        int last = bytes[to - 1] | 0x20;
        return (first * 31 + middle * 7 + last * 131 + (to - from) * 61) & (SIZE - 1);
    }
}
