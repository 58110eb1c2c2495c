package io.sidetone.dist.compat.row;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One habit of scripts: a configuration, what peers send through it, and what is seen then. Immutable.
///
/// @param file where it is written
/// @param heads what stands above its sections, by key
/// @param sections the sections, by name, each with a line end at its end
public record Row(Path file, Map<String, String> heads, Map<String, String> sections) {

    /// The end of the names of such files.
    public static final String ENDING = ".row";

    /// The section of what is seen, at Kamailio or, in rows of the native dialect, by the documentation.
    public static final String EXPECTED = "expect";

    /// The section of what is seen here, where that is something else on purpose.
    public static final String OURS = "ours";

    /// What says that a row is not yet as it should be here, and why.
    private static final String OPEN = "open";

    /// The sections that there may be, in their order.
    static final List<String> SECTIONS = List.of("sql", "config", "flow", "query", EXPECTED, OURS);

    /// What may stand above the sections.
    static final List<String> HEADS = List.of(
            "title",
            "rule",
            "family",
            "differs",
            "about",
            "open",
            "modules",
            "show",
            "children",
            "listen",
            "peers",
            "manual",
            "settle",
            "switches");

    /// How a row stands to the server that it was seen at.
    public enum Kind {
        /// Both do the same.
        EQUAL("equal"),
        /// They do not, and the row says why.
        DIFFERS("differs"),
        /// Nobody was asked: it is what the documentation of OpenSIPS says.
        DERIVED("derived"),
        /// What is seen here is not yet what should be.
        OPEN("open");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// What the page says of such a row.
        public String word() {
            return word;
        }
    }

    /// Copies the maps.
    public Row {
        heads = Collections.unmodifiableMap(new LinkedHashMap<>(heads));
        sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
    }

    /// What the row is called: the name of its file without the ending.
    public String id() {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ENDING.length());
    }

    /// What it shows, in a sentence.
    public String title() {
        return head("title", "");
    }

    /// The rule that it belongs to.
    public String rule() {
        return head("rule", "");
    }

    public Kind kind() {
        if (heads.containsKey(OPEN)) {
            return Kind.OPEN;
        }
        if (isNative()) {
            return Kind.DERIVED;
        }
        return heads.containsKey("differs") ? Kind.DIFFERS : Kind.EQUAL;
    }

    /// Whether it is written in the native dialect, and so not for Kamailio.
    public boolean isNative() {
        return heads.containsKey("family");
    }

    /// Whether it is about the configuration that Debian's package of Kamailio brings, byte for byte.
    public boolean isStock() {
        return heads.containsKey("switches");
    }

    /// Why what is seen here is something else; null if it is not.
    public @Nullable String difference() {
        return kind() == Kind.OPEN ? heads.get(OPEN) : heads.get("differs");
    }

    /// The names whose meaning differs by this row, each `sort.name`, as `function.save`.
    public Set<String> about() {
        return words("about");
    }

    /// A value from above the sections.
    public String head(String key, String usual) {
        return heads.getOrDefault(key, usual);
    }

    /// The words of a value from above the sections.
    public Set<String> words(String key) {
        return Arrays.stream(head(key, "").split("[ ,]+", -1))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// A section; empty if there is none.
    public String section(String name) {
        return sections.getOrDefault(name, "");
    }

    /// What has to be seen here.
    public String expectedHere() {
        return section(sections.containsKey(OURS) ? OURS : EXPECTED);
    }

    /// The same, no longer or still open.
    public Row open(boolean open) {
        Map<String, String> changed = new LinkedHashMap<>(heads);
        if (open) {
            changed.putIfAbsent(OPEN, "It is not yet so here.");
        } else {
            changed.remove(OPEN);
        }
        return new Row(file, changed, sections);
    }

    /// The same with another text in a section.
    public Row with(String section, String text) {
        Map<String, String> changed = new LinkedHashMap<>(sections);
        changed.put(section, text);
        return new Row(file, heads, changed);
    }

    @Override
    public String toString() {
        return id();
    }
}
