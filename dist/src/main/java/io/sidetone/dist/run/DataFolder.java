package io.sidetone.dist.run;

import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;
import io.sidetone.server.storage.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The folder for all that has to survive. One server uses it at a time: a lock keeps others out, which the
/// system takes away with the process, however that ends. Thread-safe.
final class DataFolder implements AutoCloseable {

    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /// Takes the folder, and makes it if it is not there.
    ///
    /// @throws StartException if there can be none, it cannot be written, or another server has it
    static DataFolder open(Path path) throws StartException {
        try {
            PrivateFiles.createFolders(path);
            Path trial = Files.createTempFile(path, "trial", null);
            Files.delete(trial);
            Path real = path.toRealPath();
            FileChannel channel = channel(real.resolve(LOCK));
            if (!isOurs(channel)) {
                channel.close();
                throw new StartException(
                        Reason.FILE,
                        "another server runs with the folder " + real
                                + ". End it, or give this one a folder of its own with --data DIR.");
            }
            return new DataFolder(real, channel);
        } catch (IOException e) {
            throw new StartException(
                    Reason.FILE,
                    "cannot write to the folder " + path.toAbsolutePath() + ": " + why(e)
                            + ". It holds the database; name another one with --data DIR, or give this user the right"
                            + " to write there.",
                    e);
        }
    }

    private static FileChannel channel(Path file) throws IOException {
        try {
            PrivateFiles.create(file);
        } catch (FileAlreadyExistsException _) {
            // Of a server before this one.
        }
        return FileChannel.open(file, StandardOpenOption.WRITE);
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    private static String why(IOException e) {
        return switch (e) {
            case FileAlreadyExistsException _ -> "there is a file of this name";
            case AccessDeniedException _ -> "it does not belong to this user";
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> "it cannot be made there";
        };
    }

    /// Where it is.
    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException _) {
            // The lock ends with the process.
        }
    }
}
