package io.sidetone.dist.migrate;

import io.sidetone.script.check.Use;
import io.sidetone.script.define.Family;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the modules of another server bring, so that what is missing here can be told from what is nowhere.
/// Immutable.
final class FamilyNames {

    private final Map<String, TreeSet<String>> modules = new HashMap<>();

    private FamilyNames() {}

    /// Those of one family.
    static FamilyNames of(Family family) {
        String file = family.name().toLowerCase(Locale.ROOT) + ".names";
        FamilyNames names = new FamilyNames();
        try (InputStream in = Objects.requireNonNull(FamilyNames.class.getResourceAsStream(file), file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(names::take);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    /// @param line `module: sort: names`
    private void take(String line) {
        int first = line.indexOf(": ");
        int second = line.indexOf(':', first + 2);
        String module = line.substring(0, first);
        String sort = line.substring(first + 2, second);
        String list = line.substring(second + 1).strip();
        add("module", module, module);
        if (!list.isEmpty()) {
            for (String name : list.split(" ", -1)) {
                add(sort, sort.equals("parameter") ? module + "." + name : name, module);
            }
        }
    }

    private void add(String sort, String name, String module) {
        modules.computeIfAbsent(sort + " " + name, _ -> new TreeSet<>()).add(module);
    }

    /// The module that brings something, several of them with commas; null if none does.
    @Nullable
    String moduleOf(Use.Sort sort, String name) {
        TreeSet<String> found = modules.get(sort.name().toLowerCase(Locale.ROOT) + " " + name);
        return found == null ? null : String.join(", ", found);
    }
}
