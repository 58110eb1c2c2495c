package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.Dialog;
import io.sidetone.sip.dialog.DialogTable;
import io.sidetone.sip.dialog.OfferAnswerState;
import io.sidetone.sip.dialog.SessionTimerNegotiation;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.MessageBuilder;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.transaction.ServerTransaction;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transaction.TransactionLock;
import io.sidetone.sip.transaction.TransactionUser;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.SentBy;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A user agent: makes and takes calls, sends and answers requests. Thread-safe.
///
/// ```java
/// SipElement element = SipElement.builder().listen("udp:192.0.2.1:5060").start(layer ->
///         new UserAgent(layer, settings, UserAgentHandler.NONE));
/// ```
///
/// What is told to users must not wait; what waits here is for threads of one's own, best virtual ones.
@Rfc(number = 3261, section = "8")
public final class UserAgent implements TransactionUser {

    /// How much longer than its deadline somebody waits, so that it is the deadline that ends the wait.
    private static final Duration GRACE = Duration.ofSeconds(40);

    private static final int MAX_FORWARDS = 70;

    private final TransactionLayer layer;
    private final UserAgentSettings settings;
    private final UserAgentHandler handler;
    private final CredentialStore credentials;
    private final RequestSender sender;
    private final RequestInspection inspection;
    private final MergedRequests merged;
    private final DialogTable<DialogOwner> dialogs;
    private final Events events;
    private final Set<Call> calls = ConcurrentHashMap.newKeySet();

    /// Those that keep a flow.
    private final Set<Registration> registrations = ConcurrentHashMap.newKeySet();

    /// What a registrar has named.
    private volatile List<NameAddress> serviceRoute = List.of();

    /// A user agent on a layer, for [io.sidetone.sip.SipElement] or a constructor of [TransactionLayer].
    public UserAgent(TransactionLayer layer, UserAgentSettings settings, UserAgentHandler handler) {
        this.layer = layer;
        this.settings = settings;
        this.handler = handler;
        this.credentials = new CredentialStore(layer.random());
        this.sender = new RequestSender(layer, credentials, settings.limits().targets());
        this.inspection = new RequestInspection(settings);
        this.merged = new MergedRequests(layer, settings.limits().merged());
        this.dialogs = new DialogTable<>(settings.dialogs());
        this.events = new Events(this, inspection);
    }

    /// Who it is and what it can do.
    public UserAgentSettings settings() {
        return settings;
    }

    /// The layer that it stands on.
    public TransactionLayer layer() {
        return layer;
    }

    /// What it proves itself with.
    public CredentialStore credentials() {
        return credentials;
    }

    /// Whom it subscribes to, and who subscribes to it.
    public Events events() {
        return events;
    }

    /// How many calls there are, of both sides.
    public int calls() {
        return calls.size();
    }

    /// How many dialogs there are, early ones included.
    public int dialogCount() {
        return dialogs.size();
    }

    /// Hangs up all calls.
    public void hangUpAll() {
        calls.forEach(Call::hangUp);
    }

    // ---- Calls of this side

    /// Calls somebody. What comes of it is told to the handler.
    ///
    /// @param offer the session to offer; null to be offered one
    @Rfc(number = 3261, section = "13.2.1")
    public Call call(Uri target, @Nullable Body offer, CallHandler told) {
        return call(target, offer, told, null, _ -> {});
    }

    /// Calls somebody.
    ///
    /// @param offer the session to offer; null to be offered one
    /// @param deadline how long it may take until it is answered; null for as long as the other side likes
    /// @param edit puts more into the INVITE
    public Call call(
            Uri target,
            @Nullable Body offer,
            CallHandler told,
            @Nullable Duration deadline,
            Consumer<SipRequest.Builder> edit) {
        SipRequest first = request(Method.INVITE, target).build();
        Call call = new Call(this, String.valueOf(first.callId()), true, told);
        NameAddress to = NameAddress.of(target);
        if (calls.size() >= settings.limits().calls()) {
            CallEnd full = new CallEnd(CallEnd.Cause.FAILED, 503, RequestSender.phraseOf(503));
            call.lock().run(() -> call.failed(full, null));
            return call;
        }
        calls.add(call);
        call.lock()
                .run(() -> call.begin(
                        to,
                        new OutgoingInvite(
                                call,
                                () -> {
                                    SipRequest.Builder invite = capabilities(first.edit());
                                    edit.accept(invite);
                                    return Body.put(offer, invite);
                                },
                                SentRequest.Way.outside(flow -> contact(flow, first.isSips()), deadline))));
        return call;
    }

    /// Calls somebody and waits until he answers. Not for what is told events.
    ///
    /// @param offer the session to offer; null to be offered one, which is then refused
    /// @param deadline how long to wait; then the call is given up
    /// @throws RefusedException if he does not answer: with his status code, or 408 after the deadline
    public Call call(Uri target, @Nullable Body offer, Duration deadline) throws RefusedException {
        Call call = call(target, offer, CallHandler.NONE, deadline, _ -> {});
        return await(call.established(), deadline);
    }

    // ---- Requests of this side

    /// Starts a request outside of dialogs, with all that belongs into each, and through the proxies that are
    /// set.
    @Rfc(number = 3261, section = "8.1.1")
    public SipRequest.Builder request(Method method, Uri target) {
        Uri uri = target instanceof SipUri sip ? sip.withoutHeaders().withoutParameter("method") : target;
        SipRequest.Builder request = SipRequest.builder(method, uri);
        // RFC 3608 §6.1: what the registrar says goes before what was set.
        List<NameAddress> proxies = serviceRoute.isEmpty() ? settings.route() : serviceRoute;
        return fill(request, method, uri, proxies);
    }

    private SipRequest.Builder fill(SipRequest.Builder request, Method method, Uri uri, List<NameAddress> proxies) {
        for (NameAddress proxy : proxies) {
            request.append(Headers.ROUTE, proxy);
        }
        return sign(request.append(Headers.MAX_FORWARDS, MAX_FORWARDS)
                .append(Headers.FROM, settings.identity().withTag(layer.tokens().tag()))
                .append(Headers.TO, NameAddress.of(uri))
                .append(Headers.CALL_ID, layer.tokens().callId())
                .append(Headers.CSEQ, new CSeq(1, method)));
    }

    /// Sends a request that [#request] has started; no INVITE.
    ///
    /// @param deadline how long to wait; null to leave that to the transactions
    /// @return the final response if it is a 2xx; fails with a [RefusedException]
    @Rfc(number = 3261, section = "8.1.3")
    public CompletableFuture<SipResponse> send(SipRequest request, @Nullable Duration deadline) {
        if (request.method().equals(Method.INVITE) || request.method().equals(Method.ACK)) {
            throw new IllegalArgumentException("An INVITE is a call");
        }
        CompletableFuture<SipResponse> result = new CompletableFuture<>();
        TransactionLock lock = new TransactionLock();
        send(request, lock, SentRequest.Way.outside(null, deadline), RequestHandler.completing(lock, result));
        return result;
    }

    /// Sends a request and waits for its 2xx. Not for what is told events.
    ///
    /// @throws RefusedException if there is another response, or none: then with 408 or 503
    public SipResponse exchange(SipRequest request, Duration deadline) throws RefusedException {
        return await(send(request, deadline), deadline);
    }

    /// Waits for a future of this package. Not for what is told events.
    ///
    /// @param limit how long
    /// @throws RefusedException if it fails, or with 408 if it takes longer
    public static <T> T await(CompletableFuture<T> future, Duration limit) throws RefusedException {
        try {
            return future.get(limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RefusedException refused) {
                throw new RefusedException(refused.statusCode(), refused.phrase(), refused.response());
            }
            if (e.getCause() instanceof TimeoutException) {
                throw new RefusedException(408, RequestSender.phraseOf(408), null);
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException _) {
            throw new RefusedException(408, RequestSender.phraseOf(408), null);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new RefusedException(487, RequestSender.phraseOf(487), null);
        }
    }

    // ---- Registrations

    /// Registers, and goes on until [Registration#unregister]. What comes of it is told to the handler.
    @Rfc(number = 3261, section = "10.2")
    public Registration register(RegistrationSettings what, RegistrationHandler told) {
        Registration registration = new Registration(this, what, told);
        registration.begin();
        return registration;
    }

    /// Registers and waits until that has succeeded. Not for what is told events.
    ///
    /// @param deadline how long to wait; then it is given up
    /// @throws RefusedException if the registrar refuses, or does not answer
    public Registration register(RegistrationSettings what, Duration deadline) throws RefusedException {
        Registration registration = register(what, RegistrationHandler.NONE);
        try {
            return await(registration.registered().orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS), deadline);
        } catch (RefusedException e) {
            CompletableFuture<Registration> _ = registration.unregister();
            throw e;
        }
    }

    // ---- For the parts of it

    /// Starts a REGISTER, which goes through the proxies that are set and through no others.
    SipRequest.Builder register(SipUri registrar) {
        return fill(SipRequest.builder(Method.REGISTER, registrar), Method.REGISTER, registrar, settings.route());
    }

    void serviceRoute(List<NameAddress> proxies) {
        serviceRoute = proxies;
    }

    void watch(Registration registration) {
        registrations.add(registration);
    }

    void unwatch(Registration registration) {
        registrations.remove(registration);
    }

    SentRequest send(SipRequest request, TransactionLock lock, SentRequest.Way way, RequestHandler told) {
        SentRequest sent = new SentRequest(sender, lock, request, way, told);
        sent.start();
        return sent;
    }

    void sendAck(SipRequest ack) {
        sender.sendAck(ack);
    }

    DialogTable<DialogOwner> dialogs() {
        return dialogs;
    }

    boolean supports(String option) {
        return inspection.supports(option);
    }

    void forget(Call call) {
        calls.remove(call);
    }

    /// Says what sends a message.
    <B extends MessageBuilder<B>> B sign(B message) {
        if (settings.product().isEmpty()) {
            return message;
        }
        HeaderName name = message instanceof SipRequest.Builder ? HeaderName.USER_AGENT : HeaderName.SERVER;
        return message.set(name.text(), settings.product());
    }

    /// Says what this user agent can do.
    @Rfc(number = 3261, section = "11.2")
    <B extends MessageBuilder<B>> B capabilities(B message) {
        for (Method method : inspection.allowed()) {
            message.append(Headers.ALLOW, method);
        }
        for (String option : settings.supported()) {
            message.append(Headers.SUPPORTED, option);
        }
        for (MediaType type : settings.accepted()) {
            message.append(Headers.ACCEPT, type);
        }
        return events.announce(message);
    }

    /// Where it is reached by those who are at the other end of a flow.
    @Rfc(number = 3261, section = "8.1.1.8")
    NameAddress contact(Flow flow, boolean secure) {
        NameAddress fixed = settings.contact();
        if (fixed != null) {
            return fixed;
        }
        SentBy ours = flow.sentBy();
        String user = settings.identity().uri() instanceof SipUri identity ? identity.user() : null;
        SipUri uri = SipUri.of(user, ours.host(), ours.port());
        if (secure) {
            return NameAddress.of(uri.withSecure(true));
        }
        return NameAddress.of(
                switch (flow.transport()) {
                    case UDP -> uri;
                    case TCP -> uri.withParameter("transport", "tcp");
                    case TLS -> uri.withParameter("transport", "tls");
                    case WS, WSS -> uri.withParameter("transport", "ws");
                });
    }

    // ---- What comes

    @Override
    @Rfc(number = 3261, section = "8.2")
    public void request(Claim claim) {
        SipRequest request = claim.request();
        NameAddress to = request.to();
        if (request.method().equals(Method.CANCEL)) {
            boolean known = claim.cancelInvite();
            reply(claim, claim.answer(known ? 200 : 481, known ? "OK" : "Call/Transaction Does Not Exist"));
            return;
        }
        SipResponse.Builder refusal = inspection.refusal(request);
        if (refusal != null) {
            reply(claim, claim.tagged(refusal));
        } else if (to != null && to.tag() != null) {
            within(claim);
        } else if (merged.isMerged(request)) {
            reply(claim, claim.answer(482, "Loop Detected"));
        } else if (request.method().equals(Method.INVITE)) {
            invited(claim);
        } else if (request.method().equals(Method.OPTIONS)) {
            reply(claim, capabilities(claim.answer(200, "OK")));
        } else if (!events.request(claim)) {
            outside(claim);
        }
    }

    private void reply(Claim claim, SipResponse.Builder response) {
        claim.reply(sign(response).build());
    }

    @Rfc(number = 3261, section = "12.2.2")
    private void within(Claim claim) {
        DialogTable.Entry<DialogOwner> entry = dialogs.find(claim.request());
        if (entry != null) {
            entry.owner().request(claim);
        } else if (!events.notified(claim)) {
            reply(claim, claim.answer(481, "Call/Transaction Does Not Exist"));
        }
    }

    private void outside(Claim claim) {
        TransactionLock lock = new TransactionLock();
        ServerTransaction server = claim.begin(Quiet.ONE, lock, layer.settings().timers());
        IncomingRequest incoming = new IncomingRequest(
                claim.request(),
                claim.flow(),
                (status, phrase) -> sign(layer.answer(claim.request(), status, phrase)),
                server::respond);
        lock.run(() -> lock.later(() -> handler.request(incoming)));
    }

    @Override
    public void acknowledgement(SipRequest ack, Flow flow) {
        DialogTable.Entry<DialogOwner> entry = dialogs.find(ack);
        if (entry != null) {
            entry.owner().acknowledged(ack);
        }
    }

    @Override
    public void closed(Flow flow, ClosingReason reason) {
        registrations.forEach(registration -> registration.lost(flow));
    }

    @Rfc(number = 3261, section = "13.3.1")
    private void invited(Claim claim) {
        SipRequest request = claim.request();
        if (calls.size() >= settings.limits().calls()) {
            reply(claim, claim.answer(503, "Service Unavailable"));
            return;
        }
        DialogTable.Match<DialogOwner> replaced = dialogs.replaced(request);
        if (replaced instanceof DialogTable.Match.Refused<DialogOwner>(Refusal why)) {
            reply(claim, claim.tagged(why.answer(request)));
            return;
        }
        NameAddress to = Objects.requireNonNull(request.to());
        SipResponse first = SipResponse.answer(request, 180, "Ringing")
                .set(Headers.TO, to.withTag(layer.tokens().tag()))
                .append(Headers.CONTACT, contact(claim.flow(), request.isSips()))
                .build();
        switch (Dialog.ofRequest(request, first, claim.flow().transport().isSecure())) {
            case Dialog.Creation.Refused(Refusal why) -> reply(claim, claim.tagged(why.answer(request)));
            case Dialog.Creation.Created(Dialog dialog) -> {
                Call takesOver = replaced instanceof DialogTable.Match.Found<DialogOwner>(var entry)
                        ? entry.owner().call()
                        : null;
                invited(claim, dialog, takesOver);
            }
        }
    }

    private void invited(Claim claim, Dialog dialog, @Nullable Call takesOver) {
        SipRequest request = claim.request();
        Call call = new Call(this, dialog.id().callId(), false, CallHandler.NONE);
        Session session = new Session(call, dialog, new SessionTimerNegotiation(settings.sessionTimer()));
        Refusal refusal = session.negotiation().judge(request);
        if (refusal == null && !dialogs.add(dialog, session)) {
            refusal = Refusal.of(503, "Service Unavailable");
        }
        if (refusal != null) {
            reply(claim, claim.tagged(refusal.answer(request)));
            return;
        }
        calls.add(call);
        call.lock().run(() -> {
            OfferAnswerState.Judgement _ = session.offers().receive(request);
            InviteServer server = new InviteServer(session, request);
            call.begin(session, request, takesOver);
            session.begin(
                    server,
                    request,
                    claim.begin(server, call.lock(), layer.settings().timers()));
            expire(server, request.first(Headers.EXPIRES));
            call.lock().later(() -> introduce(call));
        });
    }

    private void introduce(Call call) {
        try {
            call.handler(handler.incoming(call));
        } catch (RuntimeException | Error fault) {
            call.refuse(500, "Server Internal Error");
            throw fault;
        }
    }

    private void expire(InviteServer server, @Nullable Long seconds) {
        Duration longest = settings.limits().ringing();
        if (seconds != null && seconds > 0 && seconds < longest.toSeconds()) {
            server.expire(Duration.ofSeconds(seconds), 487, "Request Terminated");
        } else {
            server.expire(longest, 480, "Temporarily Unavailable");
        }
    }
}
