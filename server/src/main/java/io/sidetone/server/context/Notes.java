package io.sidetone.server.context;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What modules keep with something; keys are those of the module. Confined to what it is kept with.
final class Notes {

    /// Null for none.
    private @Nullable Map<String, Object> kept;

    @Nullable
    Object get(String key) {
        return kept == null ? null : kept.get(key);
    }

    /// @param value null to forget it
    void put(String key, @Nullable Object value) {
        if (kept == null) {
            kept = new HashMap<>(2);
        }
        if (value == null) {
            kept.remove(key);
        } else {
            kept.put(key, value);
        }
    }
}
