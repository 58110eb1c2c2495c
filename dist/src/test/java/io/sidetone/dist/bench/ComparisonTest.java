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
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each scenario of the comparison works on both servers. It is here because it needs the program, which is
/// built behind the benchmarks.
@Tag("peers")
@Timeout(60)
class ComparisonTest {

    private final List<String> progress = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void needsThePeers() {
        assumeTrue(Installed.find("sipp") != null && Installed.find("kamailio") != null, "needs sipp and kamailio");
    }

    static List<Scenario> scenarios() {
        return Scenarios.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void noCallFailsWithEitherServer(Scenario scenario) throws IOException {
        ServerProgram kamailio = ServerProgram.kamailio("fm");
        Comparison comparison = new Comparison(ours(), kamailio, kamailio, Schedule.TRIAL, progress::add);
        Path json = folder.resolve("figures.json");

        String block = new ComparisonGroup(null, json).run(comparison, List.of(scenario), new Machine("a machine"));

        assertThat(block).contains("| 0 / 0 | ");
        assertThat(Files.readString(json))
                .contains("\"name\":\"" + scenario.letter() + "\"", "\"failed\":0", "\"peer_failed\":0")
                .contains("\"rate\":20", "\"ours_us\":", "\"peer_us\":", "\"ratio\":", "\"low\":", "\"high\":")
                .contains("\"retransmissions\":");
    }

    @Test
    void whatGrowsIsMeasuredWithBothServers() throws IOException {
        List<ServerProgram> programs = List.of(ours(), ServerProgram.kamailio("fm"));

        String block =
                new GrowthGroup().run(GrowthGroup.Extent.TRIAL, programs, new Machine("a machine"), progress::add);

        assertThat(block)
                .contains("| Via and Record-Route fields | 20 | ")
                .contains("| more octets of the body | 8,000 | ", "| contacts: a registration | 20 | ")
                .contains("| contacts: a call | 20 | ", "| calls in progress | 20 | ");
        assertThat(progress).noneMatch(line -> line.contains("failed"));
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
