package io.sidetone.dist.sip;

import io.sidetone.dist.command.Printable;
import io.sidetone.sip.base.Clock;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.ParseResult;
import io.sidetone.sip.message.Parsed;
import io.sidetone.sip.message.ParserLimits;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Wiretap;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sees all messages: knows when each request left, by what, and what was answered. Prints them if that is
/// wanted. Thread-safe.
final class Journal implements Wiretap {

    /// How many requests are remembered: a telephone that answers for days forgets the oldest.
    private static final int MOST = 1000;

    private record Key(String callId, Method method, boolean ours) {}

    /// A request of this side, and what came of it; with the next CSeq it is another one.
    static final class Exchange {
        private final Flow flow;
        private final long sent;
        private final long cseq;
        private volatile long answered;
        private volatile boolean heardOf;
        private volatile boolean done;

        private Exchange(Flow flow, long sent, long cseq) {
            this.flow = flow;
            this.sent = sent;
            this.cseq = cseq;
        }

        /// What it left by.
        Flow flow() {
            return flow;
        }

        /// Its number.
        long cseq() {
            return cseq;
        }

        /// Whether any response came.
        boolean isHeardOf() {
            return heardOf;
        }

        /// From the first transmission to the final response, in nanoseconds.
        long roundTrip() {
            return answered - sent;
        }
    }

    private final MessageParser parser = new MessageParser(ParserLimits.DEFAULT);
    private final Clock clock = Clock.system();
    private final long start = clock.nanoTime();
    private final @Nullable PrintWriter trace;
    private final List<Consumer<SipResponse>> watchers = new CopyOnWriteArrayList<>();

    /// Guarded by this.
    private final Map<Key, Exchange> exchanges = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Exchange> eldest) {
            return size() > MOST;
        }
    };

    /// @param trace where messages are printed; null for nowhere
    Journal(@Nullable PrintWriter trace) {
        this.trace = trace;
    }

    /// The last request of this side in a call.
    synchronized @Nullable Exchange last(String callId, Method method) {
        return exchanges.get(new Key(callId, method, true));
    }

    /// Whether any response came to requests of a method.
    synchronized boolean isHeardOf(Method method) {
        for (Map.Entry<Key, Exchange> known : exchanges.entrySet()) {
            if (known.getKey().ours && known.getKey().method.equals(method) && known.getValue().heardOf) {
                return true;
            }
        }
        return false;
    }

    /// What the last request of the other side in a call came by.
    synchronized @Nullable Flow cameBy(String callId, Method method) {
        Exchange exchange = exchanges.get(new Key(callId, method, false));
        return exchange == null ? null : exchange.flow;
    }

    /// Tells of all responses from now on, as they come. The watcher must not wait.
    void watch(Consumer<SipResponse> watcher) {
        watchers.add(watcher);
    }

    /// Completes when a request of this side in a call has a final response from now on that does not ask for a
    /// password.
    CompletableFuture<SipResponse> answer(String callId, Method method) {
        CompletableFuture<SipResponse> answer = new CompletableFuture<>();
        watch(response -> {
            CSeq cseq = response.cseq();
            boolean theirs = callId.equals(response.callId())
                    && cseq != null
                    && cseq.method().equals(method);
            if (theirs && !response.isProvisional() && Outcome.of(response.statusCode()) != Outcome.NO_PASSWORD) {
                answer.complete(response);
            }
        });
        return answer;
    }

    /// Since the beginning, in nanoseconds.
    long now() {
        return clock.nanoTime() - start;
    }

    @Override
    public void sent(byte[] octets, Flow flow) {
        print("sent to", octets, flow);
        if (parser.parse(octets) instanceof Parsed(SipMessage message) && message instanceof SipRequest request) {
            remember(request, flow, true);
        }
    }

    private synchronized void remember(SipRequest request, Flow flow, boolean ours) {
        CSeq cseq = request.cseq();
        Key key = new Key(String.valueOf(request.callId()), request.method(), ours);
        Exchange known = exchanges.get(key);
        if (cseq != null && (known == null || known.cseq != cseq.number() || !known.flow.equals(flow))) {
            exchanges.put(key, new Exchange(flow, now(), cseq.number()));
        }
    }

    @Override
    public void received(ParseResult result, Flow flow) {
        if (!(result instanceof Parsed(SipMessage message))) {
            return;
        }
        print("received from", message.toByteArray(), flow);
        switch (message) {
            case SipRequest request -> remember(request, flow, false);
            case SipResponse response -> answered(response);
        }
    }

    private void answered(SipResponse response) {
        CSeq cseq = response.cseq();
        Exchange exchange = cseq == null ? null : last(String.valueOf(response.callId()), cseq.method());
        if (cseq == null || exchange == null || exchange.cseq != cseq.number() || exchange.done) {
            return;
        }
        exchange.heardOf = true;
        if (!response.isProvisional()) {
            exchange.answered = now();
            exchange.done = true;
        }
        watchers.forEach(watcher -> watcher.accept(response));
    }

    private void print(String how, byte[] octets, Flow flow) {
        PrintWriter to = trace;
        if (to != null) {
            String message = Printable.lines(Text.decode(octets, 0, octets.length));
            String head = "--- " + Report.millis(now()) + " ms, " + how + " " + name(flow);
            synchronized (to) {
                to.println(head + "\n" + message.stripTrailing() + "\n");
                to.flush();
            }
        }
    }

    /// A peer in words: transport, address and port.
    static String name(Flow flow) {
        return flow.transport().token() + ":" + text(flow.remote());
    }

    /// An address and its port, as they stand in a URI.
    static String text(InetSocketAddress address) {
        String digits = Flow.text(address);
        return (digits.contains(":") ? "[" + digits + "]" : digits) + ":" + address.getPort();
    }
}
