package io.sidetone.dist.run;

import io.sidetone.dist.command.CommandException;
import io.sidetone.dist.command.ExitCode;
import io.sidetone.dist.command.Version;
import io.sidetone.script.value.ScriptError;
import io.sidetone.server.module.SocketLine;
import io.sidetone.server.module.StartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `run`: starts the server and keeps it running in the foreground. SIGHUP reloads the configuration, SIGTERM and
/// Ctrl-C end it when calls that are being set up have had time to be.
@Command(
        name = "run",
        description = "Runs the server in the foreground.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:it was told to end",
            "2:the configuration or the command line is wrong",
            "3:the database",
            "4:a socket, such as a port that is taken",
            "5:a file or folder",
            "6:a certificate or key",
            "70:a fault of the server"
        })
final class RunCommand implements Callable<Integer> {

    private final Path home;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-f", "--config"},
            paramLabel = "FILE",
            description = "The configuration (default: the one that comes with the program).")
    private @Nullable String config;

    @Option(names = "--demo", description = "Adds two users, alice and bob, with passwords that are shown.")
    private boolean demo;

    @Option(
            names = "--listen",
            paramLabel = "SOCKET",
            description = "A socket, such as udp:127.0.0.1:5060; can be given several times, and comes in place of "
                    + "those of the"
                    + " configuration.")
    private List<String> listen = new ArrayList<>();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder for the database and all that has to survive (default: ${DEFAULT-VALUE}).",
            defaultValue = "data")
    private Path data = Path.of("data");

    @Option(
            names = "-A",
            paramLabel = "NAME=VALUE",
            description = "A value for the script, which it reads as $$argv(NAME).")
    private Map<String, String> values = new LinkedHashMap<>();

    @Option(
            names = "-p",
            paramLabel = "COMMAND",
            description = "What the configuration is sent through before it is read, such as m4.")
    private @Nullable String preprocessor;

    @Option(
            names = "--drain",
            paramLabel = "S",
            description = "How many seconds to wait, when it is told to end, for what is going on (default: "
                    + "${DEFAULT-VALUE}).",
            defaultValue = "10")
    private int drain;

    @Option(names = "--rehearse", hidden = true, description = "Starts, answers requests of its own, and ends.")
    private boolean rehearse;

    /// @param home the folder that the program lives in
    RunCommand(Path home) {
        this.home = home;
    }

    @Override
    public Integer call() throws CommandException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        String file = config == null ? home.resolve("conf/sidetone.cfg").toString() : config;
        Configuration configuration = new Configuration(file, Path.of(""), preprocessor);
        try (ServerProcess process = new ServerProcess(configuration, data, values)) {
            List<DemoUser> users = process.start(sockets(), demo);
            StartScreen.print(out, process, users);
            if (rehearse) {
                Rehearsal.play(process.listeners());
            } else {
                process.runUntilTold(Duration.ofSeconds(drain));
            }
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "the rehearsal failed: " + e.getMessage());
        } catch (StartException e) {
            throw new CommandException(e.reason().exitStatus(), String.valueOf(e.getMessage()));
        }
    }

    private List<SocketLine> sockets() throws CommandException {
        List<SocketLine> lines = new ArrayList<>();
        for (String socket : listen) {
            try {
                lines.add(SocketLine.parse(List.of(socket)));
            } catch (ScriptError e) {
                throw CommandException.usage("--listen " + socket + ": " + e.reason() + ".");
            }
        }
        return lines;
    }
}
