package io.sidetone.server.storage;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Files and folders that nobody but their owner may look into, from the moment they are there: passwords and
/// keys are in them. Thread-safe: only functions.
public final class PrivateFiles {

    private PrivateFiles() {}

    /// Makes an empty file.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException if it is there already
    public static void create(Path file) throws IOException {
        Files.createFile(file, only("rw-------"));
    }

    /// Makes a folder with those above it, where they are missing. What is there stays as it is.
    public static void createFolders(Path folder) throws IOException {
        Files.createDirectories(folder, only("rwx------"));
    }

    private static FileAttribute<?>[] only(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
