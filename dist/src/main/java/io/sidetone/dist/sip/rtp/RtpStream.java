package io.sidetone.dist.sip.rtp;

import io.sidetone.sip.base.Rfc;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A stream of G.711 each way over one socket: hears from the beginning, and talks as soon as it is told where
/// to. Thread-safe.
public final class RtpStream implements AutoCloseable {

    private static final int MILLIS = 20;
    private static final int SAMPLES = G711.RATE * MILLIS / 1000;
    private static final int LARGEST = 2048;
    private static final int PORT_TRIES = 50;

    /// How long a key is held and how long none is before the next one, in packets: 100 ms each.
    private static final int HELD = 5;

    private static final int PAUSE = 5;

    /// A comma among the keys: a second.
    private static final int LONG_PAUSE = 50;

    /// RFC 4733 §2.5.1.4: the end is told three times.
    private static final int ENDS = 3;

    private static final int VOLUME = 10;

    /// Where packets go and what is in them. Immutable.
    private record Way(InetSocketAddress remote, G711 law, int events, boolean sends) {}

    /// What a packet is to carry instead of sound; without an event it is a pause.
    ///
    /// @param age how long ago the key was pressed, in packets
    private record Step(@Nullable TelephoneEvent event, int age) {}

    private final DatagramSocket socket;
    private final AudioSource source;
    private final Listening listening;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("rtp").factory());
    private final int ssrc;
    private volatile @Nullable Way way;

    /// What telephone events come as.
    private volatile int heardEvents;

    private final AtomicLong sent = new AtomicLong();

    /// What follows is guarded by the lock of this.
    private final Queue<Step> steps = new ArrayDeque<>();

    private CompletableFuture<Void> pressed = CompletableFuture.completedFuture(null);

    /// What follows is confined to the thread that sends.
    private int sequence;

    private int timestamp;
    private boolean began;

    private RtpStream(DatagramSocket socket, AudioSource source, int events, RandomGenerator random) {
        this.socket = socket;
        this.heardEvents = events;
        this.source = source;
        this.listening = new Listening(source instanceof Echo echo ? echo : null);
        this.ssrc = random.nextInt();
        this.sequence = random.nextInt(0x8000);
        this.timestamp = random.nextInt();
    }

    /// Opens a stream at a free even port.
    ///
    /// @param source what to say
    /// @param events the payload type of telephone events that come
    /// @param random where the numbers that a stream begins with come from
    @Rfc(number = 3550, section = "11")
    public static RtpStream open(InetAddress local, AudioSource source, int events, RandomGenerator random)
            throws IOException {
        RtpStream stream = new RtpStream(socket(local), source, events, random);
        Thread.ofVirtual().name("rtp-in").start(stream::receive);
        var _ = stream.clockwork.scheduleAtFixedRate(stream::tick, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
        return stream;
    }

    private static DatagramSocket socket(InetAddress local) throws IOException {
        for (int i = 0; i < PORT_TRIES; i++) {
            DatagramSocket socket = new DatagramSocket(new InetSocketAddress(local, 0));
            if (socket.getLocalPort() % 2 == 0) {
                return socket;
            }
            socket.close();
        }
        throw new IOException("No even port is free at " + local.getHostAddress());
    }

    /// The port that it hears at.
    public int port() {
        return socket.getLocalPort();
    }

    /// What was agreed on: from now on it talks like this.
    ///
    /// @param events the payload type of telephone events; below 0 without them
    /// @param sends whether to talk at all
    public void talk(InetSocketAddress remote, G711 law, int events, boolean sends) {
        way = new Way(remote, law, events, sends);
    }

    /// From now on telephone events come as this payload type; below 0 as none.
    public void hearEvents(int payloadType) {
        heardEvents = payloadType;
    }

    /// Whether keys can be told by telephone events.
    public boolean takesKeys() {
        Way known = way;
        return known != null && known.events() >= 0 && known.sends();
    }

    /// Presses keys one after the other; a comma is a pause of a second.
    ///
    /// @param keys of [TelephoneEvent#KEYS], and commas
    /// @return completes when the last one was let go
    @Rfc(number = 4733, section = "2.5")
    public synchronized CompletableFuture<Void> press(String keys) {
        for (int k = 0; k < keys.length(); k++) {
            int event = TelephoneEvent.KEYS.indexOf(keys.charAt(k));
            for (int i = 1; event >= 0 && i < HELD + ENDS; i++) {
                int held = Math.min(i, HELD);
                steps.add(new Step(new TelephoneEvent(event, i >= HELD, VOLUME, held * SAMPLES), i - 1));
            }
            for (int i = 0; i < (event < 0 ? LONG_PAUSE : PAUSE); i++) {
                steps.add(new Step(null, 0));
            }
        }
        CompletableFuture<Void> done =
                steps.isEmpty() ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
        pressed = done;
        return done;
    }

    private synchronized @Nullable Step nextStep() {
        Step step = steps.poll();
        if (steps.isEmpty()) {
            pressed.complete(null);
        }
        return step;
    }

    private void tick() {
        Way known = way;
        if (known == null || !known.sends()) {
            return;
        }
        Step step = nextStep();
        TelephoneEvent event = step == null ? null : step.event();
        short[] samples = source.next(SAMPLES);
        if (step != null && event != null) {
            // All packets of an event carry the time at which it has begun.
            int pressedAt = timestamp - step.age() * SAMPLES;
            send(known, new RtpPacket(known.events(), step.age() == 0, sequence, pressedAt, ssrc, event.toByteArray()));
        } else {
            byte[] sound = known.law().encode(samples);
            send(known, new RtpPacket(known.law().payloadType(), !began, sequence, timestamp, ssrc, sound));
            began = true;
        }
        sequence++;
        timestamp += SAMPLES;
    }

    private void send(Way known, RtpPacket packet) {
        byte[] octets = packet.toByteArray();
        try {
            socket.send(new DatagramPacket(octets, octets.length, known.remote()));
            sent.incrementAndGet();
        } catch (IOException _) {
            // Nobody is there yet, or no more: what was not heard is counted by the other side.
        }
    }

    private void receive() {
        byte[] octets = new byte[LARGEST];
        while (!socket.isClosed()) {
            try {
                DatagramPacket datagram = new DatagramPacket(octets, octets.length);
                socket.receive(datagram);
                RtpPacket packet = RtpPacket.parse(octets, datagram.getLength());
                if (packet != null) {
                    listening.take(packet, heardEvents);
                }
            } catch (IOException _) {
                // The socket is closed, which ends this, or a datagram of ours was refused, which does not.
            }
        }
    }

    /// How many packets were sent.
    public long sent() {
        return sent.get();
    }

    /// What came so far.
    public Heard heard() {
        return listening.heard();
    }

    /// Whether all that there was to say was said.
    public boolean isAtEnd() {
        return source.isAtEnd();
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
        socket.close();
    }
}
