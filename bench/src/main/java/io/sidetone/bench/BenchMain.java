package io.sidetone.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/// The command line of the benchmarks: what `./sidetone bench` runs.
public final class BenchMain {

    private static final String USAGE = """
            usage: ./sidetone bench [GROUP...] [--quick | --record]
                   ./sidetone bench --profile BENCHMARK [--record]

              GROUP      messages (if none is given), headers, uris, sdp, digest, transactions, script, datagrams, pool, idle,
                         slow, lingering, reloads, contacts, start, proxy, load, collectors; or all
              --quick    a short run, to see that everything runs; its figures mean little
              --record   writes the tables, or the profile, into docs/performance.md
              --profile  shows where one benchmark spends its time, as ForwardBench.request; or of calls
                         through the proxy: proxy, proxy-tcp
            """;

    private BenchMain() {}

    /// Runs what the arguments say.
    ///
    /// @param arguments the root of the repository, then those of the command line
    public static void main(String[] arguments) {
        Path root = Path.of(arguments[0]);
        List<String> words = List.of(arguments).subList(1, arguments.length);
        try {
            if (words.contains("--help")) {
                System.out.print(USAGE);
            } else if (words.size() > 1 && words.getFirst().equals("--profile")) {
                profile(root, words.get(1), words.contains("--record"));
            } else {
                run(root, words);
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + USAGE);
            System.exit(2);
        } catch (IOException | RunnerException e) {
            System.err.println("sidetone: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void profile(Path root, String benchmark, boolean record) throws IOException, RunnerException {
        Profile profile = ProxyProfile.has(benchmark)
                ? ProxyProfile.record(benchmark, System.err::println)
                : Profile.of(benchmark);
        System.out.println(profile);
        if (record) {
            PerformancePage.read(root).with(benchmark, profile).write(root);
        }
    }

    private static void run(Path root, List<String> words) throws IOException, RunnerException {
        boolean quick = words.contains("--quick");
        boolean record = words.contains("--record");
        if (quick && record) {
            throw new IllegalArgumentException("The figures of a quick run are not worth recording.");
        }
        List<String> failed = new ArrayList<>();
        for (Group group : groups(words)) {
            String block = group.run(quick, Machine.here(), System.err::println);
            System.out.println(block);
            if (record) {
                PerformancePage.read(root).with(group, block).write(root);
                System.err.println("wrote " + PerformancePage.file(root));
            }
            if (group.isCheck() && block.contains(Verdicts.MISSED)) {
                failed.add(group.id());
            }
        }
        if (!failed.isEmpty()) {
            throw new IOException("missed a target: " + String.join(", ", failed));
        }
    }

    private static List<Group> groups(List<String> words) {
        List<Group> groups = new ArrayList<>();
        for (String word : words) {
            if (word.equals("all")) {
                groups.addAll(Group.all());
            } else if (!word.equals("--quick") && !word.equals("--record")) {
                groups.add(Group.named(word));
            }
        }
        return groups.isEmpty() ? List.of(OperationGroup.MESSAGES) : groups;
    }
}
