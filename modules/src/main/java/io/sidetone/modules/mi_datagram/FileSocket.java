package io.sidetone.modules.mi_datagram;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.sidetone.modules.mi_fifo.SpecialFiles;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Datagrams between processes of this machine, by a file: Java has only streams there, so it is the C library's,
/// as Linux has it.
@SuppressWarnings("restricted") // the signatures are those of the C library, checked by the tests
public final class FileSocket implements DatagramSocket {

    private static final short LOCAL = 1;
    private static final int DATAGRAMS = 2 | 0x80000;
    private static final int NO_WAITING = 0x40;
    private static final int BOTH_WAYS = 2;
    private static final int FAMILY = 2;
    private static final int ADDRESS_LENGTH = 110;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle SOCKET = function("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = function("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle RECEIVE =
            function("recvfrom", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle SEND =
            function("sendto", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle SHUT_DOWN = function("shutdown", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle CLOSE = function("close", JAVA_INT, JAVA_INT);

    private final Path path;
    private final int number;
    private final Arena arena = Arena.ofAuto();
    private final MemorySegment buffer = arena.allocate(Requests.LONGEST);
    private final MemorySegment sender = arena.allocate(ADDRESS_LENGTH);
    private final MemorySegment senderLength = arena.allocate(JAVA_INT);

    /// Opens it.
    ///
    /// @param mode the permissions, as `chmod` has them
    /// @throws IOException if the system refuses
    public FileSocket(Path path, int mode) throws IOException {
        this.path = path;
        SpecialFiles.clearForSocket(path);
        try {
            number = (int) SOCKET.invokeExact((int) LOCAL, DATAGRAMS, 0);
            boolean bound = number >= 0 && (int) BIND.invokeExact(number, address(path), ADDRESS_LENGTH) == 0;
            if (!bound) {
                throw new IOException("no socket can be made there; its folder has to be there and writable");
            }
            SpecialFiles.permit(path, mode);
        } catch (Throwable fault) {
            throw failed(fault);
        }
    }

    private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    private MemorySegment address(Path file) throws IOException {
        byte[] name = file.toString().getBytes(StandardCharsets.UTF_8);
        if (name.length >= ADDRESS_LENGTH - FAMILY) {
            throw new IOException("the name is too long for a socket");
        }
        MemorySegment address = arena.allocate(ADDRESS_LENGTH);
        address.set(JAVA_SHORT, 0, LOCAL);
        MemorySegment.copy(name, 0, address, JAVA_BYTE, FAMILY, name.length);
        return address;
    }

    @Override
    public byte[] receive() throws IOException {
        try {
            senderLength.set(JAVA_INT, 0, ADDRESS_LENGTH);
            long read = (long) RECEIVE.invokeExact(number, buffer, buffer.byteSize(), 0, sender, senderLength);
            if (read < 0) {
                throw new IOException("nothing can be read");
            }
            return buffer.asSlice(0, read).toArray(JAVA_BYTE);
        } catch (Throwable fault) {
            throw failed(fault);
        }
    }

    @Override
    public boolean answer(byte[] octets) throws IOException {
        int length = senderLength.get(JAVA_INT, 0);
        if (length <= FAMILY) {
            // Who has no name cannot be answered.
            return false;
        }
        return send(octets, sender, length);
    }

    /// Sends a datagram to another file.
    boolean send(Path to, byte[] octets) throws IOException {
        return send(octets, address(to), ADDRESS_LENGTH);
    }

    private boolean send(byte[] octets, MemorySegment to, int length) throws IOException {
        try (Arena passing = Arena.ofConfined()) {
            MemorySegment copy = passing.allocateFrom(JAVA_BYTE, octets);
            return (long) SEND.invokeExact(number, copy, copy.byteSize(), NO_WAITING, to, length) == octets.length;
        } catch (Throwable fault) {
            throw failed(fault);
        }
    }

    /// Ends a read that waits, and takes the file away.
    @Override
    public void close() throws IOException {
        try {
            int _ = (int) SHUT_DOWN.invokeExact(number, BOTH_WAYS);
            int _ = (int) CLOSE.invokeExact(number);
        } catch (Throwable fault) {
            throw failed(fault);
        }
        Files.deleteIfExists(path);
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
