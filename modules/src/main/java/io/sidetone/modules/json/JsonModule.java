package io.sidetone.modules.json;

import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.value.JsonReader;
import io.sidetone.script.value.JsonText;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The module `json`. Thread-safe: keeps nothing.
public final class JsonModule implements Module {

    @Override
    public void define(ModuleBuilder module) {
        module.name("json", "Documents that a script builds and takes apart by paths: `$json(call/legs[0]/uri)`.");
        module.flag("enable_long_quoting", false, "Does nothing: all numbers of 64 bits are numbers.");
        JsonDocuments documents = new JsonDocuments();
        module.variable(
                        "json",
                        "A part of a document: `=` sets a value, `:=` what a text in the form of JSON stands for; "
                                + "`[*]` is all elements or values, with `.keys` behind the path the keys.")
                .key(VariableDefinition.Key.NEEDED)
                .several()
                .type(Type.ANY)
                .is(true, documents);
        module.variable("json_compact", "A part of a document as text.")
                .or("json_compact_noescape")
                .key(VariableDefinition.Key.NEEDED)
                .is(false, (run, key) -> text(documents.get(run, key), false));
        module.variable("json_pretty", "A part of a document as text that people read: each member in a line.")
                .key(VariableDefinition.Key.NEEDED)
                .is(false, (run, key) -> text(documents.get(run, key), true));
        functions(module);
    }

    private static void functions(ModuleBuilder module) {
        module.function("json_link", "Lets one place of a document be the same thing as another one.")
                .with(Argument.output("target", "The place that becomes the other one, as `$json(a/b)`."))
                .with(Argument.value("source", "What it becomes."))
                .returns(1, "done")
                .example("json_link($json(stub), $json(all));")
                .does((_, target, source) -> {
                    target.set(source);
                    return 1;
                });
        module.function("json_merge", "Puts all members of two documents into a new one; the second one wins.")
                .with(Argument.value("main", "The first one."))
                .with(Argument.value("patch", "The second one."))
                .with(Argument.output("result", "Takes the text of the new one."))
                .returns(1, "done")
                .example("json_merge($json(a), $json(b), $var(both));")
                .does((_, main, patch, result) -> {
                    Map<Object, @Nullable Object> merged = new LinkedHashMap<>(map(main));
                    merged.putAll(map(patch));
                    result.set(JsonText.of(merged));
                    return 1;
                });
    }

    private static Map<?, ?> map(@Nullable Object value) {
        Object read = value instanceof String text ? JsonReader.read(text) : value;
        if (read instanceof Map<?, ?> map) {
            return map;
        }
        throw new ScriptError("only objects can be merged, not " + Type.of(read).phrase());
    }

    private static @Nullable String text(@Nullable Object value, boolean pretty) {
        if (value == null) {
            return null;
        }
        // Its length and depth are checked here.
        String compact = JsonText.of(value);
        if (!pretty) {
            return compact;
        }
        StringBuilder out = new StringBuilder();
        print(value, "\n", out);
        return out.toString();
    }

    private static void print(@Nullable Object value, String line, StringBuilder out) {
        String inner = line + "  ";
        switch (value) {
            case Map<?, ?> map
            when !map.isEmpty() -> {
                out.append('{');
                Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
                while (entries.hasNext()) {
                    Map.Entry<?, ?> entry = entries.next();
                    out.append(inner)
                            .append(JsonText.of(Values.text(entry.getKey())))
                            .append(": ");
                    print(entry.getValue(), inner, out);
                    out.append(entries.hasNext() ? "," : "");
                }
                out.append(line).append('}');
            }
            case List<?> list
            when !list.isEmpty() -> {
                out.append('[');
                Iterator<?> elements = list.iterator();
                while (elements.hasNext()) {
                    out.append(inner);
                    print(elements.next(), inner, out);
                    out.append(elements.hasNext() ? "," : "");
                }
                out.append(line).append(']');
            }
            case null, default -> out.append(JsonText.of(value));
        }
    }
}
