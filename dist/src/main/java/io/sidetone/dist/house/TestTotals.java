package io.sidetone.dist.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What a run of the tests came to: tiers with their time budgets, the slowest tests, what could not be run, the
/// totals. Immutable.
///
/// @param tests all of them
/// @param peers lines of `program package`, from `peers.txt`
public record TestTotals(List<TestCase> tests, List<String> peers) {

    private static final int SLOWEST = 5;
    private static final int REASON_LINES = 8;

    /// Prints the totals of the tree at a root (default: the working directory); exit status 1 if something is
    /// wrong.
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments.length == 0 ? "." : arguments[0]).toAbsolutePath();
        Path peers = root.resolve("peers.txt");
        TestTotals totals =
                new TestTotals(TestReports.read(root), Files.exists(peers) ? Files.readAllLines(peers) : List.of());
        totals.lines().forEach(System.out::println);
        System.exit(totals.good() ? 0 : 1);
    }

    /// Whether tests were run, none failed and every tier kept to its budget.
    public boolean good() {
        return !tests.isEmpty()
                && tests.stream().noneMatch(TestCase::failed)
                && tiersOverBudget().isEmpty();
    }

    /// The report; its last line is the totals alone.
    public List<String> lines() {
        List<String> lines = new ArrayList<>(table());
        if (!tests.isEmpty()) {
            lines.add("");
            lines.add("Slowest:");
            slowest(tests).forEach(test -> lines.add("  " + test.timed()));
        }
        for (TestCase test : tests) {
            if (test.failed()) {
                lines.add("FAILED: " + test.name());
                reason(test)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .limit(REASON_LINES)
                        .forEach(line -> lines.add("  " + line));
            }
        }
        for (Tier tier : tiersOverBudget()) {
            lines.add("OVER BUDGET: " + tier.folder() + " took " + seconds(tier) + " of " + tier.budgetSeconds()
                    + " s. Make these faster, or tag what is no " + tier.folder() + " test:");
            slowest(of(tier)).forEach(test -> lines.add("  " + test.timed()));
        }
        if (tests.isEmpty()) {
            lines.add("No test was run.");
        }
        notRun(lines);
        lines.add(count(tests, TestCase::passed) + " passed, " + count(tests, TestCase::failed) + " failed, "
                + count(tests, TestCase::skipped) + " skipped");
        return lines;
    }

    private List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add("tier     tests  failed  skipped  seconds  budget");
        for (Tier tier : Tier.values()) {
            List<TestCase> own = of(tier);
            if (!own.isEmpty()) {
                lines.add(String.format(
                        Locale.ROOT,
                        "%-6s %7d %7d %8d %8s %7s",
                        tier.folder(),
                        own.size(),
                        count(own, TestCase::failed),
                        count(own, TestCase::skipped),
                        seconds(tier),
                        tier.budgetSeconds() == Integer.MAX_VALUE ? "-" : tier.budgetSeconds()));
            }
        }
        return lines;
    }

    private static String reason(TestCase test) {
        String message = Objects.requireNonNullElse(test.message(), "");
        return test.outcome() == TestCase.Outcome.FAILED
                ? message
                : "skipped without saying 'needs PROGRAM' (" + message + "): nothing is skipped silently";
    }

    private void notRun(List<String> lines) {
        TreeSet<String> packages = new TreeSet<>();
        TreeSet<String> folders = new TreeSet<>();
        for (TestCase test : tests) {
            String need = test.need();
            if (need != null && need.contains("/")) {
                folders.add("needs " + need);
            } else if (need != null) {
                packages.add(packageOf(need));
            }
        }
        List<String> remedies = new ArrayList<>(folders);
        if (!packages.isEmpty()) {
            remedies.addFirst("apt-get install " + String.join(" ", packages));
        }
        if (!remedies.isEmpty()) {
            lines.add("NOT RUN: " + count(tests, TestCase::skipped) + " (" + String.join("; ", remedies) + ")");
        }
    }

    /// Most packages are called as their program is.
    private String packageOf(String program) {
        for (String line : peers) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length >= 2 && words[0].equals(program)) {
                return words[1];
            }
        }
        return program;
    }

    private List<Tier> tiersOverBudget() {
        return List.of(Tier.values()).stream()
                .filter(tier -> total(tier) > tier.budgetSeconds())
                .toList();
    }

    private List<TestCase> of(Tier tier) {
        return tests.stream().filter(test -> test.tier() == tier).toList();
    }

    private double total(Tier tier) {
        return of(tier).stream().mapToDouble(TestCase::seconds).sum();
    }

    private String seconds(Tier tier) {
        return String.format(Locale.ROOT, "%.1f", total(tier));
    }

    private static List<TestCase> slowest(List<TestCase> tests) {
        return tests.stream()
                .sorted(Comparator.comparingDouble(TestCase::seconds).reversed())
                .limit(SLOWEST)
                .toList();
    }

    private static long count(List<TestCase> tests, Predicate<TestCase> which) {
        return tests.stream().filter(which).count();
    }
}
