package io.sidetone.dist.child;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program that runs beside this one, and ends with it at the latest. What it says is kept in a file.
/// Thread-safe but for [#tell].
public final class Child implements AutoCloseable {

    private static final int SECONDS = 5;

    private final Process process;
    private final Path said;
    private final BufferedWriter in;

    /// @param folder where it runs
    /// @param environment what is different for it
    public Child(Path folder, List<String> command, Map<String, String> environment) throws IOException {
        said = Files.createTempFile(folder, "said", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        in = process.outputWriter(StandardCharsets.UTF_8);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
    }

    /// Writes a line to its standard input.
    public void tell(String line) throws IOException {
        in.write(line);
        in.newLine();
        in.flush();
    }

    /// What it has said so far.
    public String said() {
        try {
            return Files.readString(said, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "what it said cannot be read: " + e.getMessage();
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// The time of processors that it has used so far; zero where nobody knows.
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// Sends it SIGHUP.
    public void hangUp() throws IOException, InterruptedException {
        int status = new ProcessBuilder("sh", "-c", "kill -HUP " + process.pid())
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("no SIGHUP can be sent to the process " + process.pid());
        }
    }

    /// Ends it by SIGKILL, of which it learns nothing, and waits until it is gone.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// Ends it: first it is asked to.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
