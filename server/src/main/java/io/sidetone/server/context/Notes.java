package io.sidetone.server.context;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What modules keep with something; keys are those of the module.
///
/// Each call has one or two, and hardly any more: they stand in an array, each key and behind it its value, which is
/// kept by what they belong to and looked through; null for none.
final class Notes {

    private Notes() {}

    static @Nullable Object get(@Nullable Object @Nullable [] kept, String key) {
        int at = find(kept, key);
        return kept == null || at < 0 ? null : kept[at + 1];
    }

    /// Keeps one more, or another value of it.
    ///
    /// @param value null to forget it
    /// @return what is kept now
    static @Nullable Object @Nullable [] put(@Nullable Object @Nullable [] kept, String key, @Nullable Object value) {
        int at = find(kept, key);
        if (kept != null && at >= 0) {
            kept[at + 1] = value;
            return kept;
        }
        if (value == null) {
            return kept;
        }
        int end = kept == null ? 0 : kept.length;
        @Nullable Object[] more = kept == null ? new Object[2] : Arrays.copyOf(kept, end + 2);
        more[end] = key;
        more[end + 1] = value;
        return more;
    }

    private static int find(@Nullable Object @Nullable [] kept, String key) {
        int end = kept == null ? 0 : kept.length;
        for (int i = 0; i < end; i += 2) {
            if (key.equals(kept[i])) {
                return i;
            }
        }
        return -1;
    }
}
