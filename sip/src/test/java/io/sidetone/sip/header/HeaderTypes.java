package io.sidetone.sip.header;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/// All constants of [Headers], for tests that go through them. Thread-safe: only functions.
public final class HeaderTypes {

    private HeaderTypes() {}

    /// The types in the order of [Headers].
    public static List<HeaderType<?>> all() {
        List<HeaderType<?>> types = new ArrayList<>();
        for (Field field : Headers.class.getFields()) {
            try {
                types.add((HeaderType<?>) field.get(null));
            } catch (IllegalAccessException e) {
                throw new AssertionError(field.getName(), e);
            }
        }
        return List.copyOf(types);
    }
}
