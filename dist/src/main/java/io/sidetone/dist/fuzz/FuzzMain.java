package io.sidetone.dist.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs fuzz targets, one on each processor: what `./sidetone fuzz` does, on a tree whose tests are compiled.
public final class FuzzMain {

    private static final int DEFAULT_SECONDS = 600;
    private static final String RECORD = "--record";
    private static final String PAGE = "docs/fuzzing.md";

    private FuzzMain() {}

    /// Runs the targets that are asked for and ends with 1 if one of them found something.
    ///
    /// @param arguments the root of the tree, then as in the usage below
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path root = Path.of(arguments[0]).toAbsolutePath();
        List<String> words = new ArrayList<>(List.of(arguments).subList(1, arguments.length));
        boolean record = words.remove(RECORD);
        String wanted = words.isEmpty() ? "all" : words.getFirst();
        int seconds = seconds(words);
        List<FuzzTarget> all = FuzzTarget.in(root);
        List<FuzzTarget> targets = all.stream()
                .filter(target -> wanted.equals("all") || wanted.equals(target.name()))
                .toList();
        if (targets.isEmpty() || seconds <= 0) {
            System.err.println("usage: ./sidetone fuzz [TARGET|all] [SECONDS] [" + RECORD + "]\nTargets: "
                    + String.join(" ", all.stream().map(FuzzTarget::name).toList()));
            System.exit(2);
        }
        List<FuzzResult> results = runAll(targets, root, seconds);
        if (record) {
            Path page = root.resolve(PAGE);
            String before = Files.exists(page) ? Files.readString(page) : "";
            Files.writeString(page, new FuzzPage(seconds).with(results, before));
            System.out.println("wrote " + PAGE);
        }
        System.exit(results.stream().allMatch(FuzzResult::good) ? 0 : 1);
    }

    private static int seconds(List<String> words) {
        try {
            return words.size() < 2 ? DEFAULT_SECONDS : Integer.parseInt(words.get(1));
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    /// Runs as many targets at a time as there are processors, and prints their results in the order of the
    /// targets.
    private static List<FuzzResult> runAll(List<FuzzTarget> targets, Path root, int seconds)
            throws InterruptedException {
        List<FuzzResult> results = new ArrayList<>();
        FuzzResult.head().forEach(System.out::println);
        try (ExecutorService processors =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<FuzzResult>> running = targets.stream()
                    .map(target -> processors.submit(() -> run(target, root, seconds)))
                    .toList();
            for (Future<FuzzResult> each : running) {
                FuzzResult result = each.get();
                System.out.println(result.row());
                if (!result.good()) {
                    System.out.println(result.complaint());
                }
                results.add(result);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A target could not be run", e.getCause());
        }
        return results;
    }

    /// Searches, then runs what was found once more with memory measured strictly.
    private static FuzzResult run(FuzzTarget target, Path root, int seconds) throws IOException, InterruptedException {
        FuzzRun run = new FuzzRun(target, root.resolve("target/fuzz").resolve(target.name()));
        FuzzResult result = run.fuzz(seconds, List.of());
        return result.good() ? result.with(run.replay()) : result;
    }
}
