package io.sidetone.sip.transport;

import io.sidetone.sip.message.Malformed;
import io.sidetone.sip.message.Parsed;
import io.sidetone.sip.message.StreamFrame;
import io.sidetone.sip.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Writes down what comes over flows. Thread-safe as to what has ended.
final class RecordingReceiver implements FlowReceiver {

    /// What came, in words.
    final List<String> came = new ArrayList<>();

    final List<ClosingReason> closed = new CopyOnWriteArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean full;

    @Override
    public void datagram(byte[] octets, Flow flow) {
        came.add("datagram " + Text.decode(octets, 0, octets.length));
    }

    @Override
    public void message(byte[] octets, Flow flow) {
        came.add("message " + Text.decode(octets, 0, octets.length));
    }

    @Override
    public void frame(StreamFrame frame, Flow flow) {
        came.add(
                switch (frame) {
                    case StreamFrame.Ping _ -> "ping";
                    case StreamFrame.Pong _ -> "pong";
                    case StreamFrame.Message(Parsed(var message)) -> "message " + message.callId();
                    case StreamFrame.Message(Malformed malformed) -> "malformed " + malformed.reason();
                });
    }

    @Override
    public void closed(Flow flow, ClosingReason reason) {
        closed.add(reason);
    }

    void full(boolean now) {
        full = now;
        if (!full) {
            List<Runnable> resumed = List.copyOf(waiting);
            waiting.clear();
            resumed.forEach(Runnable::run);
        }
    }

    @Override
    public boolean isFull() {
        return full;
    }

    @Override
    public void whenThereIsRoom(Runnable resume) {
        waiting.add(resume);
    }
}
