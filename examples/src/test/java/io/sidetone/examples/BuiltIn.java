package io.sidetone.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.peers.FreePort;
import io.sidetone.sip.peers.MediaPort;
import io.sidetone.sip.peers.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// SIPp with a scenario that it brings with it, at one end of calls. It ends when it has seen them all, and has counted
/// how they went.
final class BuiltIn implements AutoCloseable {

    private static final int SECONDS = 50;
    private static final String SEPARATOR = ";";

    /// Where SIPp sends from and listens.
    record Place(String transport, String address, int port) {

        /// One with a port that nobody has now.
        static Place free(String transport, String address) throws IOException {
            return new Place(transport, address, FreePort.at("127.0.0.1"));
        }

        /// The address as it stands in a URI.
        static String host(String address) {
            return address.contains(":") ? "[" + address + "]" : address;
        }

        /// A SIP URI of a user who is here.
        String uri(String user) {
            return "sip:" + user + "@" + host(address) + ":" + port + ";transport=" + transport;
        }
    }

    private final int calls;
    private final Path statistics;
    private final Program program;

    private BuiltIn(Path folder, Place place, int calls, List<String> options) throws IOException {
        this.calls = calls;
        Path own = Files.createTempDirectory(folder, "sipp");
        this.statistics = own.resolve("statistics.csv");
        List<String> command = new ArrayList<>(List.of(
                "sipp",
                "-t",
                place.transport().equals("udp") ? "u1" : "t1",
                "-i",
                place.address(),
                "-bind_local",
                "-p",
                "" + place.port(),
                "-mp",
                "" + MediaPort.free(place.address(), place.port()),
                "-m",
                "" + calls,
                "-timeout",
                "40s",
                "-timeout_error",
                "-trace_stat",
                "-stf",
                statistics.toString(),
                "-nostdin"));
        command.addAll(options);
        this.program = Program.start(own, command);
    }

    /// Answers calls.
    static BuiltIn answer(Path folder, String scenario, Place place, int calls) throws IOException {
        return new BuiltIn(folder, place, calls, List.of("-sn", scenario));
    }

    /// Makes calls through a server, by the transport and the address of the place.
    ///
    /// @param scenario `-sn` and a name, or `-sf` and a file
    static BuiltIn call(Path folder, List<String> scenario, Place place, Example server, int calls) throws IOException {
        String next = Place.host(place.address()) + ":" + server.port(place.transport(), place.address());
        List<String> options = new ArrayList<>(scenario);
        options.addAll(List.of("-r", "50", "-d", "50", next));
        return new BuiltIn(folder, place, calls, options);
    }

    /// What a scenario says, as a file.
    static String source(Path folder, String scenario) throws Exception {
        try (Program sipp = Program.start(folder, List.of("sipp", "-sd", scenario))) {
            sipp.end(SECONDS);
            return sipp.output();
        }
    }

    /// Waits until it has seen all calls, and fails if one did not go as the scenario says.
    void assertDone(Example server) throws Exception {
        int code = program.end(SECONDS);
        assertThat(code).as(() -> program.output() + server.output()).isZero();
        assertThat(List.of(counted("SuccessfulCall(C)"), counted("FailedCall(C)")))
                .as(() -> program.output() + server.output())
                .containsExactly("" + calls, "0");
    }

    /// The totals stand in the last line, which SIPp writes twice as it ends, and not always to its end.
    private String counted(String column) throws IOException {
        List<String> lines = Files.readAllLines(statistics, StandardCharsets.ISO_8859_1);
        List<String> names = List.of(lines.getFirst().split(SEPARATOR, -1));
        String totals = "";
        for (String line : lines) {
            totals = line.split(SEPARATOR, -1).length < names.size() ? totals : line;
        }
        return totals.split(SEPARATOR, -1)[names.indexOf(column)];
    }

    @Override
    public void close() {
        program.close();
    }
}
