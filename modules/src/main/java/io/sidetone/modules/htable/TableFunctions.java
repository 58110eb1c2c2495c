package io.sidetone.modules.htable;

import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.value.JsonText;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The functions of the module. Thread-safe.
final class TableFunctions {

    private static final System.Logger LOG = System.getLogger(TableFunctions.class.getName());

    private static final String LIFE = "How long it lives; 0 for always, as do all of a table without `autoexpire`.";
    private static final String ITERATORS = "htable.iterators";

    private final TableVariables places;
    private final Map<String, HashTable> tables;

    TableFunctions(TableVariables places, Map<String, HashTable> tables) {
        this.places = places;
        this.tables = tables;
    }

    void define(ModuleBuilder module) {
        entries(module);
        removing(module);
        asking(module);
        locks(module);
        iterating(module);
        changing(module);
        module.function("sht_print", "Logs all tables.")
                .returns(1, "always")
                .example("sht_print();")
                .does(_ -> {
                    tables.forEach((name, table) -> {
                        Map<String, Object> shown = new TreeMap<>();
                        table.all().forEach((key, entry) -> shown.put(key, entry.value()));
                        LOG.log(System.Logger.Level.INFO, "{0}", name + " = " + JsonText.of(shown));
                    });
                    return 1;
                });
    }

    private static Argument<String> table() {
        return Argument.text("table", "The name of the table.");
    }

    private static Argument<String> name() {
        return Argument.text("name", "The name of the entry.");
    }

    private void entries(ModuleBuilder module) {
        module.function("sht_setxs", "Sets an entry to a text, with the time that it lives.")
                .with(table())
                .with(name())
                .with(Argument.text("value", "The text."))
                .with(Argument.integer("seconds", LIFE))
                .returns(1, "set")
                .example("sht_setxs(\"ipban\", \"$si\", \"bad\", \"10\");")
                .does((_, table, name, value, seconds) -> {
                    places.table(table).set(name, value, seconds);
                    return 1;
                });
        module.function("sht_setxi", "Sets an entry to a number, with the time that it lives.")
                .with(table())
                .with(name())
                .with(Argument.integer("value", "The number."))
                .with(Argument.integer("seconds", LIFE))
                .returns(1, "set")
                .example("sht_setxi(\"ipban\", \"$si\", \"1\", \"10\");")
                .does((_, table, name, value, seconds) -> {
                    places.table(table).set(name, value, seconds);
                    return 1;
                });
        for (String function : List.of("sht_inc", "sht_dec")) {
            long summand = function.equals("sht_inc") ? 1 : -1;
            module.function(function, (summand > 0 ? "Adds one to" : "Takes one from") + " an entry, at once.")
                    .with(table())
                    .with(name())
                    .returns(1, "done")
                    .returns(-1, "it is a text, or it is not there and there is no initial value")
                    .example(function + "(\"ipban\", \"$si\");")
                    .does((_, table, name) -> places.table(table).add(name, summand) == null ? -1 : 1);
        }
    }

    private void removing(ModuleBuilder module) {
        module.function("sht_rm", "Takes an entry away.")
                .with(table())
                .with(name())
                .returns(1, "it is not there any more")
                .example("sht_rm(\"ipban\", \"$si\");")
                .does((_, table, name) -> {
                    places.table(table).remove(name);
                    return 1;
                });
        for (String function : List.of("sht_rm_name", "sht_rm_value")) {
            boolean byName = function.equals("sht_rm_name");
            String what = byName ? "name" : "value";
            module.function(function, "Takes all entries away whose " + what + " fits.")
                    .with(table())
                    .with(Argument.text(
                            "operator", "`re` an expression, `sw` the beginning, `ew` the end, `in` a part."))
                    .with(Argument.text("text", "What it is compared with."))
                    .returns(1, "done")
                    .example(function + "(\"ipban\", \"sw\", \"192.0.2.\");")
                    .does((_, table, operator, text) -> remove(table, Matching.of(operator, text), byName));
            module.function(function + "_re", "Takes all entries away whose " + what + " fits an expression.")
                    .with(Argument.text("place", "`table=>expression`."))
                    .returns(1, "done")
                    .example(function + "_re(\"ipban=>^192\");")
                    .does((_, place) -> {
                        TableVariables.Place found = places.place(place);
                        return remove(found.table().definition().name(), Matching.of("re", found.name()), byName);
                    });
        }
        module.function("sht_reset", "Takes all entries of a table away.")
                .with(table())
                .returns(1, "it is empty")
                .example("sht_reset(\"ipban\");")
                .does((_, table) -> {
                    places.table(table).clear();
                    return 1;
                });
    }

    private int remove(String table, Predicate<String> fits, boolean byName) {
        places.table(table).removeIf((name, value) -> fits.test(byName ? name : Values.text(value)));
        return 1;
    }

    private void asking(ModuleBuilder module) {
        for (String function : List.of("sht_match_name", "sht_match_str_value")) {
            boolean byName = function.equals("sht_match_name");
            module.function(function, "Whether an entry has a " + (byName ? "name" : "text") + " that fits.")
                    .or(byName ? "sht_has_name" : "sht_has_str_value")
                    .with(table())
                    .with(Argument.text("operator", "`eq`, `ne`, `re` for an expression, `sw` for the beginning."))
                    .with(Argument.text("text", "What it is compared with."))
                    .returns(1, "there is one")
                    .returns(-1, "there is none")
                    .example("if (" + function + "(\"ipban\", \"eq\", \"$si\")) xlog(\"banned\");")
                    .does((_, table, operator, text) -> {
                        Predicate<String> fits = Matching.of(operator, text);
                        return places.table(table)
                                                .count((name, value) -> byName
                                                        ? fits.test(name)
                                                        : value instanceof String each && fits.test(each))
                                        > 0
                                ? 1
                                : -1;
                    });
        }
        module.function("sht_is_null", "Whether an entry is not there.")
                .with(table())
                .with(name())
                .returns(2, "there is no such table")
                .returns(1, "it is not there")
                .returns(-1, "it is not there, but the table has an initial value")
                .returns(-2, "it is there")
                .example("if (sht_is_null(\"ipban\", \"$si\")) xlog(\"not banned\");")
                .does((_, table, name) -> {
                    HashTable found = tables.get(table);
                    if (found == null) {
                        return 2;
                    }
                    return found.entry(name) != null ? -2 : found.get(name) != null ? -1 : 1;
                });
    }

    /// A lock that a script may forget to open, or wait with, would stop everybody else.
    private void locks(ModuleBuilder module) {
        module.function("sht_lock", "Accepted: each change of an entry happens at once, `$shtinc` too.")
                .with(Argument.text("place", "`table=>name`."))
                .returns(1, "the table is there")
                .example("sht_lock(\"ipban=>$si\");")
                .does((_, place) -> places.place(place).name().isEmpty() ? -1 : 1);
        module.function("sht_unlock", "Accepted: each change of an entry happens at once, `$shtinc` too.")
                .with(Argument.text("place", "`table=>name`."))
                .returns(1, "the table is there")
                .example("sht_unlock(\"ipban=>$si\");")
                .does((_, place) -> places.place(place).name().isEmpty() ? -1 : 1);
    }

    /// A walk through a table, which sees the names that were there when it began. Confined to a run.
    private static final class Iterator {

        private final HashTable table;
        private final List<String> names;
        private int at = -1;

        Iterator(HashTable table) {
            this.table = table;
            this.names = table.names();
        }

        boolean next() {
            at++;
            while (at < names.size() && table.entry(names.get(at)) == null) {
                at++;
            }
            return at < names.size();
        }

        @Nullable
        String name() {
            return at >= 0 && at < names.size() ? names.get(at) : null;
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Iterator> iterators(RoutingContext context) {
        if (context.note(ITERATORS) instanceof Map<?, ?> known) {
            return (Map<String, Iterator>) known;
        }
        Map<String, Iterator> made = new TreeMap<>();
        context.note(ITERATORS, made);
        return made;
    }

    private static Iterator iterator(RoutingContext context, String name) {
        Iterator iterator = iterators(context).get(name);
        if (iterator == null) {
            throw new ScriptError("no walk through a table is called '" + name + "': begin it by sht_iterator_start()");
        }
        return iterator;
    }

    private static Argument<String> iterator() {
        return Argument.text("iterator", "The name of the walk.");
    }

    private void iterating(ModuleBuilder module) {
        module.function("sht_iterator_start", "Begins a walk through a table.")
                .with(iterator())
                .with(table())
                .returns(1, "begun")
                .example("sht_iterator_start(\"i1\", \"ipban\");")
                .does((context, name, table) -> {
                    iterators(context).put(name, new Iterator(places.table(table)));
                    return 1;
                });
        module.function("sht_iterator_next", "Goes to the next entry; also to the first.")
                .with(iterator())
                .returns(1, "there is one")
                .returns(-1, "there are no more")
                .example("while (sht_iterator_next(\"i1\")) xlog(\"$shtitkey(i1) is $shtitval(i1)\");")
                .does((context, name) -> iterator(context, name).next() ? 1 : -1);
        module.function("sht_iterator_end", "Ends a walk.")
                .with(iterator())
                .returns(1, "always")
                .example("sht_iterator_end(\"i1\");")
                .does((context, name) -> {
                    iterators(context).remove(name);
                    return 1;
                });
        module.variable("shtitkey", "The name of the entry that a walk is at.")
                .key(VariableDefinition.Key.NEEDED)
                .readsWithKey(
                        (context, key) -> iterator(context, Values.text(key)).name());
        module.variable("shtitval", "The value of the entry that a walk is at.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.ANY)
                .readsWithKey((context, key) -> {
                    Iterator walk = iterator(context, Values.text(key));
                    String name = walk.name();
                    return name == null ? null : walk.table.get(name);
                });
    }

    private static void changing(ModuleBuilder module) {
        module.function("sht_iterator_rm", "Takes the entry away that a walk is at, and goes to the next one.")
                .with(iterator())
                .returns(1, "there is a next one")
                .returns(-1, "the walk is at none")
                .returns(-2, "there are no more")
                .example("sht_iterator_rm(\"i1\");")
                .does((context, name) -> {
                    Iterator walk = iterator(context, name);
                    String key = walk.name();
                    if (key == null || !walk.table.remove(key)) {
                        return -1;
                    }
                    return walk.next() ? 1 : -2;
                });
        module.function("sht_iterator_sets", "Sets the entry that a walk is at to a text.")
                .with(iterator())
                .with(Argument.text("value", "The text."))
                .returns(1, "set")
                .returns(-1, "the walk is at none")
                .example("sht_iterator_sets(\"i1\", \"$ci\");")
                .does((context, name, value) -> set(iterator(context, name), value));
        module.function("sht_iterator_seti", "Sets the entry that a walk is at to a number.")
                .with(iterator())
                .with(Argument.integer("value", "The number."))
                .returns(1, "set")
                .returns(-1, "the walk is at none")
                .example("sht_iterator_seti(\"i1\", \"20\");")
                .does((context, name, value) -> set(iterator(context, name), value));
        module.function("sht_iterator_setex", "Says how long the entry lives that a walk is at.")
                .with(iterator())
                .with(Argument.integer("seconds", LIFE))
                .returns(1, "set")
                .returns(-1, "the walk is at none")
                .example("sht_iterator_setex(\"i1\", \"120\");")
                .does((context, name, seconds) -> {
                    Iterator walk = iterator(context, name);
                    String key = walk.name();
                    return key != null && walk.table.expire(key, seconds) ? 1 : -1;
                });
    }

    private static int set(Iterator walk, Object value) {
        String key = walk.name();
        if (key == null) {
            return -1;
        }
        walk.table.set(key, value);
        return 1;
    }
}
