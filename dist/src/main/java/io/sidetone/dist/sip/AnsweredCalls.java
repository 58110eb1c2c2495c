package io.sidetone.dist.sip;

import io.sidetone.dist.command.CommandException;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.ua.Body;
import io.sidetone.sip.ua.Call;
import io.sidetone.sip.ua.CallHandler;
import io.sidetone.sip.ua.IncomingRequest;
import io.sidetone.sip.ua.UserAgentHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The calls of a telephone that answers by itself. Thread-safe.
final class AnsweredCalls implements UserAgentHandler {

    /// Of how many calls it is told at the end.
    private static final int MOST_TOLD = 1000;

    /// How calls are answered. Immutable.
    ///
    /// @param status what they are refused with; 0 to answer them
    /// @param ring how long it rings before
    /// @param duration how long a call lasts; null for as long as the other side likes
    /// @param maxCalls after how many all is over
    record Manner(int status, Duration ring, @Nullable Duration duration, int maxCalls) {}

    private final Manner manner;
    private final AudioOptions audioOptions;
    private final Report report;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private final AtomicInteger over = new AtomicInteger();
    /// Those that were answered and have not ended.
    private final Set<Call> live = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Phone phone;

    AnsweredCalls(Manner manner, AudioOptions audioOptions, Report report) {
        this.manner = manner;
        this.audioOptions = audioOptions;
        this.report = report;
    }

    /// Says whose calls these are.
    void begin(Phone whose) {
        phone = whose;
    }

    /// Completes when there were as many calls as there should be.
    CompletableFuture<Void> finished() {
        return finished;
    }

    /// Hangs up all calls, and waits until that is answered.
    void hangUpAll(Duration limit) {
        Phone known = Objects.requireNonNull(phone);
        List<CompletableFuture<SipResponse>> byes = new ArrayList<>();
        for (Call call : live) {
            byes.add(known.journal().answer(call.callId(), Method.BYE));
        }
        known.agent().hangUpAll();
        boolean _ = new Stop().await(CompletableFuture.allOf(byes.toArray(CompletableFuture[]::new)), limit);
    }

    @Override
    public CallHandler incoming(Call call) {
        Phone known = phone;
        Flow flow = known == null ? null : known.journal().cameBy(call.callId(), Method.INVITE);
        if (known == null || flow == null) {
            call.refuse(480, "Temporarily Unavailable");
            return CallHandler.NONE;
        }
        report.say("call from " + call.remote().uri());
        if (manner.status() != 0) {
            after(known, call, () -> call.refuse(manner.status(), phrase(manner.status())));
            tell(call, null);
            return CallHandler.NONE;
        }
        try {
            AudioSession audio = AudioSession.open(
                    flow.local(),
                    audioOptions.source(),
                    audioOptions.laws(),
                    known.element().layer().random());
            Talk talk = new Talk(audio, () -> established(known, call));
            tell(call, talk);
            var _ = call.ended().thenRun(audio::close);
            after(known, call, () -> answer(call, audio));
            return talk;
        } catch (IOException | CommandException e) {
            report.say("can not answer: " + e.getMessage());
            call.refuse(500, "Server Internal Error");
            return CallHandler.NONE;
        }
    }

    @Override
    public void request(IncomingRequest request) {
        Body body = request.body();
        boolean text = request.request().method().equals(Method.MESSAGE) && body != null;
        if (body != null && text) {
            report.say("message from "
                    + Objects.requireNonNull(request.request().from()).uri() + ": " + body.text());
            report.add("messages", body.text());
        }
        request.answer(text ? 200 : 480, text ? "OK" : "Temporarily Unavailable");
    }

    private void after(Phone known, Call call, Runnable task) {
        if (manner.ring().isZero()) {
            task.run();
        } else {
            call.ring();
            var _ = known.element().layer().start(manner.ring(), call.callId(), task);
        }
    }

    private void answer(Call call, AudioSession audio) {
        Body asked = call.remoteSession();
        Body answer = asked == null ? audio.offer() : audio.answer(asked);
        if (answer == null) {
            call.refuse(488, "Not Acceptable Here");
        } else {
            live.add(call);
            var _ = call.ended().thenRun(() -> live.remove(call));
            call.answer(answer);
        }
    }

    private void established(Phone known, Call call) {
        Duration limit = manner.duration();
        if (limit != null) {
            var _ = known.element().layer().start(limit, call.callId(), call::hangUp);
        }
    }

    /// Tells of a call when it is over.
    private void tell(Call call, @Nullable Talk talk) {
        var _ = call.ended().thenAccept(end -> {
            int number = over.incrementAndGet();
            Map<String, @Nullable Object> facts = new LinkedHashMap<>();
            facts.put("from", call.remote().uri().toString());
            if (talk == null) {
                facts.put("refused", (long) manner.status());
            } else {
                facts.putAll(talk.facts(end));
                report.say(talk.words());
            }
            if (number <= MOST_TOLD) {
                report.add("calls", facts);
            }
            report.say(talk == null ? "refused with " + manner.status() : Talk.ending(end));
            if (number >= manner.maxCalls()) {
                finished.complete(null);
            }
        });
    }

    private static String phrase(int status) {
        return switch (status) {
            case 302 -> "Moved Temporarily";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 480 -> "Temporarily Unavailable";
            case 486 -> "Busy Here";
            case 488 -> "Not Acceptable Here";
            case 500 -> "Server Internal Error";
            case 503 -> "Service Unavailable";
            case 600 -> "Busy Everywhere";
            case 603 -> "Decline";
            default -> "Refused";
        };
    }
}
