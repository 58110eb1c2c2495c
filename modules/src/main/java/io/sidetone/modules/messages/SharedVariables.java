package io.sidetone.modules.messages;

import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Variables that all messages share, `$shv(name)`. Thread-safe; reading one and writing it is two steps.
public final class SharedVariables {

    /// The most variables.
    public static final int MOST = 100_000;

    private final Map<String, Object> values = new ConcurrentHashMap<>();

    /// None yet.
    public SharedVariables() {}

    /// The value of one; 0 if it was never set, as scripts expect.
    public Object get(String name) {
        return values.getOrDefault(name, 0L);
    }

    /// Sets one; null takes it away.
    ///
    /// @throws ScriptError if there are too many
    public void set(String name, @Nullable Object value) {
        if (value == null) {
            values.remove(name);
        } else if (values.size() >= MOST && !values.containsKey(name)) {
            throw new ScriptError("there are more than " + MOST + " shared variables");
        } else {
            values.put(name, value);
        }
    }

    /// Adds to one, at once; what is no number counts as 0.
    ///
    /// @return what it is then
    /// @throws ScriptError if there are too many
    public long add(String name, long summand) {
        return (Long) values.compute(name, (_, before) -> {
            if (before == null && values.size() >= MOST) {
                throw new ScriptError("there are more than " + MOST + " shared variables");
            }
            Long number = before == null ? null : Values.integer(before);
            return (number == null ? 0 : number) + summand;
        });
    }

    /// Whether one was set.
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /// All of them.
    public Map<String, Object> all() {
        return new TreeMap<>(values);
    }
}
