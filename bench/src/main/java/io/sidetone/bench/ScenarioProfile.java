package io.sidetone.bench;

import io.sidetone.bench.base.Child;
import io.sidetone.bench.base.Scratch;
import io.sidetone.bench.base.ThreadTimes;
import io.sidetone.bench.compare.Observation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Records our server in a scenario of the comparison. Thread-safe: only functions.
final class ScenarioProfile {

    /// Before the letter of the scenario.
    private static final String PREFIX = "scenario-";

    private static final int LEAD_SECONDS = 70;
    private static final int SECONDS = 30;
    private static final String NAME = "bench";

    private ScenarioProfile() {}

    /// Whether a profile of that name is one of a scenario.
    static boolean has(String name) {
        return name.startsWith(PREFIX);
    }

    /// Has the server work until all is warm, then looks at its threads, for samples leave out the system and the
    /// collector, and after that takes samples.
    ///
    /// @param name one that there is
    static Profile record(String name) throws IOException {
        try (Scratch folder = Scratch.create();
                Observation observation = Observation.open(name.substring(PREFIX.length()))) {
            long pid = observation.process().pid();
            Path recording = folder.path("server.jfr");
            observation.work(LEAD_SECONDS);
            ThreadTimes before = ThreadTimes.of(List.of(observation.process()));
            int watched = observation.work(SECONDS);
            ThreadTimes used = ThreadTimes.of(List.of(observation.process())).minus(before);
            command(
                    pid,
                    "JFR.start",
                    "name=" + NAME,
                    "settings=profile",
                    "jdk.ExecutionSample#period=1ms",
                    "jdk.ObjectAllocationSample#throttle=1000/s");
            int count = observation.work(SECONDS);
            command(pid, "JFR.stop", "name=" + NAME, "filename=" + recording);
            return Profile.read(recording, count, used.each(watched));
        }
    }

    private static void command(long pid, String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Child.java().resolveSibling("jcmd").toString());
        command.add(Long.toString(pid));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String remarks = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ":\n" + remarks);
        }
    }
}
