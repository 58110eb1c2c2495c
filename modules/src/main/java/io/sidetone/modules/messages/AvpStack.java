package io.sidetone.modules.messages;

import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.Avps;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `$avp(name)` and its like: stacks of values by name. Thread-safe: keeps nothing.
///
/// @param variable its name, for errors
/// @param most how many values one name may have
/// @param avps where the values are
public record AvpStack(String variable, int most, Function<Run, Avps> avps) implements Variable {

    /// The name of a key. Old scripts write `s:` or `i:` before it.
    private static String name(@Nullable Object key) {
        String name = Values.text(key).strip();
        return name.startsWith("s:") || name.startsWith("i:") ? name.substring(2) : name;
    }

    private void checkRoom(Avps avps, String name) {
        if (avps.all(name).size() >= most) {
            throw new ScriptError("$" + variable + "(" + name + ") has " + most + " values, which is the limit");
        }
    }

    @Override
    public @Nullable Object get(Run run, @Nullable Object key) {
        return avps.apply(run).first(name(key));
    }

    @Override
    public List<?> all(Run run, @Nullable Object key) {
        return List.copyOf(avps.apply(run).all(name(key)));
    }

    @Override
    public void set(Run run, @Nullable Object key, @Nullable Object value) {
        String name = name(key);
        if (value == null) {
            avps.apply(run).remove(name, 0);
        } else {
            checkRoom(avps.apply(run), name);
            avps.apply(run).push(name, value);
        }
    }

    @Override
    public void set(Run run, @Nullable Object key, String place, @Nullable Object value) {
        if (!place.equals("append") || value == null) {
            throw new ScriptError("$" + variable + " takes a value that is not null at the index 'append'");
        }
        checkRoom(avps.apply(run), name(key));
        avps.apply(run).append(name(key), value);
    }

    @Override
    public void set(Run run, @Nullable Object key, long index, @Nullable Object value) {
        String name = name(key);
        long size = avps.apply(run).all(name).size();
        long at = index < 0 ? size + index : index;
        if (value == null) {
            avps.apply(run).remove(name, Math.clamp(at, -1, Integer.MAX_VALUE));
        } else if (!avps.apply(run).set(name, Math.clamp(at, -1, Integer.MAX_VALUE), value)) {
            throw new ScriptError("$" + variable + "(" + name + ") has no value of index " + index);
        }
    }

    @Override
    public void replace(Run run, @Nullable Object key, @Nullable Object value) {
        avps.apply(run).clear(name(key));
        if (value != null) {
            avps.apply(run).push(name(key), value);
        }
    }
}
