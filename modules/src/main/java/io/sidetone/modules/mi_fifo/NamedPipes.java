package io.sidetone.modules.mi_fifo;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/// What Java cannot do with named pipes: make one, and write into one without waiting for a reader, as Linux has
/// it. Thread-safe.
@SuppressWarnings("restricted") // the signatures are those of the C library, checked by the tests
final class NamedPipes {

    private static final int WRITE_WITHOUT_WAITING = 1 | 0x800 | 0x80000;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle MKFIFO = function("mkfifo", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle OPEN = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("open"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle WRITE =
            function("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private NamedPipes() {}

    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor);
    }

    /// Makes one that only this user can open.
    static void make(Path path) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            if ((int) MKFIFO.invokeExact(arena.allocateFrom(path.toString()), 0600) != 0) {
                throw new IOException("no named pipe can be made there");
            }
        } catch (Throwable fault) {
            throw failed(fault);
        }
    }

    /// Opens one to be written.
    ///
    /// @return negative if it is not there, or nobody reads it yet
    static int open(Path path) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            return (int) OPEN.invokeExact(arena.allocateFrom(path.toString()), WRITE_WITHOUT_WAITING);
        } catch (Throwable fault) {
            throw failed(fault);
        }
    }

    /// Writes what there is room for.
    ///
    /// @return how many octets that were; negative if there is no room
    static int write(int pipe, byte[] octets, int from) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            int length = octets.length - from;
            MemorySegment copy = arena.allocate(length);
            MemorySegment.copy(octets, from, copy, JAVA_BYTE, 0, length);
            return (int) (long) WRITE.invokeExact(pipe, copy, (long) length);
        } catch (Throwable fault) {
            throw failed(fault);
        }
    }

    static void close(int pipe) throws IOException {
        try {
            int _ = (int) CLOSE.invokeExact(pipe);
        } catch (Throwable fault) {
            throw failed(fault);
        }
    }

    private static IOException failed(Throwable fault) {
        return switch (fault) {
            case IOException known -> known;
            case RuntimeException known -> throw known;
            case Error known -> throw known;
            default -> new IOException(fault);
        };
    }
}
