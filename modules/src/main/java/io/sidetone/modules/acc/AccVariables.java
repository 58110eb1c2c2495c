package io.sidetone.modules.acc;

import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.ModuleBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The values that scripts add to records. Thread-safe: keeps nothing.
final class AccVariables {

    private static final int LONGEST = 4096;

    private AccVariables() {}

    static void define(ModuleBuilder module, Supplier<Ledger> ledger) {
        module.variable("acc_extra", "A value that records get, by a tag of `extra_fields`.")
                .key(VariableDefinition.Key.NEEDED)
                .is(true, new Extra(ledger));
        module.variable(
                        "acc_leg",
                        "A value of a leg of the call, by a tag of `leg_fields`; the last leg if no index follows.")
                .key(VariableDefinition.Key.NEEDED)
                .several()
                .is(true, new Leg(ledger));
        module.variable("acc_current_leg", "The index of the last leg.")
                .type(Type.INTEGER)
                .reads(context -> (long) account(context, ledger.get()).legs().size() - 1);
    }

    static Account account(RoutingContext context, Ledger ledger) {
        return Account.of(context.transaction(), ledger);
    }

    /// An empty value is none.
    private static void put(Map<String, String> values, String tag, @Nullable Object value) {
        String text = value == null ? "" : Values.text(value);
        if (text.isEmpty()) {
            values.remove(tag);
        } else {
            values.put(tag, text.substring(0, Math.min(text.length(), LONGEST)));
        }
    }

    private record Extra(Supplier<Ledger> ledger) implements Variable {

        private String tag(@Nullable Object key) {
            return ledger.get().extra(Values.text(key).strip());
        }

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            return account(RoutingContext.of(run), ledger.get()).extras().get(tag(key));
        }

        @Override
        public void set(Run run, @Nullable Object key, @Nullable Object value) {
            put(account(RoutingContext.of(run), ledger.get()).extras(), tag(key), value);
        }
    }

    private record Leg(Supplier<Ledger> ledger) implements Variable {

        private String tag(@Nullable Object key) {
            return ledger.get().leg(Values.text(key).strip());
        }

        private List<Map<String, String>> legs(Run run) {
            return account(RoutingContext.of(run), ledger.get()).legs();
        }

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            return legs(run).getLast().get(tag(key));
        }

        @Override
        public List<?> all(Run run, @Nullable Object key) {
            String tag = tag(key);
            List<@Nullable Object> all = new ArrayList<>();
            legs(run).forEach(leg -> all.add(leg.get(tag)));
            return all;
        }

        @Override
        public void set(Run run, @Nullable Object key, @Nullable Object value) {
            put(legs(run).getLast(), tag(key), value);
        }

        @Override
        public void set(Run run, @Nullable Object key, long index, @Nullable Object value) {
            List<Map<String, String>> legs = legs(run);
            long at = index < 0 ? legs.size() + index : index;
            if (at < 0 || at >= legs.size()) {
                throw new ScriptError("there is no leg " + index);
            }
            put(legs.get((int) at), tag(key), value);
        }
    }
}
