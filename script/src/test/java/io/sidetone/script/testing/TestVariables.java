package io.sidetone.script.testing;

import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Variables of every sort, kept in the [TestContext] of the run.
final class TestVariables {

    private TestVariables() {}

    static TestContext context(Run run) {
        return (TestContext) run.context();
    }

    /// One value without a key.
    record Field(String name) implements Variable {

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            return context(run).fields.get(name);
        }

        @Override
        public void set(Run run, @Nullable Object key, @Nullable Object value) {
            context(run).fields.put(name, value);
        }
    }

    /// Values by key, of which a new one goes to the front, as `$avp` does.
    record Stack(Function<TestContext, Map<String, List<Object>>> values) implements Variable {

        private List<Object> list(Run run, @Nullable Object key) {
            if (key == null) {
                throw new ScriptError("the key is null");
            }
            String name = Values.text(key).toLowerCase(Locale.ROOT);
            return values.apply(context(run)).computeIfAbsent(name, _ -> new ArrayList<>());
        }

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            return get(run, key, 0);
        }

        @Override
        public List<?> all(Run run, @Nullable Object key) {
            return List.copyOf(list(run, key));
        }

        @Override
        public void set(Run run, @Nullable Object key, @Nullable Object value) {
            List<Object> list = list(run, key);
            if (value != null) {
                list.addFirst(value);
            } else if (!list.isEmpty()) {
                list.removeFirst();
            }
        }

        @Override
        public void set(Run run, @Nullable Object key, long index, @Nullable Object value) {
            List<Object> list = list(run, key);
            long at = index < 0 ? list.size() + index : index;
            if (at < 0 || at >= list.size()) {
                throw new ScriptError("there is no value " + index);
            }
            if (value == null) {
                list.remove((int) at);
            } else {
                list.set((int) at, value);
            }
        }

        @Override
        public void replace(Run run, @Nullable Object key, @Nullable Object value) {
            list(run, key).clear();
            set(run, key, value);
        }
    }

    /// A value of any kind by key, without anything: what a document is.
    static final class Document implements Variable {

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            return context(run).documents.get(Values.text(key));
        }

        @Override
        public void set(Run run, @Nullable Object key, @Nullable Object value) {
            context(run).documents.put(Values.text(key), value);
        }
    }
}
