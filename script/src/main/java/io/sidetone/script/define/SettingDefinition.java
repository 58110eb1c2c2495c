package io.sidetone.script.define;

import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.Type;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A global parameter, or a parameter of a module. Immutable.
///
/// @param name as scripts write it
/// @param type [Type#INTEGER], [Type#STRING], or [Type#ANY] for one that is read as words by the host
/// @param minimum of an integer
/// @param maximum of an integer
/// @param repeated whether it may be given more than once
/// @param ignored why it is taken and does nothing, as the end of a sentence; null if it does something
/// @param description one sentence
/// @param dialects where it counts: where the families mean different things by one name there are two definitions
public record SettingDefinition(
        String name,
        Type type,
        long minimum,
        long maximum,
        boolean repeated,
        @Nullable String ignored,
        String description,
        Set<Dialect> dialects) {

    public SettingDefinition {
        dialects = Set.copyOf(dialects);
    }

    /// One that may be given once, with any value of its type.
    public static SettingDefinition of(String name, Type type, String description) {
        return new SettingDefinition(
                name, type, Long.MIN_VALUE, Long.MAX_VALUE, false, null, description, EnumSet.allOf(Dialect.class));
    }

    /// The same, for numbers from `minimum` to `maximum`.
    public SettingDefinition between(long minimum, long maximum) {
        return new SettingDefinition(name, type, minimum, maximum, repeated, ignored, description, dialects);
    }

    /// The same, but it may be given several times.
    public SettingDefinition several() {
        return new SettingDefinition(name, type, minimum, maximum, true, ignored, description, dialects);
    }

    /// The same, but it does nothing.
    ///
    /// @param why the end of a sentence, as "there are no processes here"
    public SettingDefinition ignored(String why) {
        return new SettingDefinition(name, type, minimum, maximum, repeated, why, description, dialects);
    }

    /// The same, in these dialects only.
    public SettingDefinition in(Set<Dialect> some) {
        return new SettingDefinition(name, type, minimum, maximum, repeated, ignored, description, some);
    }
}
