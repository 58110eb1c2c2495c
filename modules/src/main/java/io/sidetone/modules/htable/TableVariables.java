package io.sidetone.modules.htable;

import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.module.ModuleBuilder;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// `$sht(table=>name)` and its like. Thread-safe.
final class TableVariables {

    private final Map<String, HashTable> tables;

    TableVariables(Map<String, HashTable> tables) {
        this.tables = tables;
    }

    void define(ModuleBuilder module) {
        module.variable("sht", "An entry of a table: `$sht(table=>name)`; null takes it away.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.ANY)
                .is(true, new Value());
        module.variable(
                        "shtex",
                        "The seconds that an entry has left; 0 for always, if there is none, and without `autoexpire`.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.INTEGER)
                .is(true, new Time());
        module.variable("shtcn", "How many entries have a name that fits: `$shtcn(table=>~~expression)`.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.INTEGER)
                .readsWithKey((_, key) -> {
                    Place place = place(key);
                    Predicate<String> fits = Matching.signed(place.name());
                    return place.table().count((name, _) -> fits.test(name));
                });
        module.variable("shtcv", "How many entries have a value that fits: `$shtcv(table=>~~expression)`.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.INTEGER)
                .readsWithKey((_, key) -> {
                    Place place = place(key);
                    return countValues(place.table(), place.name());
                });
        module.variable("shtinc", "Adds one to an entry, and is what it is then; null if that cannot be.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.INTEGER)
                .readsWithKey((_, key) -> place(key).table().add(place(key).name(), 1));
        module.variable("shtdec", "Takes one from an entry, and is what it is then; null if that cannot be.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.INTEGER)
                .readsWithKey((_, key) -> place(key).table().add(place(key).name(), -1));
    }

    private static long countValues(HashTable table, String text) {
        if (text.startsWith("eq")) {
            Long number = Values.integer(text.substring(2));
            return table.count((_, value) -> value.equals(number));
        }
        Predicate<String> fits = Matching.signed(text);
        return table.count((_, value) -> value instanceof String each && fits.test(each));
    }

    /// An entry that a key names.
    record Place(HashTable table, String name) {}

    /// `table=>name`.
    ///
    /// @throws ScriptError if there is no such table
    Place place(@Nullable Object key) {
        String text = Values.text(key);
        int arrow = text.indexOf("=>");
        if (arrow < 0 || arrow + 2 == text.length()) {
            throw new ScriptError("an entry of a table is written table=>name");
        }
        return new Place(table(text.substring(0, arrow).strip()), text.substring(arrow + 2));
    }

    /// A table by its name.
    ///
    /// @throws ScriptError if there is none
    HashTable table(String name) {
        HashTable table = tables.get(name);
        if (table == null) {
            throw new ScriptError("there is no table '" + name + "': name it by modparam(\"htable\", \"htable\", \""
                    + name + "=>size=8;\")");
        }
        return table;
    }

    private final class Value implements Variable {

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            Place place = place(key);
            return place.table().get(place.name());
        }

        @Override
        public void set(Run run, @Nullable Object key, @Nullable Object value) {
            Place place = place(key);
            if (value == null) {
                place.table().remove(place.name());
            } else {
                place.table().set(place.name(), value);
            }
        }
    }

    private final class Time implements Variable {

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            Place place = place(key);
            return place.table().left(place.name());
        }

        @Override
        public void set(Run run, @Nullable Object key, @Nullable Object value) {
            Long seconds = value == null ? null : Values.integer(value);
            Place place = place(key);
            if (seconds == null) {
                throw new ScriptError("the time of an entry is a number of seconds");
            }
            place.table().expire(place.name(), seconds);
        }
    }
}
