package io.sidetone.sip.dialog;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Credentials;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.MessageCheck;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The relation of two user agents: what each has to know so that the other understands its requests.
///
/// Makes the requests of this side, judges those of the other side, and follows what the responses do to it.
/// Sends nothing. A dialog has usages, the session of an INVITE and any number of subscriptions; it begins with
/// one and ends with the last (RFC 5057). Keeps no message.
///
/// Confined to its owner's lock, but for [#id], [#state], [#isInitiator] and [#method], which any thread may
/// read.
@Rfc(number = 3261, section = "12")
public final class Dialog {

    /// Where a dialog is in its life.
    public enum State {
        /// There are only provisional responses.
        EARLY,
        /// There is a 2xx response.
        CONFIRMED,
        /// It is over.
        TERMINATED
    }

    /// What came of making a dialog.
    public sealed interface Creation {
        /// There is one.
        record Created(Dialog dialog) implements Creation {}

        /// The messages make none. A server answers so; a client that stands between two dialogs answers so on
        /// its other side.
        record Refused(Refusal refusal) implements Creation {}
    }

    private static final int MAX_FORWARDS = 70;

    /// A place in the order of requests that no request has taken.
    private static final long NONE = -1;

    /// The requests that may say where their sender is from now on.
    private static final Set<Method> TARGET_REFRESH =
            Set.of(Method.INVITE, Method.UPDATE, Method.SUBSCRIBE, Method.NOTIFY, Method.REFER);

    private final DialogId id;
    private final Method method;
    private final boolean initiator;
    private final boolean secure;
    private final NameAddress local;
    private final NameAddress remote;
    private final RemoteTarget remoteTarget;
    private volatile State state;
    private RouteSet routeSet;
    private @Nullable NameAddress localTarget;
    private long localSequence;
    private long remoteSequence;
    private int usages = 1;
    private @Nullable Runnable whenTerminated;

    private Dialog(Parties parties, DialogId id, State state, RouteSet routeSet, RemoteTarget remoteTarget) {
        this.id = id;
        this.method = parties.method;
        this.initiator = parties.initiator;
        this.secure = parties.secure;
        this.local = parties.local;
        this.remote = parties.remote;
        this.localTarget = parties.localTarget;
        this.localSequence = parties.localSequence;
        this.remoteSequence = parties.remoteSequence;
        this.state = state;
        this.routeSet = routeSet;
        this.remoteTarget = remoteTarget;
    }

    /// What the two messages that make a dialog say of its two sides.
    private record Parties(
            Method method,
            boolean initiator,
            boolean secure,
            NameAddress local,
            NameAddress remote,
            @Nullable NameAddress localTarget,
            long localSequence,
            long remoteSequence) {}

    /// The dialog that a response makes at the side that has sent the request.
    ///
    /// A response without a Contact, as early ones often are, leaves the other side where the request has gone
    /// to. A response without a To tag, of a user agent of RFC 2543, makes a dialog without a remote tag.
    ///
    /// @param response 101 to 299
    /// @param overTls whether the request was sent over TLS
    @Rfc(number = 3261, section = "12.1.2")
    public static Creation ofResponse(SipRequest sent, SipResponse response, boolean overTls) {
        DialogId id = DialogId.ofClient(response);
        NameAddress from = sent.from();
        NameAddress to = response.to();
        CSeq cseq = sent.cseq();
        Refusal defect = DialogFields.defect(response);
        boolean makesOne = response.statusCode() > 100 && response.statusCode() < 300;
        if (!makesOne || id == null || from == null || to == null || cseq == null || defect != null) {
            return new Creation.Refused(Refusal.of(502, defect == null ? "Bad Gateway" : defect.phrase()));
        }
        SipUri contact = DialogFields.contact(response);
        Uri target = contact == null ? DialogFields.uri(sent) : contact;
        if (target == null) {
            return new Creation.Refused(Refusal.of(502, "Bad Gateway"));
        }
        Parties parties = new Parties(
                sent.method(),
                true,
                overTls && sent.isSips(),
                from,
                to,
                DialogFields.contactField(sent),
                cseq.number(),
                NONE);
        return new Creation.Created(
                new Dialog(parties, id, stateOf(response), RouteSet.ofResponse(response), new RemoteTarget(target)));
    }

    /// The dialog that a request makes at the side that answers it.
    ///
    /// @param answer the response that will be sent, 101 to 299, with our To tag and our Contact
    /// @param overTls whether the request came over TLS
    @Rfc(number = 3261, section = "12.1.1")
    public static Creation ofRequest(SipRequest received, SipResponse answer, boolean overTls) {
        return ofRequest(received, answer, overTls, NONE, false);
    }

    /// The dialog that a NOTIFY makes at the subscriber, if it comes before the response to the SUBSCRIBE, or
    /// from another one of a fork.
    ///
    /// @param subscribe the request that we have sent
    /// @param notify the request that came, with our tag in To
    /// @param answer the 2xx that will be sent to the NOTIFY
    @Rfc(number = 6665, section = "4.4.1")
    public static Creation ofNotify(SipRequest subscribe, SipRequest notify, SipResponse answer, boolean overTls) {
        CSeq cseq = subscribe.cseq();
        return ofRequest(notify, answer, overTls, cseq == null ? NONE : cseq.number(), true);
    }

    private static Creation ofRequest(
            SipRequest received, SipResponse answer, boolean overTls, long localSequence, boolean initiator) {
        DialogId id = DialogId.ofServer(answer);
        NameAddress from = received.from();
        NameAddress to = answer.to();
        CSeq cseq = received.cseq();
        Refusal defect = DialogFields.defect(received);
        if (id == null || from == null || to == null || cseq == null || defect != null) {
            return new Creation.Refused(defect == null ? Refusals.badRequest("From, To, Call-ID or CSeq") : defect);
        }
        SipUri contact = DialogFields.contact(received);
        if (contact == null) {
            return new Creation.Refused(Refusals.badRequest("Contact is missing"));
        }
        Parties parties = new Parties(
                initiator ? Method.SUBSCRIBE : received.method(),
                initiator,
                overTls && received.isSips(),
                to,
                from,
                DialogFields.contactField(answer),
                localSequence,
                cseq.number());
        return new Creation.Created(
                new Dialog(parties, id, stateOf(answer), RouteSet.ofRequest(received), new RemoteTarget(contact)));
    }

    private static State stateOf(SipResponse response) {
        return response.isProvisional() ? State.EARLY : State.CONFIRMED;
    }

    /// Its name at this side.
    public DialogId id() {
        return id;
    }

    /// Where it is in its life.
    public State state() {
        return state;
    }

    /// The method of the request that has made it.
    public Method method() {
        return method;
    }

    /// Whether this side has sent the request that made it, and so has made up the Call-ID.
    public boolean isInitiator() {
        return initiator;
    }

    /// Whether all hops are to be secured: the request that made it had a `sips` URI and came or went over TLS.
    public boolean isSecure() {
        return secure;
    }

    /// Who we are: what stands in From of our requests, with our tag.
    public NameAddress local() {
        return local;
    }

    /// Who the other side is: what stands in To of our requests, with its tag.
    public NameAddress remote() {
        return remote;
    }

    /// Where the other side is reached.
    public Uri remoteTarget() {
        return remoteTarget.uri();
    }

    /// What stands in Contact of our requests; null if none was given.
    public @Nullable NameAddress localTarget() {
        return localTarget;
    }

    /// Sets where we are from the next request on. In a secure dialog this has to be a `sips` URI.
    @Rfc(number = 6141, section = "4.4")
    public void localTarget(NameAddress contact) {
        localTarget = contact;
    }

    /// The proxies that want to see our requests, the first one first.
    public List<NameAddress> routeSet() {
        return routeSet.routes();
    }

    /// The CSeq number of our last request, -1 if there was none.
    public long localSequence() {
        return localSequence;
    }

    /// The CSeq number of the other side's last request, -1 if there was none.
    public long remoteSequence() {
        return remoteSequence;
    }

    /// Another session or subscription lives in it now.
    @Rfc(number = 5057, section = "4")
    public void beginUsage() {
        usages++;
    }

    /// A session or subscription has ended; with the last one the dialog ends.
    @Rfc(number = 5057, section = "4")
    public void endUsage() {
        if (usages > 0 && --usages == 0) {
            terminate();
        }
    }

    /// Ends it with all that lives in it.
    public void terminate() {
        state = State.TERMINATED;
        usages = 0;
        Runnable told = whenTerminated;
        if (told != null) {
            whenTerminated = null;
            told.run();
        }
    }

    /// Has somebody told when it is over. There is one such listener.
    void whenTerminated(Runnable listener) {
        whenTerminated = listener;
    }

    /// Starts a request to the other side: Request-URI, Route, From, To, Call-ID, CSeq, Max-Forwards, and Contact
    /// if it may move this side. Works after the end as well: a BYE may have to be sent again with credentials.
    ///
    /// @throws IllegalArgumentException for ACK and CANCEL, which have the number of another request
    /// @throws IllegalStateException for a BYE of the side that has not answered yet (§15)
    @Rfc(number = 3261, section = "12.2.1.1")
    public SipRequest.Builder request(Method asked) {
        if (asked.equals(Method.ACK) || asked.equals(Method.CANCEL)) {
            throw new IllegalArgumentException("Not a request of its own: " + asked);
        }
        // §15: who has not answered refuses the INVITE instead.
        if (asked.equals(Method.BYE) && state == State.EARLY && !initiator) {
            throw new IllegalStateException("BYE before the answer");
        }
        localSequence = localSequence == NONE ? 1 : localSequence + 1;
        SipRequest.Builder request = builder(asked, localSequence);
        NameAddress contact = localTarget;
        if (contact != null && TARGET_REFRESH.contains(asked)) {
            request.append(Headers.CONTACT, contact);
        }
        return request;
    }

    /// Starts the ACK for a 2xx: it has the number of the INVITE and its credentials.
    ///
    /// @param invite the INVITE as it was sent
    @Rfc(number = 3261, section = "13.2.2.4")
    public SipRequest.Builder ack(SipRequest invite) {
        CSeq cseq = invite.cseq();
        SipRequest.Builder ack = builder(Method.ACK, cseq == null ? localSequence : cseq.number());
        for (HeaderType<Credentials> type : List.of(Headers.AUTHORIZATION, Headers.PROXY_AUTHORIZATION)) {
            for (Credentials credentials : invite.all(type)) {
                ack.append(type, credentials);
            }
        }
        return ack;
    }

    private SipRequest.Builder builder(Method asked, long number) {
        return routeSet.request(asked, remoteTarget.uri())
                .append(Headers.MAX_FORWARDS, MAX_FORWARDS)
                .append(Headers.FROM, local)
                .append(Headers.TO, remote)
                .append(Headers.CALL_ID, id.callId())
                .append(Headers.CSEQ, new CSeq(number, asked));
    }

    /// Notes a request in this dialog that somebody else has made for this side, so that what is asked for next
    /// comes after it. For who only watches a dialog.
    @Rfc(number = 3261, section = "12.2.1.1")
    public void sent(SipRequest request) {
        CSeq cseq = request.cseq();
        if (cseq != null && !request.method().equals(Method.ACK)) {
            localSequence = Math.max(localSequence, cseq.number());
        }
        NameAddress contact = TARGET_REFRESH.contains(request.method()) ? DialogFields.contactField(request) : null;
        if (contact != null) {
            localTarget = contact;
        }
    }

    /// Judges a request of the other side. It moves the remote target only when it is granted, see
    /// [#sent(SipResponse)].
    @Rfc(number = 3261, section = "12.2.2")
    public Verdict receive(SipRequest request) {
        CSeq cseq = request.cseq();
        if (request.method().equals(Method.ACK)) {
            // An ACK takes no place of its own.
            return cseq != null && cseq.number() <= remoteSequence ? Verdict.Accepted.GOES_ON : new Verdict.Ignored();
        }
        // A CANCEL that comes here has found no transaction.
        if (state == State.TERMINATED || request.method().equals(Method.CANCEL)) {
            return new Verdict.Refused(Refusals.noDialog());
        }
        Refusal defect = cseq == null ? Refusals.badRequest("CSeq") : null;
        boolean refresh = TARGET_REFRESH.contains(request.method());
        defect = defect == null && refresh ? DialogFields.defect(request) : defect;
        if (cseq == null || defect != null) {
            return new Verdict.Refused(defect == null ? Refusals.badRequest("CSeq") : defect);
        }
        // One that has come before is no retransmission, or the transaction layer would have known it.
        if (cseq.number() <= remoteSequence) {
            return new Verdict.Refused(Refusal.of(500, "CSeq Out Of Order"));
        }
        remoteSequence = cseq.number();
        SipUri contact = refresh ? DialogFields.contact(request) : null;
        if (contact != null) {
            remoteTarget.propose(cseq.number(), contact);
        }
        if (request.method().equals(Method.BYE)) {
            endUsage();
            return Verdict.Accepted.ENDS_USAGE;
        }
        return Verdict.Accepted.GOES_ON;
    }

    /// Notes a response that this side sends within the dialog: a 2xx to the request that made it confirms it, a
    /// refusal ends it; a request that was granted moves the remote target.
    @Rfc(number = 3261, section = "12.2.2")
    @Rfc(number = 6141, section = "4.6")
    public void sent(SipResponse response) {
        CSeq cseq = response.cseq();
        if (cseq == null) {
            return;
        }
        if (grants(response)) {
            remoteTarget.grant(cseq.number());
            NameAddress contact = TARGET_REFRESH.contains(cseq.method()) ? DialogFields.contactField(response) : null;
            localTarget = contact == null ? localTarget : contact;
        } else if (!response.isProvisional()) {
            remoteTarget.refuse(cseq.number());
        }
        settle(response, cseq, !initiator);
    }

    /// Follows what a response to a request of this side does, and says what it has ended. That the usage has
    /// ended is told to the dialog here, unless it has others.
    @Rfc(number = 3261, section = "12.2.1.2")
    @Rfc(number = 3261, section = "15.1.1")
    @Rfc(number = 6141, section = "4.7")
    public ResponseScope receive(SipResponse response) {
        CSeq cseq = response.cseq();
        if (cseq == null || state == State.TERMINATED) {
            return ResponseScope.TRANSACTION;
        }
        if (response.isSuccess() && isAnswerToFirst(cseq, initiator)) {
            // §13.2.2.4: proxies of RFC 2543 put no Record-Route into provisional responses.
            routeSet = MessageCheck.fields(response, List.of(Headers.RECORD_ROUTE)) == null
                    ? RouteSet.ofResponse(response)
                    : routeSet;
        }
        SipUri contact =
                grants(response) && TARGET_REFRESH.contains(cseq.method()) ? DialogFields.contact(response) : null;
        if (contact != null) {
            remoteTarget.set(contact);
        }
        settle(response, cseq, initiator);
        if (state == State.TERMINATED) {
            return ResponseScope.DIALOG;
        }
        return response.isProvisional() ? ResponseScope.TRANSACTION : answered(response.statusCode(), cseq.method());
    }

    /// Follows what becomes of the dialog if a request of this side is never answered.
    @Rfc(number = 3261, section = "12.2.1.2")
    public ResponseScope timedOut(Method asked) {
        return answered(408, asked);
    }

    private ResponseScope answered(int statusCode, Method asked) {
        ResponseScope scope = ResponseScope.of(statusCode, asked);
        // §15.1.1: a BYE ends the session whatever is said to it; only the question for credentials has an answer.
        if (asked.equals(Method.BYE) && statusCode != 401 && statusCode != 407 && scope != ResponseScope.DIALOG) {
            scope = ResponseScope.USAGE;
        }
        switch (scope) {
            case TRANSACTION -> {}
            case USAGE -> endUsage();
            case DIALOG -> terminate();
        }
        return scope;
    }

    /// What the final response to the request that has made an early dialog does to it.
    private void settle(SipResponse response, CSeq cseq, boolean toFirst) {
        if (isAnswerToFirst(cseq, toFirst) && !response.isProvisional()) {
            if (response.isSuccess()) {
                state = State.CONFIRMED;
            } else {
                terminate();
            }
        }
    }

    private boolean isAnswerToFirst(CSeq cseq, boolean toFirst) {
        return toFirst && state == State.EARLY && cseq.method().equals(method);
    }

    /// Whether a response grants what the request asks for: not only a 2xx does, but also what is told reliably.
    private static boolean grants(SipResponse response) {
        return response.isSuccess() || (response.isProvisional() && response.has(HeaderName.RSEQ));
    }

    /// Its name and its state.
    @Override
    public String toString() {
        return state + " " + id.callId();
    }
}
