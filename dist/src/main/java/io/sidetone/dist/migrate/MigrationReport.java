package io.sidetone.dist.migrate;

import io.sidetone.dist.migrate.Finding.Verdict;
import io.sidetone.script.check.Use;
import io.sidetone.script.define.Family;
import io.sidetone.script.source.Place;
import io.sidetone.script.source.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What came of looking at a configuration. Immutable.
///
/// @param findings in the order of the text
/// @param left how many more problems there are than are told
record MigrationReport(Source source, Family family, List<Finding> findings, int left) {

    MigrationReport {
        findings = List.copyOf(findings);
    }

    /// Whether it can be used as it is.
    boolean isUsable() {
        return left == 0
                && findings.stream()
                        .noneMatch(
                                finding -> finding.verdict() == Verdict.MISSING || finding.verdict() == Verdict.WRONG);
    }

    /// How many findings there are of a kind.
    long count(Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }

    /// All of it.
    ///
    /// @param brief whether lines are left out of which all works
    String text(boolean brief) {
        StringBuilder out = new StringBuilder();
        lines(out, brief);
        summary(out);
        return out.toString();
    }

    /// What works stands in one line for each line of the text, the rest in lines of its own.
    private void lines(StringBuilder out, boolean brief) {
        Map<String, List<String>> working = new LinkedHashMap<>();
        for (Finding finding : findings) {
            Place place = source.place(finding.span());
            String line = place.file() + ":" + place.line();
            if (finding.verdict() == Verdict.WORKS) {
                if (!brief) {
                    working.computeIfAbsent(line, _ -> new ArrayList<>()).add(finding.subject());
                }
                continue;
            }
            flush(out, working);
            out.append(line)
                    .append(':')
                    .append(place.column())
                    .append(": ")
                    .append(word(finding.verdict()))
                    .append("  ")
                    .append(finding.subject())
                    .append(finding.detail().isEmpty() ? "" : ": " + finding.detail())
                    .append('\n');
        }
        flush(out, working);
    }

    private static void flush(StringBuilder out, Map<String, List<String>> working) {
        working.forEach((line, subjects) -> out.append(line)
                .append(": works    ")
                .append(subjects.stream().distinct().collect(Collectors.joining(", ")))
                .append('\n'));
        working.clear();
    }

    private static String word(Verdict verdict) {
        return "%-7s".formatted(verdict.name().toLowerCase(Locale.ROOT));
    }

    /// A row for each sort: of each verdict how many names, each counted once.
    private void summary(StringBuilder out) {
        out.append('\n').append(family.title()).append("'s dialect").append('\n');
        out.append("%-16s".formatted(""));
        for (Verdict verdict : Verdict.values()) {
            out.append("%9s".formatted(verdict.name().toLowerCase(Locale.ROOT)));
        }
        out.append('\n');
        for (Use.Sort sort : Use.Sort.values()) {
            row(
                    out,
                    sort.name().toLowerCase(Locale.ROOT) + "s",
                    findings.stream().filter(finding -> finding.sort() == sort).toList());
        }
        row(
                out,
                "other remarks",
                findings.stream().filter(finding -> finding.sort() == null).toList());
        if (left > 0) {
            out.append(left).append(" more problems are not told: mend these first.\n");
        }
        out.append(
                isUsable() ? "It can be used as it is.\n" : "It cannot be used yet: see what is missing or wrong.\n");
    }

    private static void row(StringBuilder out, String title, List<Finding> of) {
        if (of.isEmpty()) {
            return;
        }
        out.append("%-16s".formatted(title));
        out.append(Arrays.stream(Verdict.values())
                        .map(verdict -> "%9d"
                                .formatted(of.stream()
                                        .filter(finding -> finding.verdict() == verdict)
                                        .map(Finding::subject)
                                        .distinct()
                                        .count()))
                        .collect(Collectors.joining()))
                .append('\n');
    }
}
