package io.sidetone.dist.prove;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.ParseResult;
import io.sidetone.sip.message.Parsed;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Wiretap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Which script a message has gone through: each script adds its number to what it forwards, both ways. Compares
/// with when the message was sent, and with when that script was there. Thread-safe.
final class Marks {

    /// The field that a script adds.
    static final String FIELD = "X-Script";

    private record Key(String callId, CSeq cseq) {}

    /// A request that has arrived. Times are those of the clock.
    private record Arrival(long sent, long arrived, int mark, Key key) {}

    /// A script: when the server was told of it, and when it had said that it was in service. Immutable.
    private record Script(int number, long told, long inService) {}

    private final Clock clock;
    private final MessageParser parser = new MessageParser();
    private final Map<Key, Long> sent = new ConcurrentHashMap<>();
    private final Map<Key, Integer> requests = new ConcurrentHashMap<>();
    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private final Queue<Script> scripts = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger late = new AtomicInteger();
    private volatile int newest;

    Marks(Clock clock) {
        this.clock = clock;
    }

    /// Sees what the caller sends and gets.
    Wiretap caller() {
        return new Wiretap() {
            @Override
            public void sent(byte[] octets, Flow flow) {
                if (parser.parse(octets) instanceof Parsed(SipMessage message) && message instanceof SipRequest) {
                    sent.putIfAbsent(key(message), clock.nanoTime());
                }
            }

            @Override
            public void received(ParseResult result, Flow flow) {
                if (result instanceof Parsed(SipMessage message) && message instanceof SipResponse response) {
                    answered(response);
                }
            }
        };
    }

    /// Sees what the callee gets.
    Wiretap callee() {
        return new Wiretap() {
            @Override
            public void received(ParseResult result, Flow flow) {
                if (result instanceof Parsed(SipMessage message) && message instanceof SipRequest request) {
                    arrived(request);
                }
            }
        };
    }

    private static Key key(SipMessage message) {
        CSeq cseq = message.cseq();
        return new Key(String.valueOf(message.callId()), cseq == null ? new CSeq(0, Method.OPTIONS) : cseq);
    }

    /// The number that a message carries: 0 if there is none, -1 if there are several.
    private static int mark(SipMessage message) {
        int mark = 0;
        for (HeaderField field : message.fields()) {
            if (field.isNamed(FIELD)) {
                if (mark != 0) {
                    return -1;
                }
                mark = Integer.parseInt(field.value());
            }
        }
        return mark;
    }

    private void arrived(SipRequest request) {
        Key key = key(request);
        Long left = sent.get(key);
        int mark = mark(request);
        // What the callee has seen before was sent again, or is what the server does not know any more.
        if (left != null && requests.putIfAbsent(key, mark) == null) {
            arrivals.add(new Arrival(left, clock.nanoTime(), mark, key));
        }
    }

    /// What comes back has gone through the script that its request has gone through. What has not gone through
    /// any came again, so late that its transaction was over.
    private void answered(SipResponse response) {
        Integer request = requests.get(key(response));
        int mark = mark(response);
        if (request != null && mark != 0) {
            answers.incrementAndGet();
            if (request < newest) {
                late.incrementAndGet();
            }
            if (mark != request) {
                wrong.add(response.statusCode() + " of " + key(response) + " has gone through " + mark
                        + ", and its request through " + request);
            }
        }
    }

    /// A script is in service.
    ///
    /// @param told when the server began to learn of it
    void inService(int number, long told) {
        scripts.add(new Script(number, told, clock.nanoTime()));
        newest = number;
    }

    /// How many requests have arrived.
    int requests() {
        return arrivals.size();
    }

    /// How many responses have come back through scripts.
    int answers() {
        return answers.get();
    }

    /// How many of them have come back when a newer script was in service.
    int late() {
        return late.get();
    }

    /// What has gone through a script that was not there any more, or not yet.
    Queue<String> wrong() {
        Queue<String> all = new ConcurrentLinkedQueue<>(wrong);
        for (Arrival each : arrivals) {
            boolean ripe = false;
            int least = 0;
            for (Script script : scripts) {
                if (script.inService < each.sent) {
                    least = script.number;
                }
                ripe |= script.number == each.mark && script.told < each.arrived;
            }
            if (!ripe || each.mark < least) {
                all.add(each.key + " has gone through " + each.mark + ", where " + least + " was in service");
            }
        }
        return all;
    }
}
