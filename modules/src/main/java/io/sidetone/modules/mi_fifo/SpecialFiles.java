package io.sidetone.modules.mi_fifo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/// Named pipes and sockets in the file system, that programs of operators open. Thread-safe: only functions.
public final class SpecialFiles {

    private static final int KIND = 0170000;
    private static final int PIPE = 0010000;
    private static final int SOCKET = 0140000;

    private SpecialFiles() {}

    /// Whether something that is there is a named pipe. A link to one is none.
    static boolean isPipe(Path path) throws IOException {
        return is(path, PIPE);
    }

    private static boolean is(Path path, int kind) throws IOException {
        Object mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return mode instanceof Integer bits && (bits & KIND) == kind;
    }

    /// Makes room for a socket: takes one away that a server has left which ended without doing so.
    ///
    /// @throws IOException if something else is there, which stays
    public static void clearForSocket(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            if (!is(path, SOCKET)) {
                throw new IOException("the file is there and is no socket");
            }
            Files.delete(path);
        }
    }

    /// Sets permissions.
    ///
    /// @param mode as `chmod` has them
    /// @throws IOException if the system refuses
    public static void permit(Path path, long mode) throws IOException {
        Set<PosixFilePermission> all = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] inOrder = PosixFilePermission.values();
        for (int i = 0; i < inOrder.length; i++) {
            if ((mode & (0400 >> i)) != 0) {
                all.add(inOrder[i]);
            }
        }
        Files.setPosixFilePermissions(path, all);
    }
}
