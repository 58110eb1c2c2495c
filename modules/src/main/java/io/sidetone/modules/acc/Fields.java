package io.sidetone.modules.acc;

import io.sidetone.script.value.ScriptError;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Fields that a script adds to records: which tags there are, and what each backend calls them. Immutable.
final class Fields {

    /// One of a backend.
    ///
    /// @param tag what scripts call it
    /// @param name what the backend calls it
    record Field(String tag, String name) {}

    static final Fields NONE = new Fields();

    private final Map<Backend, List<Field>> ofBackends = new EnumMap<>(Backend.class);
    private final Set<String> tags = new LinkedHashSet<>();

    private Fields() {}

    /// Reads `log: a->name_of_a; b` and the like.
    ///
    /// @param parameter whose values these are
    /// @throws StartException if one is of another form
    static Fields parse(String parameter, List<String> lines) throws StartException {
        Fields fields = new Fields();
        for (String line : lines) {
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(0, colon)).strip().toLowerCase(Locale.ROOT);
            Backend backend = Stream.of(Backend.values())
                    .filter(one -> one.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new StartException(
                            Reason.CONFIGURATION,
                            "modparam(\"acc\", \"" + parameter + "\", \"" + line
                                    + "\") has to begin with 'log:', 'db:' or "
                                    + "'evi:', the place that the fields are for"));
            for (String field : line.substring(colon + 1).split(";", -1)) {
                fields.add(backend, field);
            }
        }
        return fields;
    }

    private void add(Backend backend, String text) {
        int arrow = text.indexOf("->");
        String tag = (arrow < 0 ? text : text.substring(0, arrow)).strip();
        if (!tag.isEmpty()) {
            tags.add(tag);
            List<Field> fields = ofBackends.computeIfAbsent(backend, _ -> new ArrayList<>());
            fields.removeIf(field -> field.tag.equals(tag));
            fields.add(
                    new Field(tag, arrow < 0 ? tag : text.substring(arrow + 2).strip()));
        }
    }

    /// Those of a backend, in their order.
    List<Field> of(Backend backend) {
        return ofBackends.getOrDefault(backend, List.of());
    }

    boolean isEmpty() {
        return tags.isEmpty();
    }

    /// The same tag.
    ///
    /// @param parameter that declares tags
    /// @throws ScriptError if it is not declared
    String declared(String tag, String parameter) {
        if (!tags.contains(tag)) {
            throw new ScriptError(
                    "'" + tag + "' is not declared: modparam(\"acc\", \"" + parameter + "\", \"log: " + tag + "\")");
        }
        return tag;
    }
}
