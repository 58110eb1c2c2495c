package io.sidetone.examples;

import io.sidetone.sip.peers.FreePort;
import io.sidetone.sip.peers.Program;
import io.sidetone.sip.peers.Sipp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Scenarios of ours for SIPp, which stand beside this class.
final class Scenarios {

    private final Path folder;

    Scenarios(Path folder) {
        this.folder = folder;
    }

    /// Answers at a port until it is closed.
    Program answer(String scenario, String transport, int port) throws IOException {
        return start(scenario, transport, port, List.of());
    }

    /// Calls somebody through a server and ends then; its exit code is zero if all calls went as the scenario says.
    Program call(String scenario, String transport, int server, String callee, int calls, String... more)
            throws IOException {
        Path callers = Files.writeString(
                Files.createTempFile(folder, "callers", ".csv"),
                "SEQUENTIAL\nalice;example.test;secret;" + callee + "\n");
        List<String> options = new ArrayList<>(List.of(
                "127.0.0.1:" + server,
                "-inf",
                callers.toString(),
                "-m",
                "" + calls,
                "-r",
                "20",
                "-timeout",
                "40s",
                "-timeout_error"));
        options.addAll(List.of(more));
        return start(scenario, transport, FreePort.at("127.0.0.1"), options);
    }

    private Program start(String scenario, String transport, int port, List<String> more) throws IOException {
        List<String> scenarioAndMore =
                new ArrayList<>(List.of("-sf", file(scenario).toString()));
        scenarioAndMore.addAll(more);
        return Sipp.start(folder, transport, "127.0.0.1", port, scenarioAndMore);
    }

    private Path file(String scenario) throws IOException {
        Path file = folder.resolve(scenario);
        if (!Files.exists(file)) {
            try (InputStream in = Objects.requireNonNull(Scenarios.class.getResourceAsStream(scenario), scenario)) {
                Files.copy(in, file);
            }
        }
        return file;
    }
}
