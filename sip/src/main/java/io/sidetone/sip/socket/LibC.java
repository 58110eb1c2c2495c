package io.sidetone.sip.socket;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The functions of the C library that datagram sockets need, as Linux has them. Thread-safe.
///
/// What is done once throws an [IOException]; receiving and sending answer with the negative number of the error,
/// as C would in `errno`.
@SuppressWarnings("restricted") // the signatures below are those of the C library, checked by the tests of each call
final class LibC {

    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    static final int SHUT_RDWR = 2;

    static final int SOL_SOCKET = 1;
    static final int SO_SNDBUF = 7;
    static final int SO_RCVBUF = 8;
    static final int SO_RCVBUFFORCE = 33;
    static final int SO_RXQ_OVFL = 40;

    static final int IPPROTO_IP = 0;
    static final int IP_TOS = 1;
    static final int IP_PKTINFO = 8;
    static final int IP_FREEBIND = 15;

    static final int IPPROTO_IPV6 = 41;
    static final int IPV6_V6ONLY = 26;
    static final int IPV6_RECVPKTINFO = 49;
    static final int IPV6_PKTINFO = 50;
    static final int IPV6_TCLASS = 67;

    static final int MSG_TRUNC = 0x20;

    static final int EINTR = 4;
    static final int EBADF = 9;
    static final int EAGAIN = 11;
    static final int ENOMEM = 12;
    static final int EACCES = 13;
    static final int EPIPE = 32;
    static final int EMSGSIZE = 90;
    static final int EADDRINUSE = 98;
    static final int EADDRNOTAVAIL = 99;
    static final int ENOBUFS = 105;

    /// No waiting, no signal.
    private static final int SEND_FLAGS = 0x40 | 0x4000;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));

    private static final MethodHandle SOCKET = function("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = function("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle SETSOCKOPT =
            function("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle GETSOCKNAME = function("getsockname", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle SHUTDOWN = function("shutdown", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle CLOSE = function("close", JAVA_INT, JAVA_INT);
    private static final MethodHandle RECVMSG = function("recvmsg", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle SENDMSG = function("sendmsg", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);

    /// Sends from the heap, without a copy. It never waits, so the collector waits no longer for it than for Java
    /// code.
    private static final MethodHandle SENDTO = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("sendto"),
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT),
            Linker.Option.critical(true),
            Linker.Option.captureCallState("errno"));

    private LibC() {}

    private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, arguments),
                Linker.Option.captureCallState("errno"));
    }

    static int socket(int family) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            return checked("socket", (int) SOCKET.invokeExact(state, family, SOCK_DGRAM_CLOEXEC, 0), state);
        } catch (Throwable fault) {
            throw failed(fault);
        }
    }

    static void bind(int socket, MemorySegment address) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            checked("bind", (int) BIND.invokeExact(state, socket, address, (int) address.byteSize()), state);
        } catch (Throwable fault) {
            throw failed(fault);
        }
    }

    static void setOption(int socket, int level, int option, int value) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment number = arena.allocateFrom(JAVA_INT, value);
            int result = (int) SETSOCKOPT.invokeExact(state, socket, level, option, number, (int) JAVA_INT.byteSize());
            checked("setsockopt " + option, result, state);
        } catch (Throwable fault) {
            throw failed(fault);
        }
    }

    /// Writes the socket's own address.
    static void getSocketName(int socket, MemorySegment address) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment length = arena.allocateFrom(JAVA_INT, (int) address.byteSize());
            checked("getsockname", (int) GETSOCKNAME.invokeExact(state, socket, address, length), state);
        } catch (Throwable fault) {
            throw failed(fault);
        }
    }

    /// Wakes who waits for a datagram. Linux says that the socket is not connected, and does it all the same.
    static void shutdown(int socket) {
        try (Arena arena = Arena.ofConfined()) {
            int _ = (int) SHUTDOWN.invokeExact(arena.allocate(STATE), socket, SHUT_RDWR);
        } catch (Throwable fault) {
            throw new IllegalStateException(fault);
        }
    }

    static void close(int socket) {
        try (Arena arena = Arena.ofConfined()) {
            int _ = (int) CLOSE.invokeExact(arena.allocate(STATE), socket);
        } catch (Throwable fault) {
            throw new IllegalStateException(fault);
        }
    }

    /// Waits for a datagram. Answers its length, or the negative number of the error.
    ///
    /// @param state room for the number of an error
    static int receive(MemorySegment state, int socket, MemorySegment message) {
        try {
            long length = (long) RECVMSG.invokeExact(state, socket, message, 0);
            return length < 0 ? -(int) ERRNO.get(state, 0L) : (int) length;
        } catch (Throwable fault) {
            throw new IllegalStateException(fault);
        }
    }

    /// Sends a datagram, or gives up at once if there is no room for it. Answers the negative number of the
    /// error, or what was sent.
    ///
    /// @param state room for the number of an error
    /// @param octets at least so many as are sent; may lie in the heap
    /// @param address may lie in the heap
    static int send(MemorySegment state, int socket, MemorySegment octets, long length, MemorySegment address) {
        try {
            long sent = (long)
                    SENDTO.invokeExact(state, socket, octets, length, SEND_FLAGS, address, (int) address.byteSize());
            return sent < 0 ? -(int) ERRNO.get(state, 0L) : (int) sent;
        } catch (Throwable fault) {
            throw new IllegalStateException(fault);
        }
    }

    /// Sends a datagram with more to say than where to, as [#send].
    static int sendMessage(MemorySegment state, int socket, MemorySegment message) {
        try {
            long sent = (long) SENDMSG.invokeExact(state, socket, message, SEND_FLAGS);
            return sent < 0 ? -(int) ERRNO.get(state, 0L) : (int) sent;
        } catch (Throwable fault) {
            throw new IllegalStateException(fault);
        }
    }

    /// Room for the number of an error.
    static StructLayout state() {
        return STATE;
    }

    private static int checked(String what, int result, MemorySegment state) throws IOException {
        if (result < 0) {
            throw new IOException(what + ": " + words((int) ERRNO.get(state, 0L)));
        }
        return result;
    }

    /// What operators meet has words, the same as those of the JDK.
    private static String words(int error) {
        return switch (error) {
            case EACCES -> "Permission denied";
            case EADDRINUSE -> "Address already in use";
            case EADDRNOTAVAIL -> "Cannot assign requested address";
            default -> "error " + error;
        };
    }

    private static IOException failed(Throwable fault) {
        return fault instanceof IOException failure ? failure : new IOException(fault);
    }
}
