package io.sidetone.bench.compare;

import io.sidetone.bench.base.Launcher;
import io.sidetone.bench.base.Scratch;
import io.sidetone.server.Server;
import io.sidetone.sip.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The servers of one scenario, all running, and who gives them work. Confined to the thread that uses it.
final class Match implements AutoCloseable {

    /// What of the shipped configuration does not fit to traffic on one machine, and what comes in its place.
    private static final Map<String, String> LOOPBACK = Map.of(
            "\"reqs_density_per_unit\", 30)",
            "\"reqs_density_per_unit\", 1000000)",
            "nat_uac_test(\"private-contact,diff-ip-src-via\")",
            "nat_uac_test(\"diff-ip-src-via\")");

    private final Scratch folder;
    private final Traffic traffic;
    private final Sipp sipp;
    private final Map<ServerProgram, RunningServer> servers = new LinkedHashMap<>();

    private Match(Scratch folder, Traffic traffic, Sipp sipp) {
        this.folder = folder;
        this.traffic = traffic;
        this.sipp = sipp;
    }

    /// Starts the servers.
    static Match open(Scenario scenario, List<ServerProgram> programs) throws IOException {
        return open(scenario, programs, Map.of());
    }

    /// The same with other addresses of callees.
    static Match open(Scenario scenario, List<ServerProgram> programs, Map<String, String> callees) throws IOException {
        Scratch folder = Scratch.create();
        Match match;
        try {
            Traffic traffic = scenario.traffic();
            match = new Match(folder, traffic, new Sipp(folder, traffic.transport(), traffic.callees()));
        } catch (IOException e) {
            folder.close();
            throw e;
        }
        try {
            for (ServerProgram program : programs) {
                match.start(program, scenario, callees);
            }
            return match;
        } catch (IOException e) {
            match.close();
            throw e;
        }
    }

    private void start(ServerProgram program, Scenario scenario, Map<String, String> callees) throws IOException {
        Path files = Files.createDirectory(folder.path("server" + servers.size()));
        Path database = files.resolve(Server.DATABASE);
        scenario.storage().prepare(database, program.family());
        Map<String, String> definitions = new LinkedHashMap<>(sipp.definitions());
        definitions.putAll(callees);
        definitions.put("DATABASE", "sqlite:///" + database);
        Path configuration = program.family() == ServerProgram.Family.SIDETONE && scenario.isDefault()
                ? shipped()
                : folder.copy(Match.class, scenario.configuration());
        servers.put(
                program,
                RunningServer.start(
                        program, configuration, files, scenario.traffic().transport(), definitions));
    }

    /// The configuration that the server is shipped with, but that neighbours may send more, for SIPp is
    /// one, and that contacts on this machine are taken at their word, for the callee is not where the
    /// registrations come from.
    private Path shipped() throws IOException {
        String text = Files.readString(Launcher.file().resolveSibling("conf/sidetone.cfg"));
        for (Map.Entry<String, String> each : LOOPBACK.entrySet()) {
            if (!text.contains(each.getKey())) {
                throw new IOException("conf/sidetone.cfg no longer has: " + each.getKey());
            }
            text = text.replace(each.getKey(), each.getValue());
        }
        return folder.write("sidetone.cfg", Text.encode(text));
    }

    /// A server of it.
    RunningServer server(ServerProgram program) {
        return servers.get(program);
    }

    /// Has a server do the work of the scenario and says what that has cost it.
    ///
    /// @param rate units in a second
    Sample work(ServerProgram program, int rate, int seconds) throws IOException {
        return work(program, traffic, rate, seconds);
    }

    /// The same with other work for the same callees.
    Sample work(ServerProgram program, Traffic other, int rate, int seconds) throws IOException {
        RunningServer server = server(program);
        int count = rate * seconds;
        long before = server.micros();
        Calls calls = sipp.call(other, server.port(), rate, count);
        int ended = calls.placed() - calls.failed();
        if (ended <= 0) {
            throw new IOException(
                    "All of " + count + " have failed: " + program.name() + ". SIPp says: " + sipp.said());
        }
        return new Sample(calls, (server.micros() - before) / (double) ended);
    }

    /// Has all servers do some work once.
    ///
    /// @throws IOException if some of it fails
    void fill(Traffic other, int rate, int count) throws IOException {
        for (RunningServer server : servers.values()) {
            Calls calls = sipp.call(other, server.port(), rate, count);
            if (calls.failed() > 0) {
                throw new IOException(server.program().name() + ": " + calls.failed() + " of " + count
                        + " failed. SIPp says: " + sipp.said());
            }
        }
    }

    /// Has all servers keep so many calls in progress until this is closed.
    void hold(Traffic other, int rate, int count) throws IOException {
        sipp.hold(other, servers.values().stream().map(RunningServer::port).toList(), rate, count);
    }

    @Override
    public void close() throws IOException {
        for (RunningServer server : servers.values()) {
            server.close();
        }
        sipp.close();
        folder.close();
    }
}
