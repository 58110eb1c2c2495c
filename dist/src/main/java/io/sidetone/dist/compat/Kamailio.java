package io.sidetone.dist.compat;

import io.sidetone.dist.child.Child;
import io.sidetone.dist.child.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Kamailio as Debian has it. Thread-safe.
final class Kamailio implements Subject {

    private static final Path PROGRAM = Path.of("/usr/sbin/kamailio");
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern LOGGED =
            Pattern.compile("^.*?(?:<script>: |acc \\[[^]]*]: acc_log_request\\(\\): )(.*)$");

    /// Whether it is installed.
    static boolean isThere() {
        return Files.isExecutable(PROGRAM);
    }

    @Override
    public Running start(Path config, Path folder, Names names) throws IOException, InterruptedException {
        return start(List.of(), config, folder, names.port("SERVER"), List.of());
    }

    /// Starts one with more options.
    ///
    /// @param launcher what comes before its command
    static Running start(List<String> launcher, Path config, Path folder, int port, List<String> more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(List.of(PROGRAM.toString(), "-DD", "-E", "-m", "64", "-M", "8", "-f", config.toString()));
        command.addAll(
                List.of("-Y", folder.toString(), "-P", folder.resolve("pid").toString()));
        command.addAll(more);
        Child child = new Child(folder, command, Map.of());
        if (!Patience.until(() -> !child.isAlive() || answers(port), LIMIT) || !child.isAlive()) {
            child.close();
            throw new IOException("Kamailio does not start: "
                    + child.said()
                            .lines()
                            .filter(line -> !line.contains("INFO:"))
                            .collect(Collectors.joining("\n")));
        }
        return new Running() {
            @Override
            public String logged() {
                return child.said()
                        .lines()
                        .map(LOGGED::matcher)
                        .filter(Matcher::matches)
                        .map(line -> line.group(1))
                        .collect(Collectors.joining("\n"));
            }

            @Override
            public void close() {
                child.close();
            }
        };
    }

    private static boolean answers(int port) {
        try (Socket _ = new Socket(InetAddress.ofLiteral(Names.HOST), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
