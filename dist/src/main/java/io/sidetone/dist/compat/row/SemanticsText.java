package io.sidetone.dist.compat.row;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The text of `docs/dialects/semantics.md`. Thread-safe: only functions.
public final class SemanticsText {

    private SemanticsText() {}

    /// The page of some rows.
    public static String of(List<Row> rows) {
        Map<String, List<Row>> rules = new LinkedHashMap<>();
        rows.forEach(
                row -> rules.computeIfAbsent(row.rule(), _ -> new ArrayList<>()).add(row));
        StringBuilder page = new StringBuilder("""
                # What scripts rely on

                Generated from `dist/src/test/resources/compat` by `./sidetone docs`; do not edit.

                A configuration is thousands of lines of habit. Each row here is one: a configuration, what is sent through it,
                and what is seen then, by the peers, in the log and in the database. `./sidetone compat` runs each on Kamailio
                5.6 and on our server, and so does a test.

                - **equal**: both do the same.
                - **differs**: they do not, on purpose; the row says why, and both sides are tested.
                - **derived**: what OpenSIPS does by its documentation, in the native dialect; tested on our server only.
                - **open**: what should be seen is not yet seen here. A test says so when it is.

                Rows leave out what all have in common: sockets for UDP and TCP, and the modules kex, corex, tm, tmx, sl, rr, pv,
                maxfwd, textops, siputils and xlog. In a flow `>` is sent, `<` is waited for, `=` is an answer. Peers
                acknowledge refusals, and answer CANCEL, by themselves. Under "seen" stands what each has received; what is
                never the same twice, such as branches and tags, is left out, and so is 100 where a row is not about it.

                """);
        page.append("| rule | equal | differs | derived | open |\n|---|---|---|---|---|\n");
        rules.forEach((rule, these) ->
                page.append("| ").append(rule).append(count(these)).append(" |\n"));
        page.append("| all").append(count(rows)).append(" |\n");
        rules.forEach((rule, these) -> {
            page.append("\n## ").append(rule).append('\n');
            these.forEach(row -> append(row, page));
        });
        return page.toString();
    }

    private static String count(List<Row> rows) {
        StringBuilder cells = new StringBuilder();
        for (Row.Kind kind : Row.Kind.values()) {
            cells.append(" | ")
                    .append(rows.stream().filter(row -> row.kind() == kind).count());
        }
        return cells.toString();
    }

    private static void append(Row row, StringBuilder page) {
        page.append("\n### ").append(row.title()).append("\n\n");
        page.append("`")
                .append(row.id())
                .append("`: **")
                .append(row.kind().word())
                .append("**");
        if (row.difference() != null) {
            page.append(". ").append(row.difference());
        }
        page.append("\n\n");
        block(row.section("config"), page);
        page.append('\n');
        block(row.section("flow"), page);
        page.append(row.sections().containsKey(Row.OURS) ? "\nSeen at Kamailio:\n\n" : "\nSeen:\n\n");
        block(row.section(Row.EXPECTED), page);
        if (row.sections().containsKey(Row.OURS)) {
            page.append("\nSeen here:\n\n");
            block(row.section(Row.OURS), page);
        }
    }

    private static void block(String text, StringBuilder page) {
        page.append("```\n").append(text).append("```\n");
    }
}
