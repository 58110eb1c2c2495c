package io.sidetone.sip.resolve;

import io.sidetone.sip.base.Clock;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/// Asks one server one question, and waits for the answer: over UDP, and over TCP if it does not fit into a
/// datagram.
///
/// Each question has a socket and so a port of its own, and a random number: who does not see the question
/// has a hard time to forge the answer. What comes from elsewhere, has another number or answers another
/// question is as if it had not come. Thread-safe, as long as the random generator is; blocks.
final class DnsExchange {

    /// The size of datagrams that pass everywhere in one piece.
    private static final int OFFERED_OCTETS = 1_232;

    /// What is read of a datagram of a server that does not care.
    private static final int BUFFER_OCTETS = 4_096;

    private static final int ID_BITS = 16;

    private final Clock clock;
    private final Duration timeout;
    private final RandomGenerator random;

    DnsExchange(Clock clock, Duration timeout, RandomGenerator random) {
        this.clock = clock;
        this.timeout = timeout;
        this.random = random;
    }

    /// @throws IOException if there is no answer in time
    Message ask(Question question, InetSocketAddress server) throws IOException {
        Message query = query(question, random.nextInt(1 << ID_BITS));
        Message answer = askByDatagram(query, server);
        return answer.getHeader().getFlag(Flags.TC) ? askByConnection(query, server) : answer;
    }

    static Message query(Question question, int id) {
        Message query = new Message(id);
        query.getHeader().setOpcode(Opcode.QUERY);
        query.getHeader().setFlag(Flags.RD);
        query.addRecord(Record.newRecord(question.name(), question.type(), DClass.IN), Section.QUESTION);
        query.addRecord(new OPTRecord(OFFERED_OCTETS, 0, 0), Section.ADDITIONAL);
        return query;
    }

    private Message askByDatagram(Message query, InetSocketAddress server) throws IOException {
        long deadline = deadline();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(server);
            byte[] octets = query.toWire();
            socket.send(new DatagramPacket(octets, octets.length));
            DatagramPacket received = new DatagramPacket(new byte[BUFFER_OCTETS], BUFFER_OCTETS);
            while (true) {
                socket.setSoTimeout(remaining(deadline));
                received.setLength(BUFFER_OCTETS);
                socket.receive(received);
                Message answer = readAnswer(query, Arrays.copyOf(received.getData(), received.getLength()));
                if (answer != null) {
                    return answer;
                }
            }
        }
    }

    private Message askByConnection(Message query, InetSocketAddress server) throws IOException {
        long deadline = deadline();
        try (Socket socket = new Socket()) {
            socket.connect(server, remaining(deadline));
            byte[] octets = query.toWire();
            byte[] framed = new byte[octets.length + 2];
            framed[0] = (byte) (octets.length >> 8);
            framed[1] = (byte) octets.length;
            System.arraycopy(octets, 0, framed, 2, octets.length);
            socket.getOutputStream().write(framed);
            byte[] length = read(socket, 2, deadline);
            byte[] received = read(socket, number(length), deadline);
            Message answer = readAnswer(query, received);
            if (answer == null) {
                throw new IOException("an answer to something else");
            }
            return answer;
        }
    }

    private byte[] read(Socket socket, int length, long deadline) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] octets = new byte[length];
        int at = 0;
        while (at < length) {
            socket.setSoTimeout(remaining(deadline));
            int count = in.read(octets, at, length - at);
            if (count < 0) {
                throw new EOFException("the server has closed the connection");
            }
            at += count;
        }
        return octets;
    }

    /// The first two octets.
    private static int number(byte[] octets) {
        return ((octets[0] & 0xFF) << 8) | (octets[1] & 0xFF);
    }

    /// What a server has sent, if it answers the query; null if not.
    static @Nullable Message readAnswer(Message query, byte[] octets) {
        if (octets.length < 2 || number(octets) != query.getHeader().getID()) {
            return null;
        }
        Message answer;
        try {
            answer = new Message(octets);
        } catch (IOException | RuntimeException _) {
            // dnsjava does not promise to find every fault by a check of its own.
            return null;
        }
        Record asked = answer.getQuestion();
        boolean answers = answer.getHeader().getFlag(Flags.QR)
                && answer.getHeader().getOpcode() == Opcode.QUERY
                && asked != null
                && asked.equals(query.getQuestion());
        return answers ? answer : null;
    }

    private long deadline() {
        return clock.nanoTime() + timeout.toNanos();
    }

    private int remaining(long deadline) throws SocketTimeoutException {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - clock.nanoTime());
        if (millis <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }
}
