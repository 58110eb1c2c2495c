package io.sidetone.dist.phones;

import io.sidetone.dist.command.CommandException;
import io.sidetone.dist.run.RunMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `run --demo` in a process of its own, on free ports of this machine. Confined to one thread.
final class DemoServer implements AutoCloseable {

    static final String DOMAIN = "127.0.0.1";

    /// How long a program may take to do what it does at its start.
    static final Duration LIMIT = Duration.ofSeconds(60);

    private final Child child;

    /// Starts one, and waits until it is ready.
    ///
    /// @param home the folder that the program lives in
    /// @param folder for what it keeps
    /// @param more options
    DemoServer(Path home, Path folder, List<String> more) throws CommandException, IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                RunMain.class.getName(),
                home.toAbsolutePath().toString(),
                "--demo",
                "--data",
                folder.resolve("data").toString(),
                "--drain",
                "0",
                "--listen",
                "udp:" + DOMAIN + ":0",
                "--listen",
                "tcp:" + DOMAIN + ":0"));
        command.addAll(more);
        child = new Child(folder, command, Map.of());
        if (!Patience.until(() -> !child.isAlive() || said().contains("Ctrl-C"), LIMIT) || !child.isAlive()) {
            child.close();
            throw CommandException.failed("the server does not start: " + said());
        }
    }

    /// How somebody reaches it.
    Account account(String user, String transport) throws CommandException {
        String password = find("user +" + user + "@\\S+ +password (\\S+)");
        return new Account(user, DOMAIN, password, transport, port(transport));
    }

    /// Where it listens.
    int port(String transport) throws CommandException {
        return Integer.parseInt(find("listens on +" + transport + ":\\S+:(\\d+)"));
    }

    private String find(String pattern) throws CommandException {
        Matcher line = Pattern.compile(pattern).matcher(said());
        if (!line.find()) {
            throw CommandException.failed("the server has not said what was expected (" + pattern + "): " + said());
        }
        return line.group(1);
    }

    /// What it has printed.
    String said() {
        return child.said();
    }

    @Override
    public void close() {
        child.close();
    }
}
