package io.sidetone.dist.run;

import io.sidetone.dist.command.CommandException;
import io.sidetone.dist.command.ExitCode;
import io.sidetone.dist.command.Printable;
import io.sidetone.dist.command.SourceArguments;
import io.sidetone.dist.command.Version;
import io.sidetone.dist.plugin.Plugins;
import io.sidetone.script.value.ScriptError;
import io.sidetone.server.module.SocketLine;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "5:a file or folder, or a plug-in",
            "6:a certificate or key",
            "70:a fault of the server"
        })
final class RunCommand implements Callable<Integer> {

    private static final System.Logger LOG = System.getLogger(RunCommand.class.getName());
    private static final String OFF = "off";
    private static final Pattern CONSOLE = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9.-]+):([0-9]{1,5})");
    private static final int LAST_PORT = 65_535;

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
            defaultValue = Plugins.USUAL_DATA)
    private Path data = Path.of(Plugins.USUAL_DATA);

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "The folder with jars of further modules (default: plugins in the data folder).")
    private @Nullable Path plugins;

    @Mixin
    private final SourceArguments reading = new SourceArguments();

    @Option(
            names = "--console",
            paramLabel = "ADDRESS|off",
            description = "Where the console is, such as 127.0.0.1:8080. This version has none yet, and says so.",
            defaultValue = OFF)
    private String console = OFF;

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
        Configuration configuration = new Configuration(file, Path.of(""), reading.options());
        List<SocketLine> sockets = sockets();
        Map<String, String> named = reading.values();
        checkConsole();
        try (Plugins loaded = Plugins.load(plugins, data);
                ServerProcess process = new ServerProcess(configuration, data, named, loaded.modules())) {
            List<DemoUser> users = process.start(sockets, demo);
            StartScreen.print(out, process, users);
            if (!console.equals(OFF)) {
                out.println("  console     " + console + " is not served: this version has no console yet");
                out.flush();
            }
            if (rehearse) {
                rehearse(process);
            } else {
                process.runUntilTold(Duration.ofSeconds(drain));
            }
            return ExitCode.DONE;
        } catch (StartException e) {
            return refused(e.reason(), String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "The server has a fault", e);
            return refused(Reason.INTERNAL, "this is a fault of Sidetone: " + e + ". Please report what stands above.");
        }
    }

    private static void rehearse(ServerProcess process) throws CommandException {
        try {
            Rehearsal.play(process.listeners());
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "the rehearsal failed: " + e.getMessage());
        }
    }

    /// Errors of a configuration have lines: they are shown as they are.
    private int refused(Reason reason, String why) {
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        err.println("sidetone: " + Printable.lines(why.strip()));
        return reason.exitStatus();
    }

    private void checkConsole() throws CommandException {
        Matcher address = CONSOLE.matcher(console);
        if (!console.equals(OFF) && (!address.matches() || Integer.parseInt(address.group(2)) > LAST_PORT)) {
            throw CommandException.usage(
                    "--console " + console + ": write an address and a port, such as 127.0.0.1:8080, or off.");
        }
    }

    private List<SocketLine> sockets() throws CommandException {
        List<SocketLine> lines = new ArrayList<>();
        for (String socket : listen) {
            try {
                lines.add(SocketLine.parse(List.of(socket)));
            } catch (ScriptError e) {
                throw CommandException.usage(
                        "--listen " + socket + ": " + e.reason() + ". Such as udp:192.0.2.1:5060.");
            }
        }
        return lines;
    }
}
