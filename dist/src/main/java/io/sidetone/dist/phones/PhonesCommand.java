package io.sidetone.dist.phones;

import io.sidetone.dist.command.CommandException;
import io.sidetone.dist.command.ExitCode;
import io.sidetone.dist.command.Version;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `phones`: a server and two telephones of other people that call each other through it.
@Command(
        name = "phones",
        description = {
            "Shows that the server works with telephones of other people: starts it with its default configuration "
                    + "and --demo on free ports, has baresip and Linphone register and call each other, and "
                    + "measures what each of them hears, while the call is held and after it is resumed, too.",
            "Needs the Debian packages baresip-core and linphone-cli."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all of it was seen",
            "1:something was not",
            "2:the command line is wrong",
            "3:a telephone is not installed"
        })
final class PhonesCommand implements Callable<Integer> {

    private final Path home;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--transport",
            paramLabel = "NAME",
            defaultValue = "UDP",
            description = "How the telephones talk to the server: udp, tcp or tls (default: udp).")
    private Way transport = Way.UDP;

    @Option(names = "--linphone-calls", description = "Linphone calls baresip, and not the other way round.")
    private boolean linphoneCalls;

    @Option(names = "--keep", paramLabel = "DIR", description = "Keeps all that was recorded and logged there.")
    private @Nullable Path keep;

    /// How telephones talk to the server.
    enum Way {
        UDP("udp"),
        TCP("tcp"),
        TLS("tls");

        private final String token;

        Way(String token) {
            this.token = token;
        }
    }

    /// @param home the folder that the program lives in
    PhonesCommand(Path home) {
        this.home = home;
    }

    @Override
    public Integer call() throws CommandException, IOException, InterruptedException {
        require(Baresip.PROGRAM, "baresip-core");
        require(Linphone.PROGRAM, "linphone-cli");
        Path given = keep;
        Path folder = given == null
                ? Files.createTempDirectory("phones")
                : Files.createDirectories(given).toRealPath();
        try {
            show(folder);
        } finally {
            if (given == null) {
                delete(folder);
            }
        }
        return ExitCode.DONE;
    }

    private void show(Path folder) throws CommandException, IOException, InterruptedException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        List<String> more = transport == Way.TLS
                ? List.of(
                        "--config",
                        TlsConfiguration.write(home, folder).toString(),
                        "--listen",
                        "tls:" + DemoServer.DOMAIN + ":0")
                : List.of();
        try (DemoServer server = new DemoServer(home, folder, more)) {
            out.println("  seen      the server is ready at 127.0.0.1, port " + server.port(transport.token) + " ("
                    + transport.token + ")");
            Account alice = server.account("alice", transport.token);
            Account bob = server.account("bob", transport.token);
            Path alices = Files.createDirectory(folder.resolve("alice"));
            Path bobs = Files.createDirectory(folder.resolve("bob"));
            try (Telephone caller = linphoneCalls
                            ? new Linphone(alices, alice, Trial.CALLERS_TONE)
                            : new Baresip(alices, alice, Trial.CALLERS_TONE);
                    Telephone callee = linphoneCalls
                            ? new Baresip(bobs, bob, Trial.CALLEES_TONE)
                            : new Linphone(bobs, bob, Trial.CALLEES_TONE)) {
                new Trial(out, caller, alice, callee, bob).run();
            }
        }
        out.println("All of it was seen.");
    }

    private static void require(String program, String debianPackage) throws CommandException {
        boolean installed = Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
        if (!installed) {
            throw new CommandException(
                    ExitCode.FIRST_OF_COMMAND,
                    program + " is not installed. On Debian: apt-get install --no-install-recommends " + debianPackage);
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
