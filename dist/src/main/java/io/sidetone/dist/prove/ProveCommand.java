package io.sidetone.dist.prove;

import io.sidetone.dist.command.CommandException;
import io.sidetone.dist.command.ExitCode;
import io.sidetone.dist.command.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `prove`: a command for each promise. Confined to the thread of the command.
@Command(
        name = "prove",
        description = "Shows on a real server, started with its default configuration, that it keeps what it promises.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the promise was kept", "1:it was not", "2:bad usage"},
        synopsisSubcommandLabel = "COMMAND")
final class ProveCommand implements Callable<Integer> {

    private static final int LONGEST = 3600;

    private final Path home;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private ProveCommand(Path home) {
        this.home = home;
    }

    /// The command with all that belong to it.
    ///
    /// @param home the folder that the program lives in
    static CommandLine of(Path home) {
        return new CommandLine(new ProveCommand(home));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "which promise? crash or reload");
    }

    @Command(
            name = "crash",
            description = "Kills the server with SIGKILL in the middle of registrations, starts it again, and "
                    + "asks for"
                    + " each contact: those that were answered with 200 have to be there, those whose removal "
                    + "was have"
                    + " not to.",
            mixinStandardHelpOptions = true)
    int crash(
            @Option(names = "--runs", defaultValue = "10", description = "How often (default: ${DEFAULT-VALUE}).")
                    int runs,
            @Option(
                            names = "--registrations",
                            defaultValue = "10000",
                            description = "REGISTER requests of a run (default: ${DEFAULT-VALUE}).")
                    int registrations,
            @Option(names = "--seed", description = "Decides when the server is killed (default: any).") @Nullable
                    Long seed)
            throws CommandException, IOException, InterruptedException {
        range("--runs", runs, 1, LONGEST);
        range("--registrations", registrations, 100, 1_000_000);
        long chosen = seed == null ? new Random().nextLong() : seed;
        PrintWriter out = spec.commandLine().getOut();
        out.println("  seed      " + chosen);
        Path folder = Files.createTempDirectory("prove");
        try {
            return new CrashProof(home, folder, registrations, new Random(chosen), out).run(runs)
                    ? ExitCode.DONE
                    : ExitCode.FAILED;
        } finally {
            delete(folder);
        }
    }

    @Command(
            name = "reload",
            description = "Has a server read changed scripts, and a broken one, while calls go through it: no "
                    + "call may"
                    + " be lost, a request after the reload takes the new script, and what has begun ends on the old"
                    + " one.",
            mixinStandardHelpOptions = true)
    int reload(
            @Option(names = "--rate", defaultValue = "500", description = "Calls a second (default: ${DEFAULT-VALUE}).")
                    int rate,
            @Option(names = "--seconds", defaultValue = "20", description = "For how long (default: ${DEFAULT-VALUE}).")
                    int seconds,
            @Option(names = "--reloads", defaultValue = "5", description = "How many (default: ${DEFAULT-VALUE}).")
                    int reloads)
            throws CommandException, IOException, InterruptedException {
        range("--rate", rate, 1, 10_000);
        range("--seconds", seconds, 5, LONGEST);
        range("--reloads", reloads, 1, 1000);
        Path folder = Files.createTempDirectory("prove");
        try {
            PrintWriter out = spec.commandLine().getOut();
            return new ReloadProof(home, folder, out).run(rate, seconds, reloads) ? ExitCode.DONE : ExitCode.FAILED;
        } finally {
            delete(folder);
        }
    }

    private static void range(String option, int value, int least, int most) throws CommandException {
        if (value < least || value > most) {
            throw CommandException.usage(option + " is from " + least + " to " + most + ", not " + value + ".");
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }
}
