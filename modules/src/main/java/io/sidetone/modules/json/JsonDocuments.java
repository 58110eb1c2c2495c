package io.sidetone.modules.json;

import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.value.JsonReader;
import io.sidetone.script.value.JsonText;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.RoutingContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `$json`: documents that live as long as the transaction. What is read is the value itself, so that what a
/// script does to a list or map that it has read is done to the document. Thread-safe: keeps nothing itself.
final class JsonDocuments implements Variable {

    /// The most documents of one transaction.
    static final int MOST = 1_000;

    private static final String NOTE = "json";
    private static final String KEYS = ".keys";
    private static final String VALUES = ".values";

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> documents(Run run) {
        RoutedTransaction transaction = RoutingContext.of(run).transaction();
        Object known = transaction.note(NOTE);
        if (known == null) {
            known = new HashMap<String, @Nullable Object>();
            transaction.note(NOTE, known);
        }
        return (Map<String, @Nullable Object>) known;
    }

    private static @Nullable Object at(Run run, JsonPath path) {
        Object value = documents(run).get(path.name());
        for (Object step : path.steps()) {
            value = JsonPath.follow(value, step);
        }
        return value;
    }

    @Override
    public @Nullable Object get(Run run, @Nullable Object key) {
        return at(run, JsonPath.parse(key));
    }

    /// The elements of a list, the values of a map, or its keys.
    @Override
    public List<?> all(Run run, @Nullable Object key) {
        String text = Values.text(key);
        boolean keys = text.endsWith(KEYS);
        String suffix = keys ? KEYS : text.endsWith(VALUES) ? VALUES : "";
        Object value = at(run, JsonPath.parse(text.substring(0, text.length() - suffix.length())));
        return switch (value) {
            case null -> List.of();
            case Map<?, ?> map -> new ArrayList<Object>(keys ? map.keySet() : map.values());
            case List<?> list -> new ArrayList<Object>(list);
            default -> List.of(value);
        };
    }

    /// `=`: the value as it is; null takes away what is there.
    @Override
    public void set(Run run, @Nullable Object key, @Nullable Object value) {
        JsonPath path = JsonPath.parse(key);
        try {
            if (value == null) {
                remove(run, path);
            } else {
                put(run, path, value);
            }
        } catch (UnsupportedOperationException _) {
            throw new ScriptError("the list or map at $json(" + path + ") cannot be changed");
        }
    }

    @Override
    public void set(Run run, @Nullable Object key, long index, @Nullable Object value) {
        set(run, Values.text(key) + "[" + index + "]", value);
    }

    /// `:=`: what a text in the form of JSON stands for, or a copy of a value; null takes away what is there.
    @Override
    public void replace(Run run, @Nullable Object key, @Nullable Object value) {
        JsonPath path = JsonPath.parse(key);
        if (value == null) {
            remove(run, path);
        } else {
            put(run, path, copy(JsonReader.read(value instanceof String text ? text : JsonText.of(value))));
        }
    }

    /// The same, to be changed.
    private static @Nullable Object copy(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((name, member) -> copy.put(Values.text(name), copy(member)));
                yield copy;
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>(list.size());
                list.forEach(element -> copy.add(copy(element)));
                yield copy;
            }
            case null, default -> value;
        };
    }

    private static void put(Run run, JsonPath path, @Nullable Object value) {
        Map<String, @Nullable Object> documents = documents(run);
        if (path.steps().isEmpty()) {
            if (documents.size() >= MOST && !documents.containsKey(path.name())) {
                throw new ScriptError("there are " + MOST + " documents already, which is the limit");
            }
            documents.put(path.name(), value);
            return;
        }
        Object last = path.steps().getLast();
        switch (parent(run, path)) {
            case Map<?, ?> map
            when last instanceof String name -> changeable(map).put(name, value);
            case List<?> list
            when last == JsonPath.Step.APPEND -> changeable(list).add(value);
            case List<?> list
            when last instanceof Long index && isIn(list, index) ->
                changeable(list).set(position(list, index), value);
            case null, default -> throw new ScriptError("there is no place $json(" + path + ")");
        }
    }

    private static void remove(Run run, JsonPath path) {
        if (path.steps().isEmpty()) {
            documents(run).remove(path.name());
            return;
        }
        Object last = path.steps().getLast();
        switch (parent(run, path)) {
            case Map<?, ?> map
            when last instanceof String name -> changeable(map).remove(name);
            case List<?> list
            when last instanceof Long index && isIn(list, index) -> {
                Object _ = changeable(list).remove(position(list, index));
            }
            case null, default -> {
                // What is not there is gone already.
            }
        }
    }

    private static @Nullable Object parent(Run run, JsonPath path) {
        return at(
                run,
                new JsonPath(path.name(), path.steps().subList(0, path.steps().size() - 1)));
    }

    private static boolean isIn(List<?> list, long index) {
        long at = index < 0 ? list.size() + index : index;
        return at >= 0 && at < list.size();
    }

    private static int position(List<?> list, long index) {
        return (int) (index < 0 ? list.size() + index : index);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> changeable(Map<?, ?> map) {
        return (Map<String, @Nullable Object>) map;
    }

    @SuppressWarnings("unchecked")
    private static List<@Nullable Object> changeable(List<?> list) {
        return (List<@Nullable Object>) list;
    }
}
