package io.sidetone.modules.core;

import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.Avps;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.ModuleBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `$avp(name)`: stacks of values that live as long as the transaction. Thread-safe: keeps nothing.
final class AvpVariables {

    /// The most values that one name may have.
    static final int MOST = 10_000;

    private AvpVariables() {}

    static void define(ModuleBuilder module) {
        module.variable("avp", "A stack of values of the transaction: what was added last is read first.")
                .key(VariableDefinition.Key.NEEDED)
                .several()
                .type(Type.ANY)
                .is(true, new Stack());
    }

    /// The name of a key. Old scripts write `s:` or `i:` before it.
    static String name(@Nullable Object key) {
        String name = Values.text(key).strip();
        return name.startsWith("s:") || name.startsWith("i:") ? name.substring(2) : name;
    }

    private static final class Stack implements Variable {

        private static Avps avps(Run run) {
            return RoutingContext.of(run).transaction().avps();
        }

        private static void checkRoom(Avps avps, String name) {
            if (avps.all(name).size() >= MOST) {
                throw new ScriptError("$avp(" + name + ") has " + MOST + " values, which is the limit");
            }
        }

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            return avps(run).first(name(key));
        }

        @Override
        public List<?> all(Run run, @Nullable Object key) {
            return List.copyOf(avps(run).all(name(key)));
        }

        @Override
        public void set(Run run, @Nullable Object key, @Nullable Object value) {
            String name = name(key);
            if (value == null) {
                avps(run).remove(name, 0);
            } else {
                checkRoom(avps(run), name);
                avps(run).push(name, value);
            }
        }

        @Override
        public void set(Run run, @Nullable Object key, String place, @Nullable Object value) {
            if (!place.equals("append") || value == null) {
                throw new ScriptError("$avp takes a value that is not null at the index 'append'");
            }
            checkRoom(avps(run), name(key));
            avps(run).append(name(key), value);
        }

        @Override
        public void set(Run run, @Nullable Object key, long index, @Nullable Object value) {
            String name = name(key);
            long size = avps(run).all(name).size();
            long at = index < 0 ? size + index : index;
            if (value == null) {
                avps(run).remove(name, Math.clamp(at, -1, Integer.MAX_VALUE));
            } else if (!avps(run).set(name, Math.clamp(at, -1, Integer.MAX_VALUE), value)) {
                throw new ScriptError("$avp(" + name + ") has no value of index " + index);
            }
        }

        @Override
        public void replace(Run run, @Nullable Object key, @Nullable Object value) {
            avps(run).clear(name(key));
            if (value != null) {
                avps(run).push(name(key), value);
            }
        }
    }
}
