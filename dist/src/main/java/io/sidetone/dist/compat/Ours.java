package io.sidetone.dist.compat;

import io.sidetone.dist.child.Child;
import io.sidetone.dist.child.Patience;
import io.sidetone.dist.run.HostMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Our server: one process for all rows, since a virtual machine starts slowly. Confined to one thread at a time.
final class Ours implements Subject, AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern LOGGED =
            Pattern.compile("^\\S+ [A-Z]+ +(?:CoreDefinitions|XlogModule|LogLines): (.*)$");

    private final Child child;

    /// @param folder for what it says
    Ours(Path folder) throws IOException {
        child = new Child(
                folder,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dsidetone.log=INFO",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostMain.class.getName()),
                Map.of());
    }

    @Override
    public Running start(Path config, Path folder, Names names) throws IOException, InterruptedException {
        int begin = child.said().length();
        child.tell("start\t" + config + "\t" + folder.resolve("data"));
        boolean _ = Patience.until(() -> !child.isAlive() || answer(begin).contains("@"), LIMIT);
        if (!answer(begin).contains("@started")) {
            throw new IOException("our server does not start: " + answer(begin));
        }
        return new Running() {
            @Override
            public String logged() {
                return child.said()
                        .substring(begin)
                        .lines()
                        .map(LOGGED::matcher)
                        .filter(Matcher::matches)
                        .map(line -> line.group(1))
                        .collect(Collectors.joining("\n"));
            }

            @Override
            public void close() throws IOException {
                child.tell("stop");
                try {
                    boolean _ = Patience.until(
                            () -> !child.isAlive() || answer(begin).contains("@stopped"), LIMIT);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    private String answer(int begin) {
        String said = child.said();
        return said.substring(Math.min(begin, said.length()));
    }

    @Override
    public void close() {
        child.close();
    }
}
