package io.sidetone.bench.base;

import io.sidetone.bench.subject.SubjectMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process that listens on a port and ends when its standard input does, so also when this process is gone.
/// Confined to the thread that uses it.
public final class Child implements AutoCloseable {

    /// A heap of one size, so that the collector has the same work everywhere.
    public static final List<String> JVM_FLAGS = List.of("-Xms512m", "-Xmx512m", "-XX:+UseG1GC");

    /// Lets a process open as many files as it may, and more than that if it runs as root.
    private static final String FILES = "ulimit -n 262144 2>/dev/null || ulimit -n $(ulimit -H -n); ";

    /// Says the port, and ends the server when the input ends.
    private static final String SERVE = "port=$1; log=$2; shift 2; \"$@\" </dev/null >\"$log\" 2>&1 & "
            + "echo \"$port\"; cat >/dev/null; kill $!; wait $!";

    /// How long a process may take to end by itself.
    private static final int END_SECONDS = 5;

    private final Process process;
    private final BufferedReader output;
    private final Writer input;
    private final int port;

    private Child(List<String> command) throws IOException {
        List<String> shell = new ArrayList<>(List.of("sh", "-c", FILES + "exec \"$@\"", "sh"));
        shell.addAll(command);
        process = new ProcessBuilder(shell)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        output = process.inputReader(StandardCharsets.UTF_8);
        input = process.outputWriter(StandardCharsets.UTF_8);
        port = Integer.parseInt(line());
    }

    /// How many files a process may open.
    public static int openFiles() throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", FILES + "ulimit -n").start();
        try (BufferedReader answer = shell.inputReader(StandardCharsets.UTF_8)) {
            String limit = answer.readLine();
            return limit == null || limit.equals("unlimited") ? Integer.MAX_VALUE : Integer.parseInt(limit);
        }
    }

    /// Starts a program.
    public static Child of(Path program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return new Child(command);
    }

    /// Starts a program of `io.sidetone.bench.subject` in a virtual machine as this one.
    public static Child ofJava(List<String> flags, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(java().toString());
        command.addAll(flags);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SubjectMain.class.getName()));
        command.addAll(arguments);
        return new Child(command);
    }

    /// The virtual machine that this runs in.
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /// Starts a server that knows nothing of this: a shell stands between and ends it.
    ///
    /// @param port the server's, which has been chosen for it
    /// @param log takes what it prints
    public static Child ofServer(int port, Path log, List<String> server) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", SERVE, "sh", Integer.toString(port), log.toString()));
        command.addAll(server);
        return new Child(command);
    }

    public long pid() {
        return process.pid();
    }

    /// The processes that it has started, and theirs.
    public List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    /// Whether it ends within so many milliseconds.
    public boolean ends(int millis) throws IOException {
        return ends(process, millis);
    }

    /// Whether a process ends within so many milliseconds.
    public static boolean ends(Process process, int millis) throws IOException {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            destroy(process);
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    /// The port that it listens on.
    public int port() {
        return port;
    }

    /// Sends it a line and waits for the one that answers.
    public String ask(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
        return line();
    }

    private String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            process.destroyForcibly();
            throw new IOException("A process of the benchmark ended: "
                    + process.info()
                            .commandLine()
                            .orElse("its exit status is "
                                    + process.onExit().join().exitValue()));
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        try {
            input.close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                destroy(process);
            }
        } catch (InterruptedException _) {
            destroy(process);
            Thread.currentThread().interrupt();
        }
    }

    /// Ends a process and those that it has started: nobody could find them without it.
    private static void destroy(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
