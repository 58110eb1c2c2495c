package io.sidetone.bench.subject;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.ParseResult;
import io.sidetone.sip.message.Parsed;
import io.sidetone.sip.message.StreamFrame;
import io.sidetone.sip.message.StreamFramer;
import io.sidetone.sip.socket.Datagram;
import io.sidetone.sip.socket.UdpReader;
import io.sidetone.sip.socket.UdpSocket;
import io.sidetone.sip.strand.PoolLimits;
import io.sidetone.sip.strand.StrandPool;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transport.SocketOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Objects;

/// Takes messages, keeps a processor busy for each as long as it is told, on the pool, and answers.
///
/// Its arguments: `udp` or `tcp`, the number of workers, and the microseconds of CPU time that a message costs.
final class PoolServer implements Subject {

    private static final int BUFFER = 1 << 16;

    /// So much work between two looks at the clock: about two microseconds.
    private static final int STEPS = 2000;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final MessageParser parser = new MessageParser();
    private final byte[] ok = Text.encode("SIP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n");

    @Override
    public int start(List<String> arguments) throws IOException {
        StrandPool pool = new StrandPool(PoolLimits.ofWorkers(Integer.parseInt(arguments.get(1))), Clock.system());
        long nanos = 1000 * Long.parseLong(arguments.get(2));
        return arguments.getFirst().equals("udp") ? startDatagrams(pool, nanos) : startStreams(pool, nanos);
    }

    private int startDatagrams(StrandPool pool, long nanos) throws IOException {
        UdpSocket socket = UdpSocket.open(Subject.loopback(0), SocketOptions.DEFAULT);
        Subject.run("reader", () -> {
            try (UdpReader reader = socket.reader()) {
                for (Datagram next = reader.receive(); next != null; next = reader.receive()) {
                    Datagram datagram = next;
                    handle(
                            pool,
                            nanos,
                            parser.parse(datagram.octets()),
                            () -> socket.send(ok, ok.length, datagram.peer()));
                }
            }
        });
        return socket.local().getPort();
    }

    private int startStreams(StrandPool pool, long nanos) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.bind(Subject.loopback(0));
        Subject.run("acceptor", () -> {
            while (!socket.isClosed()) {
                Socket connection = socket.accept();
                connection.setTcpNoDelay(true);
                Subject.run("reader", () -> read(pool, nanos, connection));
            }
        });
        return socket.getLocalPort();
    }

    private void read(StrandPool pool, long nanos, Socket connection) throws IOException {
        StreamFramer framer = new StreamFramer(parser);
        byte[] octets = new byte[BUFFER];
        try (connection) {
            InputStream in = connection.getInputStream();
            OutputStream out = connection.getOutputStream();
            for (int count = in.read(octets); count > 0; count = in.read(octets)) {
                framer.append(octets, 0, count);
                for (StreamFrame frame = framer.next(); frame != null; frame = framer.next()) {
                    if (frame instanceof StreamFrame.Message message) {
                        handle(pool, nanos, message.result(), () -> answer(out));
                    }
                }
            }
        }
    }

    private void answer(OutputStream out) {
        try {
            out.write(ok);
        } catch (IOException _) {
            // The driver has measured what it wanted and has closed the connection.
        }
    }

    private void handle(StrandPool pool, long nanos, ParseResult result, Runnable answer) {
        String callId = Objects.requireNonNull(((Parsed) result).message().callId());
        pool.run(pool.strand(callId.hashCode()), () -> {
            burn(nanos);
            answer.run();
        });
    }

    /// Uses CPU time. What a thread waits for a processor does not count.
    private void burn(long nanos) {
        long end = threads.getCurrentThreadCpuTime() + nanos;
        long state = end | 1;
        while (threads.getCurrentThreadCpuTime() < end) {
            for (int i = 0; i < STEPS; i++) {
                state ^= state << 13;
                state ^= state >>> 7;
                state ^= state << 17;
            }
            if (state == 0) {
                throw new IllegalStateException("Never so, but the compiler cannot know it");
            }
        }
    }
}
