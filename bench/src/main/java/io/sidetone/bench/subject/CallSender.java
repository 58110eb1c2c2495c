package io.sidetone.bench.subject;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Places calls at times that are fixed beforehand, however long a server takes (an open loop), and answers
/// them itself: INVITE, 180, 200, ACK, BYE, 200. What is measured is the time from when an INVITE should
/// have been sent to when it comes out behind the server. A line `PORT RATE COUNT` places calls by a
/// server; the answer is `ARRIVED ENDED P50 P99 P999 MAX`, times in nanoseconds. Thread-safe.
final class CallSender implements Subject {

    private static final int RECEIVE_BUFFER = 4 << 20;
    private static final int LONGEST = 65_536;
    private static final int END_SECONDS = 5;
    private static final long HIGHEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final String NUMBER = "Call-ID: call";
    private static final String ANSWERED = "SIP/2.0 200 ";

    private final DatagramSocket caller;
    private final DatagramSocket callee;
    private volatile @Nullable Run run;

    CallSender() throws IOException {
        caller = open();
        callee = open();
    }

    private static DatagramSocket open() throws IOException {
        DatagramSocket socket = new DatagramSocket(Subject.loopback(0));
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        return socket;
    }

    @Override
    public int start() {
        Subject.run("caller", () -> receive(caller));
        Subject.run("callee", () -> receive(callee));
        return callee.getLocalPort();
    }

    @Override
    public String answer(String line) {
        List<Integer> words =
                List.of(line.split(" ", -1)).stream().map(Integer::valueOf).toList();
        Run placing = new Run(words.get(0), words.get(1), words.get(2));
        run = placing;
        try {
            placing.place();
            boolean _ = placing.ended.await(END_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        run = null;
        return placing.result();
    }

    private void receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
        while (true) {
            packet.setLength(LONGEST);
            socket.receive(packet);
            long now = System.nanoTime();
            Run current = run;
            if (current != null) {
                String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
                if (socket.equals(callee)) {
                    current.request(text, now, packet.getSocketAddress());
                } else {
                    current.response(text);
                }
            }
        }
    }

    private static void send(DatagramSocket socket, String text, SocketAddress target) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        socket.send(new DatagramPacket(octets, octets.length, target));
    }

    /// The lines of a message that begin with one of these names.
    private static String lines(String message, String... names) {
        List<String> found = new ArrayList<>();
        for (String line : message.split("\r\n", -1)) {
            for (String name : names) {
                if (line.startsWith(name)) {
                    found.add(line + "\r\n");
                }
            }
        }
        return String.join("", found);
    }

    /// Some calls. The callee's thread records, the caller's ends them, a third one places them.
    private final class Run {

        private final SocketAddress target;
        private final int rate;
        private final int count;
        private final AtomicLongArray due;
        private final CountDownLatch ended;

        // Not imported: a package in capitals looks like a class to the house tests.
        private final org.HdrHistogram.Histogram late = new org.HdrHistogram.Histogram(HIGHEST_NANOS, 3);

        Run(int port, int rate, int count) {
            this.target = Subject.loopback(port);
            this.rate = rate;
            this.count = count;
            this.due = new AtomicLongArray(count);
            this.ended = new CountDownLatch(count);
        }

        void place() throws IOException {
            long begin = System.nanoTime();
            for (int number = 0; number < count; number++) {
                long time = begin + number * 1_000_000_000L / rate;
                due.set(number, time);
                String invite = begin("INVITE", number, "z", "") + "To: <sip:bob@127.0.0.1>\r\n"
                        + "CSeq: 1 INVITE\r\nContact: <sip:alice@127.0.0.1:" + caller.getLocalPort()
                        + ">\r\nContent-Length: 0\r\n\r\n";
                for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                send(caller, invite, target);
            }
        }

        /// What all requests of a call begin with, up to the Call-ID.
        private String begin(String method, int number, String branch, String routes) {
            return method + " sip:bob@127.0.0.1:" + callee.getLocalPort() + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:"
                    + caller.getLocalPort() + ";branch=z9hG4bK" + branch + number + "x" + due.get(0) + ";rport\r\n"
                    + routes + "Max-Forwards: 70\r\nFrom: <sip:alice@127.0.0.1>;tag=a" + number + "\r\n" + NUMBER
                    + number + "@" + due.get(0) + "\r\n";
        }

        /// The number of the call that a message is of; -1 if it is of another run.
        private int number(String message) {
            int from = message.indexOf(NUMBER) + NUMBER.length();
            int at = message.indexOf('@', from);
            boolean ours = message.startsWith("@" + due.get(0) + "\r\n", at);
            return ours ? Integer.parseInt(message.substring(from, at)) : -1;
        }

        void request(String message, long now, SocketAddress source) throws IOException {
            int number = number(message);
            if (number < 0 || message.startsWith("ACK ")) {
                return;
            }
            String copied = lines(message, "Via: ", "Record-Route: ", "From: ", "Call-ID: ", "CSeq: ");
            String to = lines(message, "To: ").strip();
            if (message.startsWith("INVITE ")) {
                late.recordValue(Math.clamp(now - due.get(number), 0, HIGHEST_NANOS));
                String rest = copied + to + ";tag=b" + number + "\r\nContact: <sip:bob@127.0.0.1:"
                        + callee.getLocalPort() + ">\r\nContent-Length: 0\r\n\r\n";
                send(callee, "SIP/2.0 180 Ringing\r\n" + rest, source);
                send(callee, "SIP/2.0 200 OK\r\n" + rest, source);
            } else {
                send(callee, "SIP/2.0 200 OK\r\n" + copied + to + "\r\nContent-Length: 0\r\n\r\n", source);
            }
        }

        void response(String message) throws IOException {
            int number = number(message);
            if (number < 0 || !message.startsWith(ANSWERED)) {
                return;
            }
            if (message.contains("CSeq: 2 BYE")) {
                ended.countDown();
                return;
            }
            String routes = lines(message, "Record-Route: ").replace("Record-Route: ", "Route: ");
            String to = lines(message, "To: ");
            String end = "\r\nContent-Length: 0\r\n\r\n";
            send(caller, begin("ACK", number, "a", routes) + to + "CSeq: 1 ACK" + end, target);
            send(caller, begin("BYE", number, "b", routes) + to + "CSeq: 2 BYE" + end, target);
        }

        String result() {
            return late.getTotalCount() + " " + (count - ended.getCount()) + " " + late.getValueAtPercentile(50) + " "
                    + late.getValueAtPercentile(99) + " " + late.getValueAtPercentile(99.9) + " "
                    + late.getMaxValue();
        }
    }
}
