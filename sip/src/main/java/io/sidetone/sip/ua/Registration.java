package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.RetryAfter;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transaction.TransactionLock;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.KeepAlive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The bindings of one address at its registrar: made, refreshed before they lapse, made again after failures and
/// when their flow is dead, and taken back. Thread-safe.
@Rfc(number = 3261, section = "10.2")
@Rfc(number = 5626, section = "4")
public final class Registration {

    /// Where it stands.
    public enum State {
        /// There is no answer yet.
        REGISTERING,
        /// The bindings are there.
        REGISTERED,
        /// It has failed, and is tried again later.
        WAITING,
        /// The bindings are being taken back.
        UNREGISTERING,
        /// It is over.
        ENDED
    }

    private enum Wait {
        NEXT
    }

    /// RFC 5626 §4.5: the first wait after a failure.
    private static final Duration BASE = Duration.ofSeconds(30);

    /// Doubled more often than this, each wait is the longest one.
    private static final int MAX_DOUBLINGS = 16;

    private static final String PATH = "path";
    private static final String OUTBOUND = "outbound";
    private static final String GRUU = "gruu";

    private final UserAgent agent;
    private final TransactionLayer layer;
    private final RegistrationSettings settings;
    private final RegistrationHandler handler;
    private final TransactionLock lock = new TransactionLock();
    private final CompletableFuture<Registration> registered = new CompletableFuture<>();
    private final CompletableFuture<Registration> ended = new CompletableFuture<>();
    private final SipRequest first;
    private final Timers<Wait> timers;
    private volatile State state = State.REGISTERING;
    private volatile List<NameAddress> bindings = List.of();
    private volatile List<NameAddress> serviceRoute = List.of();

    /// What follows is guarded by the lock.
    private long expires;

    private long number;
    private int failures;
    private boolean lengthened;

    /// Whether a REGISTER has no answer.
    private boolean asking;

    private @Nullable Flow flow;
    private @Nullable KeepAlive keepAlive;

    Registration(UserAgent agent, RegistrationSettings settings, RegistrationHandler handler) {
        this.agent = agent;
        this.layer = agent.layer();
        this.settings = settings;
        this.handler = handler;
        this.expires = settings.expires();
        this.first = agent.register(settings.registrar())
                .set(Headers.FROM, settings.address().withTag(layer.tokens().tag()))
                .set(Headers.TO, settings.address())
                .build();
        this.timers = new Timers<>(Wait.class, layer, lock, first.callId());
    }

    /// What is registered.
    public RegistrationSettings settings() {
        return settings;
    }

    /// Where it stands.
    public State state() {
        return state;
    }

    /// All bindings of the address, those of others included, as the registrar has told them last. Theirs may
    /// have GRUUs: [NameAddress#publicGruu].
    @Rfc(number = 5627, section = "4.2")
    public List<NameAddress> bindings() {
        return bindings;
    }

    /// The proxies that requests of this user are to go through; empty if the registrar named none. The user
    /// agent takes them.
    @Rfc(number = 3608, section = "6.1")
    public List<NameAddress> serviceRoute() {
        return serviceRoute;
    }

    /// Completes when the bindings are there for the first time; fails with a [RefusedException] if the first try
    /// fails, which is not the last one.
    public CompletableFuture<Registration> registered() {
        return registered.copy();
    }

    /// Takes the bindings back.
    ///
    /// @return completes when that is answered, or was in vain
    @Rfc(number = 3261, section = "10.2.2")
    public CompletableFuture<Registration> unregister() {
        lock.run(() -> {
            boolean running = state != State.UNREGISTERING && state != State.ENDED;
            if (running) {
                state = State.UNREGISTERING;
                timers.stopAll();
                if (!asking) {
                    send(0);
                }
            }
        });
        return ended.copy();
    }

    void begin() {
        lock.run(() -> send(expires));
    }

    // ---- One REGISTER

    private void send(long seconds) {
        asking = true;
        SipRequest.Builder request = first.edit()
                .set(Headers.CSEQ, new CSeq(++number, Method.REGISTER))
                .set(Headers.EXPIRES, seconds)
                .append(Headers.SUPPORTED, PATH)
                .append(Headers.SUPPORTED, GRUU);
        if (settings.regId() > 0) {
            request.append(Headers.SUPPORTED, OUTBOUND);
        }
        for (NameAddress contact : settings.contacts()) {
            request.append(Headers.CONTACT, marked(contact));
        }
        boolean own = settings.contacts().isEmpty();
        Flow known = flow;
        agent.send(
                request.build(),
                lock,
                new SentRequest.Way(
                        null, own ? this::contact : null, known != null && known.isOpen() ? known : null, null, true),
                new Answering());
    }

    private NameAddress contact(Flow over) {
        return marked(agent.contact(over, settings.registrar().isSecure()));
    }

    @Rfc(number = 5626, section = "4.2.1")
    private NameAddress marked(NameAddress contact) {
        String device = settings.instance();
        NameAddress marked =
                device == null ? contact : contact.withParameter("+sip.instance", Text.quote("<" + device + ">"));
        return settings.regId() == 0 ? marked : marked.withParameter("reg-id", Integer.toString(settings.regId()));
    }

    private final class Answering implements RequestHandler {

        private @Nullable SipRequest sent;
        private @Nullable Flow over;

        @Override
        public void sending(SipRequest request, Flow by) {
            CSeq cseq = Objects.requireNonNull(request.cseq());
            number = Math.max(number, cseq.number());
            sent = request;
            over = by;
        }

        @Override
        public void completed(SipResponse response, boolean local) {
            SipRequest request = sent;
            asking = false;
            Long least = response.first(Headers.MIN_EXPIRES);
            if (state == State.UNREGISTERING) {
                Long asked = request == null ? null : request.first(Headers.EXPIRES);
                if (asked != null && asked > 0 && response.isSuccess()) {
                    send(0);
                } else {
                    end();
                }
            } else if (response.isSuccess() && request != null) {
                granted(request, response);
                keep(over, response);
            } else if (response.statusCode() == 423 && least != null && least > expires && !lengthened) {
                // §10.2.8: what the registrar wants at least; a registrar that wants ever more is not followed.
                lengthened = true;
                expires = least;
                send(expires);
            } else {
                failed(response, local);
            }
        }
    }

    @Rfc(number = 3261, section = "10.2.4")
    private void granted(SipRequest request, SipResponse response) {
        state = State.REGISTERED;
        failures = 0;
        lengthened = false;
        List<NameAddress> all = new ArrayList<>();
        long shortest = Long.MAX_VALUE;
        for (Contact contact : response.all(Headers.CONTACT)) {
            NameAddress binding = contact.address();
            if (binding != null) {
                all.add(binding);
                shortest = isOurs(binding, request) && binding.expires() >= 0
                        ? Math.min(shortest, binding.expires())
                        : shortest;
            }
        }
        Long said = response.first(Headers.EXPIRES);
        long seconds = shortest != Long.MAX_VALUE ? shortest : said != null ? said : expires;
        bindings = List.copyOf(all);
        serviceRoute = List.copyOf(response.all(Headers.SERVICE_ROUTE));
        agent.serviceRoute(serviceRoute);
        timers.start(Wait.NEXT, early(Math.max(1, seconds)), () -> send(expires));
        lock.later(() -> {
            registered.complete(this);
            handler.registered(this);
        });
    }

    private static boolean isOurs(NameAddress binding, SipRequest request) {
        for (Contact contact : request.all(Headers.CONTACT)) {
            NameAddress ours = contact.address();
            if (ours != null && ours.uri().matches(binding.uri())) {
                return true;
            }
        }
        return false;
    }

    /// Not all at once who were registered at once, and in time for some retransmissions.
    private Duration early(long seconds) {
        return Duration.ofMillis(
                (long) (seconds * 1000 * (0.5 + 0.4 * layer.random().nextDouble())));
    }

    /// RFC 5626 §4.5: waits longer after each failure, and never exactly as long as others.
    @Rfc(number = 5626, section = "4.5")
    private void failed(SipResponse response, boolean local) {
        state = State.WAITING;
        dropFlow();
        long longest = settings.longestRetry().toMillis();
        long wait = Math.min(longest, BASE.toMillis() << Math.min(failures, MAX_DOUBLINGS));
        failures++;
        RetryAfter later = response.first(Headers.RETRY_AFTER);
        long millis = (long) (wait * (0.5 + 0.5 * layer.random().nextDouble()));
        Duration retry = Duration.ofMillis(
                later == null ? millis : Math.clamp(later.seconds() * 1000, millis, Math.max(millis, longest)));
        timers.start(Wait.NEXT, retry, () -> send(expires));
        lock.later(() -> {
            registered.completeExceptionally(
                    new RefusedException(response.statusCode(), response.phrase(), local ? null : response));
            handler.failed(this, response.statusCode(), retry);
        });
    }

    // ---- The flow

    @Rfc(number = 5626, section = "4.4")
    private void keep(@Nullable Flow used, SipResponse response) {
        boolean granted = false;
        for (String option : response.all(Headers.REQUIRE)) {
            granted |= Text.equalsIgnoreCase(option, OUTBOUND);
        }
        if (used == null || settings.regId() == 0 || !granted || used.equals(flow)) {
            return;
        }
        dropFlow();
        flow = used;
        agent.watch(this);
        Long timer = response.first(Headers.FLOW_TIMER);
        Duration longest = timer != null && timer > 0
                ? Duration.ofSeconds(timer)
                : RegistrationSettings.usualKeepAlive(used.transport() == Transport.UDP);
        keepAlive = layer.transport().keepAlive(used, longest, layer.random(), () -> lost(used));
    }

    /// The flow is dead: another one is made. Told of all flows that end.
    @Rfc(number = 5626, section = "4.4")
    void lost(Flow dead) {
        lock.run(() -> {
            if (!dead.equals(flow)) {
                return;
            }
            dropFlow();
            if (state == State.REGISTERED && !asking) {
                state = State.REGISTERING;
                timers.stopAll();
                send(expires);
            }
        });
    }

    private void dropFlow() {
        KeepAlive keeping = keepAlive;
        if (keeping != null) {
            keeping.close();
        }
        keepAlive = null;
        flow = null;
        agent.unwatch(this);
    }

    private void end() {
        state = State.ENDED;
        timers.stopAll();
        dropFlow();
        bindings = List.of();
        agent.serviceRoute(List.of());
        lock.later(() -> {
            registered.completeExceptionally(new RefusedException(487, RequestSender.phraseOf(487), null));
            ended.complete(this);
            handler.ended(this);
        });
    }

    /// Whose it is and where it stands.
    @Override
    public String toString() {
        return "Registration[" + settings.address() + " " + state + "]";
    }
}
