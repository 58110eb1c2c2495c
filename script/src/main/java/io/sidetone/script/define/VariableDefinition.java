package io.sidetone.script.define;

import io.sidetone.script.run.Variable;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.Type;
import java.util.EnumSet;
import java.util.Set;

/// A variable that scripts can read, and some can write. Immutable.
///
/// @param name as scripts write it, without `$`
/// @param key whether a key follows in parentheses
/// @param type what it holds when it is not null
/// @param writable whether it can be assigned
/// @param indexed whether it has several values, so that an index can follow
/// @param variable how it is read and written
/// @param description one sentence
/// @param dialects where it counts: where the families mean different things by one name there are two definitions
public record VariableDefinition(
        String name,
        Key key,
        Type type,
        boolean writable,
        boolean indexed,
        Variable variable,
        String description,
        Set<Dialect> dialects) {

    public VariableDefinition {
        dialects = Set.copyOf(dialects);
    }

    /// One that counts in all dialects.
    public VariableDefinition(
            String name, Key key, Type type, boolean writable, boolean indexed, Variable variable, String description) {
        this(name, key, type, writable, indexed, variable, description, EnumSet.allOf(Dialect.class));
    }

    /// Whether a variable has a key.
    public enum Key {
        NONE,
        OPTIONAL,
        NEEDED
    }

    /// One without key and index that can only be read.
    public static VariableDefinition reading(String name, Type type, String description, Variable variable) {
        return new VariableDefinition(name, Key.NONE, type, false, false, variable, description);
    }

    /// The same, with a key.
    public VariableDefinition keyed(Key key) {
        return new VariableDefinition(name, key, type, writable, indexed, variable, description, dialects);
    }

    /// The same, but it can be assigned.
    public VariableDefinition written() {
        return new VariableDefinition(name, key, type, true, indexed, variable, description, dialects);
    }

    /// The same, with several values.
    public VariableDefinition several() {
        return new VariableDefinition(name, key, type, writable, true, variable, description, dialects);
    }

    /// The same, in these dialects only.
    public VariableDefinition in(Set<Dialect> some) {
        return new VariableDefinition(name, key, type, writable, indexed, variable, description, some);
    }
}
