package io.sidetone.sip.transport;

import io.sidetone.sip.text.Text;
import java.util.ArrayList;
import java.util.List;

/// A wire in memory. Takes what is written at once, unless it is told to hold or refuse it. Thread-safe.
final class FakeWire implements Wire {

    /// What the wire does with octets.
    enum Way {
        /// Takes them.
        TAKE,
        /// Says nothing until it is released.
        HOLD,
        /// Says at once that they are lost.
        REFUSE
    }

    /// What is held.
    private record Held(String text, Done done) {}

    private final List<String> sent = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    private Way way = Way.TAKE;
    private boolean closed;
    private boolean reading = true;

    synchronized void way(Way other) {
        way = other;
    }

    @Override
    public void write(byte[] octets, Done done) {
        String text = Text.decode(octets, 0, octets.length);
        boolean written;
        synchronized (this) {
            if (way == Way.HOLD && !closed) {
                held.add(new Held(text, done));
                return;
            }
            written = !closed && way == Way.TAKE;
            if (written) {
                sent.add(text);
            }
        }
        done.done(written);
    }

    /// Says what became of all that is held.
    void release(boolean written) {
        List<Held> waiting;
        synchronized (this) {
            waiting = List.copyOf(held);
            held.clear();
            if (written) {
                waiting.forEach(each -> sent.add(each.text()));
            }
        }
        waiting.forEach(each -> each.done().done(written));
    }

    @Override
    public synchronized void read(boolean on) {
        reading = on;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    synchronized List<String> sent() {
        return List.copyOf(sent);
    }

    synchronized int held() {
        return held.size();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized boolean isReading() {
        return reading;
    }
}
