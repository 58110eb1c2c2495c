package io.sidetone.bench;

import io.sidetone.bench.base.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// `docs/performance.md`: text written by hand, and between two marks for each group what was measured. Immutable.
///
/// @param text the whole page
record PerformancePage(String text) {

    private static final String END = "<!-- /bench -->";

    /// The page of the tree at a root.
    static PerformancePage read(Path root) throws IOException {
        return new PerformancePage(Files.readString(file(root)));
    }

    void write(Path root) throws IOException {
        Files.writeString(file(root), text);
    }

    static Path file(Path root) {
        return root.resolve("docs/performance.md");
    }

    /// The page with other figures for a group.
    PerformancePage with(Group group, String block) {
        return with("bench:" + group.id(), block);
    }

    /// The page with another profile of a benchmark.
    PerformancePage with(String benchmark, Profile profile) {
        return with("profile:" + benchmark, profile.block());
    }

    private PerformancePage with(String place, String block) {
        String mark = "<!-- " + place + " -->\n";
        int from = text.indexOf(mark);
        int to = text.indexOf(END, from);
        if (from < 0 || to < 0) {
            throw new IllegalArgumentException("docs/performance.md has no place for it: " + mark + END);
        }
        return new PerformancePage(text.substring(0, from + mark.length()) + block + text.substring(to));
    }
}
