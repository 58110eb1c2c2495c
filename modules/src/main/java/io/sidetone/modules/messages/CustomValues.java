package io.sidetone.modules.messages;

import io.sidetone.script.value.Values;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The values of its own that a script of Kamailio's declares as `group.name = 5`, which operators change while the
/// server runs, and `$sel(cfg_get.group.name)` reads. Thread-safe.
public final class CustomValues {

    private final Map<String, Object> changed = new ConcurrentHashMap<>();

    /// As the script in service declares them: another one may come, and what operators have changed stays.
    private final Supplier<Map<String, Object>> declared;

    /// None changed yet.
    ///
    /// @param declared what the script in service declares
    public CustomValues(Supplier<Map<String, Object>> declared) {
        this.declared = declared;
    }

    /// One value: a number or text.
    ///
    /// @param name `group.name`
    /// @return null if the script declares none
    public @Nullable Object get(String name) {
        Object usual = declared.get().get(name);
        return usual == null ? null : changed.getOrDefault(name, usual);
    }

    /// Changes one, which stays a number or text as it was declared.
    ///
    /// @return false if the script declares none, or it is a number and the value is none
    public boolean set(String name, Object value) {
        Object usual = declared.get().get(name);
        Object fitting = usual instanceof Long ? Values.integer(value) : Values.text(value);
        if (usual == null || fitting == null) {
            return false;
        }
        changed.put(name, fitting);
        return true;
    }

    /// Lets what the script declares count again.
    ///
    /// @return false if it declares none
    public boolean reset(String name) {
        changed.remove(name);
        return declared.get().containsKey(name);
    }

    /// All, by their names.
    public Map<String, Object> all() {
        Map<String, Object> all = new TreeMap<>(declared.get());
        all.replaceAll(changed::getOrDefault);
        return all;
    }
}
