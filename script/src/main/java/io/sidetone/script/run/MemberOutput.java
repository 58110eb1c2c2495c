package io.sidetone.script.run;

import io.sidetone.script.value.Members;
import org.jspecify.annotations.Nullable;

/// A member of a map, handed to a function.
record MemberOutput(@Nullable Object object, String name) implements Output {

    @Override
    public @Nullable Object get() {
        return Members.member(object, name);
    }

    @Override
    public void set(@Nullable Object value) {
        Members.setMember(object, name, value);
    }
}
