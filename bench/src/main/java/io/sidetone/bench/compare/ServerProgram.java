package io.sidetone.bench.compare;

import io.sidetone.bench.base.Installed;
import io.sidetone.bench.base.Launcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A server that takes part, and how it is started. Immutable.
///
/// @param name in the table
/// @param family whose it is
/// @param command how it is started
public record ServerProgram(String name, Family family, Command command) {

    private static final String KAMAILIO = "kamailio";
    private static final String ADDRESS = ":127.0.0.1:";

    /// Whose a server is.
    public enum Family {
        SIDETONE,
        KAMAILIO
    }

    /// Ours as it is shipped.
    static ServerProgram ours() throws IOException {
        return ours(List.of(Launcher.file().toString(), "run"));
    }

    /// Ours with the collector that hardly stops.
    static ServerProgram oursWithShortPauses() throws IOException {
        return ours(
                "Sidetone, `SIDETONE_GC=z`",
                List.of("env", "SIDETONE_GC=z", Launcher.file().toString(), "run"));
    }

    /// Ours.
    ///
    /// @param run the words that start it, as `./sidetone run`
    public static ServerProgram ours(List<String> run) {
        return ours("Sidetone", run);
    }

    private static ServerProgram ours(String title, List<String> run) {
        return new ServerProgram(title, Family.SIDETONE, (configuration, folder, listen, definitions) -> {
            List<String> command = new ArrayList<>(run);
            command.addAll(List.of("-f", configuration.toString(), "--data", folder.toString()));
            // It would wait for calls that were left over.
            command.addAll(List.of("--drain", "0"));
            listen.forEach((transport, port) -> command.addAll(List.of("--listen", transport + ADDRESS + port)));
            definitions.forEach((name, value) -> command.addAll(List.of("-A", name + "=\"" + value + "\"")));
            return command;
        });
    }

    /// Kamailio with an allocator: `fm` is its fast one, `qm` the one that Debian's starts with, for
    /// finding faults. One process reads each UDP socket and one the connections: with more of them a call
    /// cost it more here.
    ///
    /// @throws IOException if it is not installed
    public static ServerProgram kamailio(String allocator) throws IOException {
        Path program = Installed.find(KAMAILIO);
        if (program == null) {
            throw new IOException("This needs Kamailio, of the package kamailio");
        }
        return new ServerProgram(
                "Kamailio, `-x " + allocator + "`", Family.KAMAILIO, (configuration, folder, listen, definitions) -> {
                    List<String> command = new ArrayList<>(List.of(program.toString(), "-DD", "-E", "-x", allocator));
                    command.addAll(List.of("-f", configuration.toString(), "-Y", folder.toString()));
                    command.addAll(List.of("-m", "1024", "-M", "16", "-n", "1", "-N", "1"));
                    listen.forEach((transport, port) -> command.addAll(List.of("-l", transport + ADDRESS + port)));
                    definitions.forEach((name, value) -> command.addAll(List.of("-A", name + "=\"" + value + "\"")));
                    return command;
                });
    }

    /// How a server is started.
    public interface Command {

        /// The words of its command line.
        ///
        /// @param configuration the file that it runs
        /// @param folder for its files
        /// @param listen its ports, by transport
        /// @param definitions what the configuration leaves open
        List<String> of(Path configuration, Path folder, Map<String, Integer> listen, Map<String, String> definitions)
                throws IOException;
    }
}
