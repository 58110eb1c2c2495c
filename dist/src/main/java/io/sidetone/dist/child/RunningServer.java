package io.sidetone.dist.child;

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

/// `run` in a process of its own, on this machine. Confined to one thread, but for [#kill].
public final class RunningServer implements AutoCloseable {

    /// The address that it is reached at.
    public static final String HOST = "127.0.0.1";

    /// How long a program may take to do what it does at its start.
    public static final Duration LIMIT = Duration.ofSeconds(60);

    /// How the virtual machine runs a server that has much to do.
    public static final List<String> LASTING = List.of("-XX:+UseParallelGC");

    /// How the virtual machine runs a server that lives for seconds: what is compiled quickly is ready in half the
    /// time.
    public static final List<String> BRIEF = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final String READY = "Ctrl-C";

    private final Child child;

    /// Starts one, and waits until it is ready.
    ///
    /// @param home the folder that the program lives in
    /// @param folder for what it keeps and says
    /// @param machine options of the virtual machine
    /// @param options of the command
    /// @throws CommandException if it does not start, with what it says
    public RunningServer(Path home, Path folder, List<String> machine, List<String> options)
            throws CommandException, IOException, InterruptedException {
        this(List.of(), home, folder, machine, options);
    }

    /// The same by a launcher.
    ///
    /// @param launcher what comes before its command
    public RunningServer(List<String> launcher, Path home, Path folder, List<String> machine, List<String> options)
            throws CommandException, IOException, InterruptedException {
        List<String> command = new ArrayList<>(launcher);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(machine);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                RunMain.class.getName(),
                home.toAbsolutePath().toString(),
                "--data",
                folder.resolve("data").toString(),
                "--drain",
                "0"));
        command.addAll(options);
        child = new Child(folder, command, Map.of());
        if (!Patience.until(() -> !child.isAlive() || said().contains(READY), LIMIT) || !child.isAlive()) {
            child.close();
            throw CommandException.failed("the server does not start: " + said());
        }
    }

    /// Where it listens.
    public int port(String transport) throws CommandException {
        return Integer.parseInt(find("listens on +" + transport + ":\\S+:(\\d+)"));
    }

    /// The first group of an expression, where it fits what the server has said.
    ///
    /// @throws CommandException if it fits nowhere
    public String find(String pattern) throws CommandException {
        Matcher line = Pattern.compile(pattern).matcher(said());
        if (!line.find()) {
            throw CommandException.failed("the server has not said what was expected (" + pattern + "): " + said());
        }
        return line.group(1);
    }

    /// What it has printed.
    public String said() {
        return child.said();
    }

    /// The time of processors that it has used so far; zero where nobody knows.
    public Duration cpu() {
        return child.cpu();
    }

    /// Sends it SIGHUP.
    public void hangUp() throws IOException, InterruptedException {
        child.hangUp();
    }

    /// Ends it by SIGKILL, of which it learns nothing, and waits until it is gone.
    public void kill() throws InterruptedException {
        child.kill();
    }

    @Override
    public void close() {
        child.close();
    }
}
