package io.sidetone.dist.compat;

import io.sidetone.dist.compat.row.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs rows on both servers at once. Confined to one thread.
final class Comparison implements AutoCloseable {

    /// What came of a row.
    ///
    /// @param kamailio what is seen there; null if it was not asked
    /// @param ours what is seen here; null if it was not asked
    /// @param there what is not there as the row says; empty if all is
    /// @param here what is not here as the row says; empty if all is
    record Result(@Nullable String kamailio, @Nullable String ours, String there, String here) {

        /// What there is to say of it; empty if all is as it should be.
        String faults(Row row) {
            if (row.kind() != Row.Kind.OPEN || ours == null) {
                return there + here;
            }
            return there + (here.isEmpty() ? "It is so here by now: run compat --settle and commit the row.\n" : "");
        }
    }

    private final Path folder = Files.createTempDirectory("compat");
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final @Nullable Side only;
    private final Path root;
    private final Kamailio kamailio = new Kamailio();
    private @Nullable Ours ours;

    /// @param only where rows are run; null for both
    /// @param root the folder that the program lives in
    Comparison(@Nullable Side only, Path root) throws IOException {
        this.only = only;
        this.root = root;
    }

    Result run(Row row) throws IOException, InterruptedException {
        boolean there = only != Side.OURS && !row.isNative();
        boolean here = only != Side.KAMAILIO;
        CompletableFuture<String> away = there
                ? CompletableFuture.supplyAsync(() -> seen(row, Side.KAMAILIO, row.section(Row.EXPECTED)), threads)
                : CompletableFuture.completedFuture(null);
        String home = here ? seen(row, Side.OURS, row.expectedHere()) : null;
        String first = away.join();
        return new Result(
                first,
                home,
                difference("Kamailio", row.section(Row.EXPECTED), first),
                difference("Sidetone", row.expectedHere(), home));
    }

    private Ours own() throws IOException {
        Ours running = ours;
        if (running == null) {
            running = new Ours(folder);
            ours = running;
        }
        return running;
    }

    private Subject subject(Row row, Side side) throws IOException {
        if (row.isStock()) {
            return new Stock(row, side, root);
        }
        return side == Side.KAMAILIO ? kamailio : own();
    }

    private String seen(Row row, Side side, String expected) {
        try {
            Path own = Files.createTempDirectory(folder, row.id());
            try {
                return new Trial(row, own, side == Side.OURS).run(subject(row, side), expected);
            } finally {
                delete(own);
            }
        } catch (IOException | IllegalArgumentException e) {
            return "failed: " + e.getMessage() + "\n";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "interrupted\n";
        }
    }

    private static String difference(String who, String expected, @Nullable String seen) {
        if (seen == null || seen.equals(expected)) {
            return "";
        }
        List<String> wanted = expected.lines().toList();
        StringBuilder text = new StringBuilder(who).append(" (- the row, + what is seen)\n");
        List<String> had = seen.lines().toList();
        int same = 0;
        while (same < wanted.size() && same < had.size() && wanted.get(same).equals(had.get(same))) {
            text.append("  ").append(wanted.get(same++)).append('\n');
        }
        int end = 0;
        while (end < wanted.size() - same
                && end < had.size() - same
                && wanted.get(wanted.size() - 1 - end).equals(had.get(had.size() - 1 - end))) {
            end++;
        }
        wanted.subList(same, wanted.size() - end)
                .forEach(line -> text.append("- ").append(line).append('\n'));
        had.subList(same, had.size() - end)
                .forEach(line -> text.append("+ ").append(line).append('\n'));
        had.subList(had.size() - end, had.size())
                .forEach(line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() throws IOException {
        if (ours != null) {
            ours.close();
        }
        threads.shutdown();
        delete(folder);
    }
}
