package io.sidetone.dist.fuzz;

import java.util.List;
import java.util.TreeMap;

/// The page of the documentation that says what fuzzing came to. Immutable.
///
/// @param seconds how long each target ran
record FuzzPage(int seconds) {

    /// The page with the rows of these results. Rows of other targets are kept if they were measured alike.
    String with(List<FuzzResult> results, String before) {
        TreeMap<String, String> rows = new TreeMap<>();
        String head = head();
        if (before.startsWith(head)) {
            before.substring(head.length()).lines().forEach(row -> rows.put(target(row), row));
        }
        results.forEach(result -> rows.put(target(result.row()), result.row()));
        return head + String.join("\n", rows.values()) + "\n";
    }

    private static String target(String row) {
        return row.substring(2, row.indexOf(" |"));
    }

    private String head() {
        return """
                # Fuzzing

                Written by `./sidetone fuzz [TARGET] SECONDS --record`; do not edit. How to fuzz and what to do about a finding:
                [hacking](hacking.md).

                Each target ran for %d s on Java %d, with %d processors for all. Edges are branches of the code that were
                reached, features count also how often and with which comparisons; the corpus holds the inputs that reached
                something new. The memory is that of the whole process, virtual machine and fuzzer included.

                %s
                """.formatted(
                        seconds,
                        Runtime.version().feature(),
                        Runtime.getRuntime().availableProcessors(),
                        String.join("\n", FuzzResult.head()));
    }
}
