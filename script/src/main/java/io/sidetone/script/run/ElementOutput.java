package io.sidetone.script.run;

import io.sidetone.script.value.Members;
import org.jspecify.annotations.Nullable;

/// An element of a list or map, handed to a function.
record ElementOutput(@Nullable Object object, @Nullable Object index) implements Output {

    @Override
    public @Nullable Object get() {
        return Members.element(object, index);
    }

    @Override
    public void set(@Nullable Object value) {
        Members.setElement(object, index, value);
    }
}
