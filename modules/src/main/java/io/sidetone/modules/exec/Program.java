package io.sidetone.modules.exec;

import io.sidetone.script.value.Octets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One run of another program, with limits. Confined to the thread that runs it.
///
/// @param words the program and its arguments
/// @param input what it reads; null for nothing
/// @param environment what its environment gets
/// @param seconds how long it may run
/// @param most how many octets of each of its outputs are kept
record Program(List<String> words, @Nullable String input, Map<String, String> environment, long seconds, int most) {

    private static final int BUFFER = 8_192;

    /// How it ended.
    ///
    /// @param status its exit status; -1 if it was killed because its time was over
    /// @param cut whether an output was longer than allowed
    record End(int status, String output, String errors, boolean cut) {}

    /// Runs it to its end, or until its time is over: then it is killed with all that it has started.
    ///
    /// @throws IOException if it cannot be started
    End run() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            FutureTask<Kept> output = read(process.getInputStream());
            FutureTask<Kept> errors = read(process.getErrorStream());
            write(process.getOutputStream());
            boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
            if (!ended) {
                kill(process);
            }
            Kept out = output.get(seconds, TimeUnit.SECONDS);
            Kept err = errors.get(seconds, TimeUnit.SECONDS);
            return new End(ended ? process.exitValue() : -1, out.text(), err.text(), out.cut() || err.cut());
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the output of the program cannot be read", e);
        } finally {
            kill(process);
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void write(OutputStream to) {
        Thread.ofVirtual().start(() -> {
            try (to) {
                if (input != null) {
                    to.write(Octets.of(input));
                }
            } catch (IOException _) {
                // The program does not read what it is given.
            }
        });
    }

    private record Kept(String text, boolean cut) {}

    private FutureTask<Kept> read(InputStream from) {
        Callable<Kept> reading = () -> {
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            boolean cut = false;
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                int room = Math.min(count, most - kept.size());
                kept.write(buffer, 0, room);
                cut |= room < count;
            }
            return new Kept(Octets.text(kept.toByteArray()), cut);
        };
        FutureTask<Kept> task = new FutureTask<>(reading);
        Thread.ofVirtual().start(task);
        return task;
    }
}
