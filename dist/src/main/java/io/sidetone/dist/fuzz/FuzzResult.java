package io.sidetone.dist.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a run came to, as the fuzzer's own log says it. Immutable.
///
/// @param target the target's name
/// @param exitCode 0 if every input kept to the rules; -1 if the run had to be ended
/// @param executions inputs that were run
/// @param edges branches of the code that were reached
/// @param features edges, with how often they were passed and what they compared
/// @param inputs of the corpus, each of which reaches something that no other does
/// @param corpus how large these are together, as the fuzzer writes it
/// @param peakMegabytes most memory of the process, virtual machine and fuzzer included
/// @param complaint what broke which rule, with the input; empty if nothing did
public record FuzzResult(
        String target,
        int exitCode,
        long executions,
        long edges,
        long features,
        long inputs,
        String corpus,
        long peakMegabytes,
        String complaint) {

    private static final int COMPLAINT_LINES = 16;

    private static final Pattern STATE = Pattern.compile("#\\d+\t\\w+ +cov: (\\d+) ft: (\\d+) corp: (\\d+)/(\\w+)");
    private static final Pattern EXECUTIONS = Pattern.compile("stat::number_of_executed_units: +(\\d+)");
    private static final Pattern PEAK = Pattern.compile("stat::peak_rss_mb: +(\\d+)");
    private static final Pattern COMPLAINT = Pattern.compile("^(== Java|ERROR|ALARM|==\\d+== *ERROR|Exception).*");

    /// Reads the log of a run that has ended.
    static FuzzResult read(String target, int exitCode, Path log) throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        long[] numbers = new long[3];
        String corpus = "0b";
        for (String line : lines) {
            Matcher state = STATE.matcher(line);
            if (state.lookingAt()) {
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = Long.parseLong(state.group(i + 1));
                }
                corpus = state.group(4);
            }
        }
        return new FuzzResult(
                target,
                exitCode,
                last(EXECUTIONS, lines),
                numbers[0],
                numbers[1],
                numbers[2],
                corpus,
                last(PEAK, lines),
                exitCode == 0 ? "" : complaint(lines, log));
    }

    private static long last(Pattern pattern, List<String> lines) {
        long number = 0;
        for (String line : lines) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.lookingAt()) {
                number = Long.parseLong(matcher.group(1));
            }
        }
        return number;
    }

    private static String complaint(List<String> lines, Path log) {
        int from = 0;
        while (from < lines.size() && !COMPLAINT.matcher(lines.get(from)).matches()) {
            from++;
        }
        from = from < lines.size() ? from : Math.max(0, from - COMPLAINT_LINES);
        StringBuilder complaint = new StringBuilder();
        for (String line : lines.subList(from, Math.min(from + COMPLAINT_LINES, lines.size()))) {
            complaint.append(line).append('\n');
        }
        return complaint.append("All of it: ").append(log).toString();
    }

    /// Whether every input kept to the rules.
    public boolean good() {
        return exitCode == 0;
    }

    /// The numbers of this run with the verdict of another.
    FuzzResult with(FuzzResult verdict) {
        return new FuzzResult(
                target,
                verdict.exitCode,
                executions,
                edges,
                features,
                inputs,
                corpus,
                peakMegabytes,
                verdict.complaint);
    }

    /// The head of a Markdown table, two lines.
    static List<String> head() {
        return List.of(
                "| target | executions | edges | features | corpus | size | peak memory | findings |",
                "|---|--:|--:|--:|--:|--:|--:|--:|");
    }

    /// The result as a line of that table.
    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %,d | %s | %,d MB | %s |",
                target,
                executions,
                edges,
                features,
                inputs,
                corpus,
                peakMegabytes,
                good() ? "none" : "exit " + exitCode);
    }
}
