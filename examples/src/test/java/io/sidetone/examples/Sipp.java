package io.sidetone.examples;

import io.sidetone.sip.peers.MediaPort;
import io.sidetone.sip.peers.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// SIPp with scenarios of ours, which stand beside this class.
final class Sipp {

    private final Path folder;

    Sipp(Path folder) {
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
        return start(scenario, transport, Example.freePort(), options);
    }

    private Program start(String scenario, String transport, int port, List<String> more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "sipp",
                "-sf",
                file(scenario).toString(),
                "-t",
                transport.equals("udp") ? "u1" : "t1",
                "-i",
                "127.0.0.1",
                "-p",
                "" + port,
                "-mp",
                "" + MediaPort.free("127.0.0.1", port),
                "-nostdin"));
        command.addAll(more);
        return Program.start(folder, command);
    }

    private Path file(String scenario) throws IOException {
        Path file = folder.resolve(scenario);
        if (!Files.exists(file)) {
            try (InputStream in = Objects.requireNonNull(Sipp.class.getResourceAsStream(scenario), scenario)) {
                Files.copy(in, file);
            }
        }
        return file;
    }
}
