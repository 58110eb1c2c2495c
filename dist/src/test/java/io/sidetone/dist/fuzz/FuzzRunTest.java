package io.sidetone.dist.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FuzzRunTest {

    private static final int SECONDS = 2;

    /// The same random numbers each time: what was green stays green.
    private static final List<String> REPEATABLE = List.of("-seed=1", "-runs=100000");

    private final Path folder = Path.of("target", "fuzz");

    @Test
    void everyTargetKeepsItsRulesForAMoment() throws Exception {
        List<FuzzTarget> targets = FuzzTarget.in(Path.of("..").toAbsolutePath().normalize());
        assertThat(targets)
                .extracting(FuzzTarget::name)
                .contains("digest", "dns", "header", "message", "script", "sdp", "stream", "uri");
        delete(folder);
        for (FuzzResult result : runAll(targets)) {
            assertThat(result.complaint()).as(result.target()).isEmpty();
            assertThat(result.executions()).as(result.target()).isPositive();
            assertThat(result.edges()).as(result.target()).isGreaterThan(100);
        }
    }

    /// Two at a time, as many as there are processors on a small machine.
    private List<FuzzResult> runAll(List<FuzzTarget> targets) throws Exception {
        List<Future<FuzzResult>> runs = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
            for (FuzzTarget target : targets) {
                FuzzRun run = new FuzzRun(target, folder.resolve(target.name()));
                runs.add(executor.submit(() -> run.fuzz(SECONDS, REPEATABLE)));
            }
        }
        List<FuzzResult> results = new ArrayList<>();
        for (Future<FuzzResult> run : runs) {
            results.add(run.get());
        }
        return results;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
