package io.sidetone.dist.compat.row;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The text of what `migrate check` knows of names that mean something else here. Thread-safe: only functions.
public final class DifferencesText {

    private DifferencesText() {}

    /// One line for each name that some rows are about: `sort.name: sentences`, each row with its title in quotes.
    public static String of(List<Row> rows) {
        Map<String, String> sentences = new TreeMap<>();
        for (Row row : rows) {
            if (row.kind() == Row.Kind.DIFFERS) {
                row.about()
                        .forEach(name -> sentences.merge(
                                name,
                                "\"" + row.title() + "\": " + row.difference(),
                                (before, after) -> before + " " + after));
            }
        }
        StringBuilder text = new StringBuilder("""
                # Generated from `dist/src/test/resources/compat` by `./sidetone docs`; do not edit.
                # What means something else here than in Kamailio, on purpose: `sort.name: how`.
                """);
        sentences.forEach(
                (name, how) -> text.append(name).append(": ").append(how).append('\n'));
        return text.toString();
    }
}
