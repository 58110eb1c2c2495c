package io.sidetone.bench;

import io.sidetone.bench.base.Group;
import io.sidetone.bench.base.Machine;
import io.sidetone.bench.base.Verdicts;
import io.sidetone.bench.compare.ComparisonGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;

/// The command line of the benchmarks: what `./sidetone bench` runs.
public final class BenchMain {

    private static final String USAGE = """
            usage: ./sidetone bench [GROUP...] [--quick | --record] [--only LETTERS] [--json FILE]
                   ./sidetone bench --profile BENCHMARK [--record]

              GROUP      comparison with Kamailio (if none is given), rates, latency, resources, growth, messages, headers, uris, sdp, digest, transactions,
                         script, datagrams, pool, idle, slow, lingering, reloads, contacts, start; or all
              --quick    a short run, to see that everything runs; its figures mean little, except those of the
                         comparison: its first four scenarios, in under four minutes
              --record   writes the tables, or the profile, into docs/performance.md
              --only     of the comparison, scenarios by their letters, as b,c
              --json     writes the figures of the comparison into a file as well
              --profile  shows where one benchmark spends its time, as ForwardBench.request; or the server in one
                         scenario of the comparison, as scenario-b
            """;

    /// How long it may take to end what was begun, when somebody ends this.
    private static final int END_SECONDS = 15;

    private BenchMain() {}

    /// Runs what the arguments say.
    ///
    /// @param arguments the root of the repository, then those of the command line
    public static void main(String[] arguments) {
        CountDownLatch over = new CountDownLatch(1);
        Thread runner = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt(runner, over)));
        int code = run(arguments);
        over.countDown();
        System.exit(code);
    }

    /// Who is told to end puts away what he has started: programs, and groups of the system that outlive them.
    private static void interrupt(Thread runner, CountDownLatch over) {
        if (over.getCount() > 0) {
            runner.interrupt();
            try {
                boolean _ = over.await(END_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static int run(String[] arguments) {
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
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + USAGE);
            return 2;
        } catch (IOException | RunnerException e) {
            System.err.println("sidetone: " + e.getMessage());
            return 1;
        }
    }

    private static void profile(Path root, String benchmark, boolean record) throws IOException, RunnerException {
        Profile profile = ScenarioProfile.has(benchmark) ? ScenarioProfile.record(benchmark) : Profile.of(benchmark);
        System.out.println(profile);
        if (record) {
            PerformancePage.read(root).with(benchmark, profile).write(root);
        }
    }

    private static void run(Path root, List<String> words) throws IOException, RunnerException {
        List<String> names = new ArrayList<>(words);
        boolean quick = names.remove("--quick");
        boolean record = names.remove("--record");
        String only = option(names, "--only");
        String json = option(names, "--json");
        if (quick && record) {
            throw new IllegalArgumentException("The figures of a quick run are not worth recording.");
        }
        List<Group> groups = groups(names, ComparisonGroup.of(only, json == null ? null : Path.of(json)));
        if ((only != null || json != null) && groups.stream().noneMatch(ComparisonGroup.class::isInstance)) {
            throw new IllegalArgumentException("--only and --json are for the comparison.");
        }
        if (only != null && record) {
            throw new IllegalArgumentException("A part of the comparison is not recorded.");
        }
        List<String> failed = new ArrayList<>();
        for (Group group : groups) {
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

    /// Takes an option and its value out of the words.
    private static @Nullable String option(List<String> words, String name) {
        int at = words.indexOf(name);
        if (at < 0) {
            return null;
        }
        words.remove(at);
        if (at == words.size()) {
            throw new IllegalArgumentException(name + " needs a value.");
        }
        return words.remove(at);
    }

    private static List<Group> groups(List<String> names, ComparisonGroup comparison) {
        List<Group> groups = new ArrayList<>();
        for (String name : names) {
            if (name.equals("all")) {
                groups.addAll(Groups.all(comparison));
            } else {
                groups.add(Groups.named(name, comparison));
            }
        }
        return groups.isEmpty() ? List.of(comparison) : groups;
    }
}
