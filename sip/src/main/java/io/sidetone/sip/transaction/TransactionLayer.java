package io.sidetone.sip.transaction;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.base.Counters;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.FieldTemplate;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.DeadDestinations;
import io.sidetone.sip.resolve.Dns;
import io.sidetone.sip.resolve.Resolver;
import io.sidetone.sip.strand.Strand;
import io.sidetone.sip.strand.StrandPool;
import io.sidetone.sip.strand.Timer;
import io.sidetone.sip.strand.TimerWheel;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Network;
import io.sidetone.sip.transport.ResponseSender;
import io.sidetone.sip.transport.SendResult;
import io.sidetone.sip.transport.Sending;
import io.sidetone.sip.transport.SocketSlot;
import io.sidetone.sip.transport.TransportLayer;
import io.sidetone.sip.transport.Unsent;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The transaction layer: all transactions of an element, and the transport layer that they stand on.
/// Thread-safe.
///
/// Step 3 of a message's walk. What belongs to a transaction goes to its machine, a new request is claimed and
/// handed to the one user.
@Rfc(number = 3261, section = "17")
public final class TransactionLayer implements AutoCloseable {

    /// What is counted.
    public enum Counted {
        /// A request that came again and was absorbed or answered as before.
        RETRANSMISSION,
        /// A request that was sent again.
        REQUEST_RESENT,
        /// A response that was sent again.
        RESPONSE_RESENT,
        /// A client transaction without a response in time.
        CLIENT_TIMEOUT,
        /// A failure without its ACK, or another request that nobody answered.
        SERVER_TIMEOUT,
        /// A claim that was held for too long.
        EXPIRED,
        /// A request that was refused because there are too many.
        REFUSED,
        /// A message that could not be acted on.
        MALFORMED,
        /// A response whose top Via is not ours.
        FOREIGN,
        /// A response of ours that belongs to no transaction.
        STRAY_RESPONSE,
        /// An ACK to a response that was sent without a transaction, or to nothing.
        STRAY_ACK,
        /// A request that made its user fail.
        FAULT
    }

    private static final int SECRET_LENGTH = 32;

    private final StrandPool pool;
    private final TimerWheel wheel;
    private final Clock clock;
    private final TransactionSettings settings;
    private final Dns dns;
    private final RandomGenerator random;
    private final DeadDestinations dead;
    private final Tokens tokens;
    private final StatelessTag statelessTag;
    private final TransportLayer transport;
    private final ResponseSender responses;
    private final Map<TransactionKey, Received> servers = new ConcurrentHashMap<>();
    private final Map<ClientKey, Awaited> clients = new ConcurrentHashMap<>();

    /// By how long they let linger: there are two or three, since few calls have timers of their own.
    private final Map<Duration, LingeringQueue> lingering = new ConcurrentHashMap<>();

    private final AtomicInteger serverCount = new AtomicInteger();
    private final AtomicInteger clientCount = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();
    private final Counters<Counted> counters = new Counters<>(Counted.class);
    private final TransactionUser user;

    /// A layer without sockets; [TransportLayer#listen] opens them.
    ///
    /// @param dns for what only a name is known of
    /// @param random a `SecureRandom`, but for tests
    /// @param user makes the one user of this layer
    public TransactionLayer(
            Network network,
            StrandPool pool,
            TimerWheel wheel,
            Clock clock,
            TransactionSettings settings,
            Dns dns,
            RandomGenerator random,
            Function<TransactionLayer, TransactionUser> user) {
        this.pool = pool;
        this.wheel = wheel;
        this.clock = clock;
        this.settings = settings;
        this.dns = dns;
        this.random = random;
        this.dead = new DeadDestinations(DeadDestinations.DEFAULT_PAUSE, DeadDestinations.DEFAULT_LIMIT, clock);
        this.tokens = new Tokens(random);
        byte[] secret = new byte[SECRET_LENGTH];
        random.nextBytes(secret);
        this.statelessTag = new StatelessTag(secret);
        this.transport =
                new TransportLayer(network, pool, wheel, clock, settings.transport(), new MessageReceiver(this));
        this.responses = new ResponseSender(transport, via -> resolver().resolve(via));
        this.user = user.apply(this);
    }

    /// The transport layer.
    public TransportLayer transport() {
        return transport;
    }

    /// How this layer behaves.
    public TransactionSettings settings() {
        return settings;
    }

    /// The clock of all timers.
    public Clock clock() {
        return clock;
    }

    /// Where new branches, tags and Call-IDs come from.
    public Tokens tokens() {
        return tokens;
    }

    /// Random numbers for all that is no secret.
    public RandomGenerator random() {
        return random;
    }

    /// Finds next hops that the sockets open now can send to.
    public Resolver resolver() {
        return new Resolver(dns, transport.reach(), dead, random, settings.resolver());
    }

    /// The destinations that have not answered lately.
    public DeadDestinations dead() {
        return dead;
    }

    /// How often something has happened.
    public long counted(Counted what) {
        return counters.of(what);
    }

    /// How many server transactions and claims there are.
    public int servers() {
        return serverCount.get();
    }

    /// How many client transactions there are.
    public int clients() {
        return clientCount.get();
    }

    /// Starts a timer of the call with this Call-ID: the task runs in its strand.
    public Timer start(Duration time, @Nullable String callId, Runnable task) {
        return wheel.start(time, strand(callId), task);
    }

    /// Lets a worker run a task of the call with this Call-ID.
    public void execute(@Nullable String callId, Runnable task) {
        pool.execute(strand(callId), task);
    }

    void start(Duration time, Strand strand, Timer timer) {
        wheel.start(time, strand, timer);
    }

    void execute(Strand strand, Runnable task) {
        pool.execute(strand, task);
    }

    Strand strand(@Nullable String callId) {
        return pool.strand(callId == null ? 0 : callId.hashCode());
    }

    ResponseSender responses() {
        return responses;
    }

    void count(Counted what) {
        counters.count(what);
    }

    // ---- Client transactions

    /// Sends a request in a transaction with everything as usual.
    ///
    /// @param request without a Via of ours
    public ClientTransaction send(SipRequest request, Flow flow, ClientUser client) {
        return send(request, tokens.branch(), flow, client, new TransactionLock(), settings.timers());
    }

    /// Sends a request in a transaction. If there are too many the user is told that it could not be sent.
    ///
    /// @param request without a Via of ours; no ACK
    /// @param branch unique, with the magic cookie
    /// @param lock shared with other transactions, so that what is told about them never overlaps
    /// @throws IllegalArgumentException if the branch is in use, or for an ACK
    @Rfc(number = 3261, section = "17.1")
    public ClientTransaction send(
            SipRequest request,
            String branch,
            Flow flow,
            ClientUser client,
            TransactionLock lock,
            TimerSettings timers) {
        if (request.method().equals(Method.ACK)) {
            throw new IllegalArgumentException("No response comes to an ACK");
        }
        ClientKey key = new ClientKey(branch, request.method());
        ClientTransaction transaction = new ClientTransaction(this, key, request, flow, client, lock, timers);
        if (clientCount.incrementAndGet() > settings.limits().clients()) {
            clientCount.decrementAndGet();
            count(Counted.REFUSED);
            lock.run(() -> {
                lock.later(() -> client.failed(transaction, ClientUser.Failure.WITHHELD));
                lock.later(() -> client.terminated(transaction));
            });
            return transaction;
        }
        if (clients.putIfAbsent(key, transaction) != null) {
            clientCount.decrementAndGet();
            throw new IllegalArgumentException("A branch that is in use: " + branch);
        }
        transaction.begin();
        return transaction;
    }

    /// Sends a request without a transaction, as an ACK to a 2xx.
    ///
    /// @param request without a Via of ours
    public SendResult send(SipRequest request, String branch, Flow flow) {
        return send(request, branch, flow, Unsent.IGNORED).result();
    }

    /// Puts our Via on top and sends.
    @Rfc(number = 3261, section = "18.1.1")
    Sending send(SipRequest request, String branch, Flow flow, Unsent unsent) {
        FieldTemplate via = new FieldTemplate(HeaderName.VIA)
                .text("SIP/2.0/")
                .slot(SocketSlot.TRANSPORT)
                .text(" ")
                .slot(SocketSlot.SENT_BY)
                .text(";branch=")
                .text(branch);
        if (settings.rport()) {
            via.text(";rport");
        }
        return transport.send(request.edit().prepend(via).build(), flow, unsent);
    }

    /// Sends a CANCEL, whose response interests nobody.
    void cancel(SipRequest cancel, String branch, Flow flow, TransactionLock lock, TimerSettings timers) {
        if (!clients.containsKey(new ClientKey(branch, Method.CANCEL))) {
            send(cancel, branch, flow, Uninterested.ONE, lock, timers);
        }
    }

    private enum Uninterested implements ClientUser {
        ONE;

        @Override
        public void response(ClientTransaction transaction, SipResponse response) {}

        @Override
        public void failed(ClientTransaction transaction, Failure failure) {}
    }

    boolean replace(ClientKey key, ClientTransaction transaction, LingeringClient left) {
        return clients.replace(key, transaction, left);
    }

    /// Ends what lingers after a time.
    void linger(Lingering left, Duration time) {
        lingering
                .computeIfAbsent(time, each -> new LingeringQueue(each, wheel, strand(null), clock))
                .add(left);
    }

    void remove(ClientKey key, Awaited known) {
        if (clients.remove(key, known)) {
            clientCount.decrementAndGet();
        }
    }

    // ---- Server transactions

    /// Starts a response with what belongs into all of them. The To tag, if the request has none, is one by which
    /// the ACK to a response without a transaction is known again.
    @Rfc(number = 3261, section = "8.2.6")
    public SipResponse.Builder answer(SipRequest request, int statusCode, String phrase) {
        SipResponse.Builder answer = SipResponse.answer(request, statusCode, phrase);
        return statusCode > 100 ? statelessTag.addTo(answer, request) : answer;
    }

    /// Gives a response that was started elsewhere the To tag that [#answer] gives.
    @Rfc(number = 3261, section = "8.2.6.2")
    public SipResponse.Builder tagged(SipResponse.Builder answer, SipRequest request) {
        return statelessTag.addTo(answer, request);
    }

    /// Sends a response that belongs to no transaction of ours where its top Via says.
    @Rfc(number = 3261, section = "16.11")
    public SendResult reply(SipResponse response) {
        Via via = response.topVia();
        return via == null ? SendResult.UNREACHABLE : responses.send(octets(response), via, null, Unsent.IGNORED);
    }

    /// Answers a request without a transaction. Where the top Via is malformed, only the flow is known.
    void reply(SipResponse response, SipRequest request, Flow flow) {
        Via via = request.topVia();
        if (via == null) {
            transport.send(response, flow, Unsent.IGNORED);
        } else {
            SendResult _ = responses.send(octets(response), via, flow, Unsent.IGNORED);
        }
    }

    private static byte[] octets(SipResponse response) {
        return response.edit().withContentLength().build().toByteArray();
    }

    @Nullable
    Received find(TransactionKey key) {
        return servers.get(key);
    }

    @Nullable
    Awaited find(ClientKey key) {
        return clients.get(key);
    }

    /// What there is of that key; null if there was nothing, and then the claim is.
    @Nullable
    Received claim(TransactionKey key, Claim claim) {
        return servers.putIfAbsent(key, claim);
    }

    /// One more server transaction or claim; tells how many there are now.
    int addServer() {
        return serverCount.incrementAndGet();
    }

    /// Whether an ACK is one to a response that was sent without a transaction.
    boolean isStateless(SipRequest ack) {
        return statelessTag.isIn(ack);
    }

    TransactionUser user() {
        return user;
    }

    boolean replace(TransactionKey key, Received known, Received now) {
        return servers.replace(key, known, now);
    }

    void remove(TransactionKey key, Received known) {
        if (servers.remove(key, known)) {
            serverCount.decrementAndGet();
        }
    }

    boolean addHeld() {
        if (held.incrementAndGet() > settings.limits().claims()) {
            held.decrementAndGet();
            count(Counted.REFUSED);
            return false;
        }
        return true;
    }

    void removeHeld() {
        held.decrementAndGet();
    }

    /// How many claims are held.
    public int held() {
        return held.get();
    }

    /// Closes the sockets. Transactions are not waited for.
    @Override
    public void close() {
        transport.close();
    }
}
