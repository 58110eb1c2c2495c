package io.sidetone.sip.proxy;

import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.Reason;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.transaction.ServerTransaction;
import io.sidetone.sip.transaction.ServerUser;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transaction.TransactionUser;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.uri.SipUri;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Rings, answers, refuses, redirects, or does none of it, as chance has it. It repeats its 2xx until the ACK
/// comes.
final class SimulatedCallee implements TransactionUser {

    private static final long T1 = 500;
    private static final long T2 = 4000;
    private static final long LIMIT = 64 * T1;

    /// More than timer C and what comes after it.
    private static final long PATIENCE = 200_000;

    private final TransactionLayer layer;
    private final Random random;
    private final SipUri redirection;
    private final boolean available;
    private final Supplier<Duration> time;
    private final List<Leg> legs = new ArrayList<>();
    private @Nullable SipUri contact;
    private @Nullable InetSocketAddress address;

    /// @param redirection where callers are sent who are redirected
    /// @param available false for one that answers every call with a 503
    /// @param time since the network was made
    SimulatedCallee(
            TransactionLayer layer, Random random, SipUri redirection, boolean available, Supplier<Duration> time) {
        this.layer = layer;
        this.random = random;
        this.redirection = redirection;
        this.available = available;
        this.time = time;
    }

    void listensAt(InetSocketAddress here, SipUri uri) {
        address = here;
        contact = uri;
    }

    List<Leg> legs() {
        return legs;
    }

    @Override
    public void request(Claim claim) {
        Method method = claim.request().method();
        if (method.equals(Method.INVITE)) {
            legs.add(new Leg(claim));
        } else {
            boolean known = !method.equals(Method.CANCEL) || claim.cancelInvite();
            claim.reply(claim.answer(known ? 200 : 481, "So be it").build());
        }
    }

    @Override
    public void acknowledgement(SipRequest ack, Flow flow) {
        String tag = Objects.requireNonNull(ack.to()).tag();
        legs.stream().filter(leg -> leg.tag.equals(tag)).forEach(leg -> leg.acknowledged = true);
    }

    /// One INVITE that has come.
    final class Leg implements ServerUser {

        private final SipRequest request;
        private final ServerTransaction transaction;
        private final String tag = layer.tokens().tag();
        private final Duration begin = time.get();
        private Duration end = Duration.ZERO;

        /// One in thirty knows no CANCEL.
        private final boolean deaf = random.nextInt(30) == 0;

        private int status;
        private boolean told;
        private boolean acknowledged;
        private boolean unheard;
        private boolean forgotten;

        private Leg(Claim claim) {
            this.request = claim.request();
            this.transaction = claim.begin(this);
            long ring = random.nextInt(3000);
            if (!available) {
                after(ring, () -> finish(503));
            } else if (random.nextInt(5) > 0) {
                after(ring, () -> respond(random.nextBoolean() ? 180 : 183));
            }
            int verdict = verdict(random.nextInt(100));
            if (verdict > 0) {
                after(ring + random.nextInt(15_000), () -> finish(verdict));
            }
            after(PATIENCE, this::despair);
        }

        /// Nobody rings for ever, not even who should have been told not to.
        private void despair() {
            forgotten = status == 0 && !told;
            finish(480);
        }

        /// The final response; 0 to ring for ever.
        private int verdict(int chance) {
            if (!available) {
                return 0;
            }
            if (chance < 45) {
                return random.nextInt(10) == 0 ? 202 : 200;
            }
            int[] refusals = {302, 401, 404, 404, 407, 408, 480, 486, 486, 486, 500, 503, 503, 600, 603};
            return chance < 88 ? refusals[random.nextInt(refusals.length)] : 0;
        }

        String callId() {
            return Objects.requireNonNull(request.callId());
        }

        String tag() {
            return tag;
        }

        /// Which branch of a proxy it is of.
        String mark() {
            for (HeaderField field : request.fields()) {
                if (field.name().equals(SimulatedFailovers.MARK)) {
                    return field.value();
                }
            }
            throw new IllegalStateException("A branch without a mark");
        }

        InetSocketAddress address() {
            return Objects.requireNonNull(address);
        }

        Duration begin() {
            return begin;
        }

        /// When it has answered for good; zero if it has not.
        Duration end() {
            return end;
        }

        /// What it has answered for good; 0 if nothing.
        int status() {
            return status;
        }

        boolean hasAnswered() {
            return status / 100 == 2;
        }

        /// Whether nobody has acknowledged its 2xx: it would end the call.
        boolean isUnheard() {
            return unheard;
        }

        /// Whether it rang until it was sick of it, and nobody had told it to stop.
        boolean isForgotten() {
            return forgotten;
        }

        private void after(long millis, Runnable task) {
            layer.start(Duration.ofMillis(millis), request.callId(), task);
        }

        private SipResponse response(int code) {
            SipResponse.Builder answer = SipResponse.answer(request, code, "So be it");
            NameAddress to = Objects.requireNonNull(request.to());
            answer.set(Headers.TO, to.withTag(tag));
            for (HeaderField field : request.fields()) {
                if (field.known() == HeaderName.RECORD_ROUTE) {
                    answer.append("Record-Route", field.value());
                }
            }
            if (code == 503 && random.nextBoolean()) {
                answer.append("Retry-After", Integer.toString(random.nextInt(100)));
            }
            SipUri where = code / 100 == 3 ? redirection : contact;
            return answer.append(Headers.CONTACT, NameAddress.of(Objects.requireNonNull(where)))
                    .build();
        }

        private void respond(int code) {
            if (status == 0) {
                transaction.respond(response(code));
            }
        }

        private void finish(int code) {
            if (status == 0) {
                respond(code);
                status = code;
                end = time.get();
                if (hasAnswered()) {
                    repeat(T1, T1);
                }
            }
        }

        /// RFC 3261 §13.3.1.4.
        private void repeat(long interval, long passed) {
            after(interval, () -> {
                if (!acknowledged && passed > LIMIT) {
                    unheard = true;
                } else if (!acknowledged) {
                    transaction.respond(response(status));
                    long next = Math.min(2 * interval, T2);
                    repeat(next, passed + next);
                }
            });
        }

        @Override
        public void cancelled(ServerTransaction from, List<Reason> why) {
            told = true;
            if (!deaf) {
                after(random.nextInt(500), () -> finish(487));
            }
        }

        @Override
        public void acknowledged(ServerTransaction from, SipRequest ack) {
            acknowledged = true;
        }
    }
}
