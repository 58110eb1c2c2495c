package io.sidetone.dist.prove;

import io.sidetone.dist.child.Patience;
import io.sidetone.dist.child.RunningServer;
import io.sidetone.dist.command.CommandException;
import io.sidetone.sip.SipElement;
import io.sidetone.sip.base.Clock;
import io.sidetone.sip.digest.DigestSecret;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.transport.Wiretap;
import io.sidetone.sip.ua.Body;
import io.sidetone.sip.ua.Call;
import io.sidetone.sip.ua.CallEnd;
import io.sidetone.sip.ua.CallHandler;
import io.sidetone.sip.ua.RefusedException;
import io.sidetone.sip.ua.RegistrationSettings;
import io.sidetone.sip.ua.UserAgent;
import io.sidetone.sip.ua.UserAgentHandler;
import io.sidetone.sip.ua.UserAgentSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Two users of a server: one calls the other, who rings for a moment and answers; then the caller hangs up.
/// Thread-safe.
final class Calls implements AutoCloseable {

    static final String CALLER = "alice";
    static final String CALLEE = "bob";

    /// After so long calls come at the full pace.
    static final Duration GROWTH = Duration.ofSeconds(5);

    private static final Duration RINGS = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TICK = Duration.ofMillis(10);
    private static final double MILLIS = 1e3;
    private static final double NANOS = 1e9;

    private static final Body SESSION = Body.sdp("""
            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 40000 RTP/AVP 0
            """.replace("\n", "\r\n"));

    private final int port;
    private final Phone caller;
    private final Phone callee;
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();

    private record Phone(SipElement element, UserAgent agent) {

        private static Phone open(String user, Wiretap tap, UserAgentHandler handler) throws IOException {
            AtomicReference<@Nullable UserAgent> made = new AtomicReference<>();
            SipElement element = SipElement.builder()
                    .listen("udp:" + RunningServer.HOST + ":0")
                    .start(layer -> {
                        layer.transport().tap(tap);
                        UserAgent agent = new UserAgent(
                                layer, UserAgentSettings.of(NameAddress.of(TrialSetup.address(user, -1))), handler);
                        made.set(agent);
                        return agent;
                    });
            UserAgent agent = Objects.requireNonNull(made.get());
            agent.credentials().putForAll(user, DigestSecret.ofPassword(TrialSetup.password(user)));
            return new Phone(element, agent);
        }
    }

    /// Opens both, and registers the one who is called.
    ///
    /// @param port of the server
    Calls(int port, Marks marks) throws CommandException, IOException {
        this.port = port;
        caller = Phone.open(CALLER, marks.caller(), UserAgentHandler.NONE);
        callee = Phone.open(CALLEE, marks.callee(), new UserAgentHandler() {
            @Override
            public CallHandler incoming(Call call) {
                call.ring();
                var _ = call.agent().layer().start(RINGS, call.callId(), () -> call.answer(SESSION));
                return new CallHandler() {
                    @Override
                    public void ended(Call over, CallEnd end) {
                        // By a BYE, and in no other way.
                        if (end.cause() == CallEnd.Cause.REMOTE) {
                            ended.incrementAndGet();
                        } else {
                            failed("at the callee", end);
                        }
                    }
                };
            }
        });
        try {
            var _ = callee.agent.register(
                    RegistrationSettings.of(
                            TrialSetup.address(null, port), NameAddress.of(TrialSetup.address(CALLEE, -1))),
                    PATIENCE);
        } catch (RefusedException e) {
            close();
            throw CommandException.failed(CALLEE + " cannot register: " + e.getMessage());
        }
    }

    private void failed(String where, CallEnd end) {
        failures.computeIfAbsent(
                        where + ": " + end.cause() + " " + end.statusCode() + " " + end.phrase(),
                        _ -> new AtomicInteger())
                .incrementAndGet();
    }

    private void call() {
        var _ = caller.agent.call(
                TrialSetup.address(CALLEE, port),
                SESSION,
                new CallHandler() {
                    @Override
                    public void established(Call call) {
                        answered.incrementAndGet();
                        call.hangUp();
                    }

                    @Override
                    public void ended(Call call, CallEnd end) {
                        if (end.cause() != CallEnd.Cause.LOCAL) {
                            failed("at the caller", end);
                        }
                    }
                },
                PATIENCE,
                _ -> {});
    }

    /// Makes calls, at a pace that grows for [#GROWTH] and is even then: a server that has just been started has
    /// its code to compile. On a machine that is too slow it is less: no call is made while as many are being set
    /// up as a second brings.
    ///
    /// @param rate calls a second
    /// @return how many it were in a second at the full pace
    double make(int rate, int count, Clock clock) throws InterruptedException {
        double growth = GROWTH.toMillis() / MILLIS;
        long start = clock.nanoTime();
        int made = 0;
        int early = 0;
        double now = 0;
        while (made < count) {
            Patience.pause(TICK);
            now = (clock.nanoTime() - start) / NANOS;
            double due = rate * (now < growth ? now * now / (2 * growth) : now - growth / 2);
            while (made < Math.min(due, count) && caller.agent.calls() < rate) {
                call();
                made++;
            }
            early = now < growth ? made : early;
        }
        return (made - early) / Math.max(now - growth, TICK.toMillis() / MILLIS);
    }

    /// Waits until so many calls have ended, or it is clear that they do not.
    boolean await(int count) throws IOException, InterruptedException {
        return Patience.until(() -> ended.get() >= count && caller.agent.calls() == 0, PATIENCE);
    }

    int answered() {
        return answered.get();
    }

    int ended() {
        return ended.get();
    }

    /// What has gone wrong, and how often.
    Map<String, AtomicInteger> failures() {
        return Map.copyOf(failures);
    }

    @Override
    public void close() {
        caller.element.close();
        callee.element.close();
    }
}
