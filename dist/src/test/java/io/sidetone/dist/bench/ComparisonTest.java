package io.sidetone.dist.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sidetone.bench.base.Child;
import io.sidetone.bench.base.Installed;
import io.sidetone.bench.base.Machine;
import io.sidetone.bench.compare.Comparison;
import io.sidetone.bench.compare.ComparisonGroup;
import io.sidetone.bench.compare.GrowthGroup;
import io.sidetone.bench.compare.Scenario;
import io.sidetone.bench.compare.Scenarios;
import io.sidetone.bench.compare.Schedule;
import io.sidetone.bench.compare.ServerProgram;
import io.sidetone.dist.run.RunMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each scenario of the comparison works on both servers. It is here because it needs the program, which is
/// built behind the benchmarks.
@Tag("peers")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComparisonTest {

    /// Most of the time of a scenario is spent waiting, so they go on beside each other.
    private static final int AT_ONCE = 8;

    private final ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
    private final Map<Scenario, Future<Outcome>> scenarios = new LinkedHashMap<>();
    private final List<Future<Grown>> growth = new ArrayList<>();

    /// What a comparison by one scenario has said.
    private record Outcome(String block, String json) {}

    /// What a look at growth has said.
    private record Grown(String block, List<String> progress) {}

    @BeforeAll
    void begin(@TempDir Path folder) {
        assumeTrue(Installed.find("sipp") != null && Installed.find("kamailio") != null, "needs sipp and kamailio");
        // The longest first.
        for (GrowthGroup.Extent extent : GrowthGroup.Extent.TRIALS) {
            growth.add(pool.submit(() -> grow(extent)));
        }
        for (Scenario scenario : Scenarios.all()) {
            scenarios.put(scenario, pool.submit(() -> compare(scenario, folder)));
        }
    }

    @AfterAll
    void end() {
        pool.shutdownNow();
    }

    static List<Scenario> scenarios() {
        return Scenarios.all();
    }

    private static Outcome compare(Scenario scenario, Path folder) throws IOException {
        ServerProgram kamailio = ServerProgram.kamailio("fm");
        Comparison comparison = new Comparison(ours(), kamailio, kamailio, Schedule.TRIAL, _ -> {});
        Path json = folder.resolve(scenario.letter() + ".json");
        String block = new ComparisonGroup(null, json).run(comparison, List.of(scenario), new Machine("a machine"));
        return new Outcome(block, Files.readString(json));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void noCallFailsWithEitherServer(Scenario scenario) throws Exception {
        Outcome outcome = scenarios.get(scenario).get();

        assertThat(outcome.block()).contains("| 0 / 0 | ");
        assertThat(outcome.json())
                .contains("\"name\":\"" + scenario.letter() + "\"", "\"failed\":0", "\"peer_failed\":0")
                .contains("\"rate\":20", "\"ours_us\":", "\"peer_us\":", "\"ratio\":", "\"low\":", "\"high\":")
                .contains("\"retransmissions\":");
    }

    private static Grown grow(GrowthGroup.Extent extent) throws IOException {
        List<String> progress = new ArrayList<>();
        List<ServerProgram> programs = List.of(ours(), ServerProgram.kamailio("fm"));
        String block = new GrowthGroup().run(extent, programs, new Machine("a machine"), progress::add);
        return new Grown(block, progress);
    }

    @Test
    void whatGrowsIsMeasuredWithBothServers() throws Exception {
        StringBuilder tables = new StringBuilder();
        for (Future<Grown> future : growth) {
            Grown grown = future.get();
            tables.append(grown.block());
            assertThat(grown.progress()).isNotEmpty().noneMatch(line -> line.contains("failed"));
        }
        assertThat(tables)
                .contains("| Via and Record-Route fields | 20 | ", "| more octets of the body | 8,000 | ")
                .contains("| contacts: a registration | 20 | ", "| contacts: a call | 20 | ")
                .contains("| calls in progress | 20 | ");
    }

    private static ServerProgram ours() {
        return ServerProgram.ours(List.of(
                Child.java().toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                RunMain.class.getName(),
                Path.of("..").toAbsolutePath().toString()));
    }
}
