package io.sidetone.server.context;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What modules keep with something; keys are those of the module. Confined to what it is kept with.
///
/// Each call has one or two, and hardly any more: they stand in a row and are looked through.
final class Notes {

    /// Each key, and behind it its value; null for none.
    private @Nullable Object @Nullable [] kept;

    @Nullable
    Object get(String key) {
        int at = find(key);
        return at < 0 || kept == null ? null : kept[at + 1];
    }

    /// @param value null to forget it
    void put(String key, @Nullable Object value) {
        int at = find(key);
        if (kept != null && at >= 0) {
            kept[at + 1] = value;
        } else if (value != null) {
            int end = kept == null ? 0 : kept.length;
            @Nullable Object[] more = kept == null ? new Object[2] : Arrays.copyOf(kept, end + 2);
            more[end] = key;
            more[end + 1] = value;
            kept = more;
        }
    }

    private int find(String key) {
        int end = kept == null ? 0 : kept.length;
        for (int i = 0; i < end; i += 2) {
            if (key.equals(kept[i])) {
                return i;
            }
        }
        return -1;
    }
}
