package io.sidetone.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A control group of Linux (cgroup v2) for the processes of one server: the system counts the CPU time of
/// all that were ever in it, to the microsecond. Confined to the thread that uses it.
final class ControlGroup implements AutoCloseable {

    private static final Path MOUNTS = Path.of("/proc/self/mounts");
    private static final Path OURS = Path.of("/proc/self/cgroup");
    private static final String USAGE = "usage_usec ";
    private static final int TRIES = 50;
    private static final int TRY_MILLIS = 100;

    /// Puts the shell into the group, then becomes the program.
    private static final String ENTER = "echo $$ >\"$0\" && exec \"$@\"";

    private final Path folder;

    private ControlGroup(Path folder) {
        this.folder = folder;
    }

    /// A group of its own below that of this process; null where none can be made.
    static @Nullable ControlGroup create() {
        try {
            for (String line : Files.readAllLines(MOUNTS)) {
                List<String> words = List.of(line.split(" ", -1));
                if (words.get(2).equals("cgroup2")) {
                    ControlGroup group = new ControlGroup(
                            Files.createTempDirectory(Path.of(words.get(1) + ours()), "sidetone-bench"));
                    if (group.isUsable()) {
                        return group;
                    }
                    group.close();
                }
            }
        } catch (IOException _) {
            // Whoever is not root may make none.
        }
        return null;
    }

    /// The path of the group that this process is in, of version 2.
    private static String ours() throws IOException {
        for (String line : Files.readAllLines(OURS)) {
            if (line.startsWith("0::")) {
                return line.substring("0::".length());
            }
        }
        return "/";
    }

    private boolean isUsable() throws IOException {
        Path statistics = folder.resolve("cpu.stat");
        return Files.isWritable(processes())
                && Files.exists(statistics)
                && Files.readString(statistics).contains(USAGE);
    }

    private Path processes() {
        return folder.resolve("cgroup.procs");
    }

    /// The words that start a program in this group.
    List<String> enter() {
        return List.of("sh", "-c", ENTER, processes().toString());
    }

    /// CPU time so far, user and system, in microseconds.
    long micros() throws IOException {
        for (String line : Files.readAllLines(folder.resolve("cpu.stat"))) {
            if (line.startsWith(USAGE)) {
                return Long.parseLong(line.substring(USAGE.length()));
            }
        }
        throw new IOException(folder + " does not tell the CPU time");
    }

    /// Its processes have been ended: the last of them may take a moment.
    @Override
    public void close() throws IOException {
        // Who was interrupted puts it away all the same.
        boolean interrupted = Thread.interrupted();
        try {
            delete();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void delete() throws IOException {
        IOException last = null;
        for (int i = 0; i < TRIES; i++) {
            try {
                Files.deleteIfExists(folder);
                return;
            } catch (IOException e) {
                last = e;
                pause();
            }
        }
        throw new IOException(folder + " still has processes", last);
    }

    private static void pause() throws IOException {
        try {
            boolean _ = new Semaphore(0).tryAcquire(TRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }
}
