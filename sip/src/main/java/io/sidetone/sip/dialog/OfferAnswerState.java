package io.sidetone.sip.dialog;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.ContentDisposition;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.text.Text;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Who may offer a session in a dialog, and what the session descriptions in its messages are: offers or answers.
///
/// Is told of all messages of a dialog that can carry one, and refuses requests of the other side that cross with
/// ours or come too early. Looks at whether there is a description, never into it. Confined to its owner's lock.
@Rfc(number = 3261, section = "13.2.1")
@Rfc(number = 6337, section = "2")
public final class OfferAnswerState {

    /// Whose turn it is.
    public enum State {
        /// No offer waits for its answer.
        STABLE,
        /// Ours does.
        LOCAL_OFFER,
        /// That of the other side does, and we have to answer.
        REMOTE_OFFER
    }

    /// One of the two sides of the dialog.
    public enum Side {
        /// This one.
        LOCAL,
        /// The other one.
        REMOTE;

        private Side other() {
            return this == LOCAL ? REMOTE : LOCAL;
        }
    }

    /// What the body of a message is to the session.
    public enum Body {
        /// It does not concern the session.
        NONE,
        /// It offers a session or a change of it.
        OFFER,
        /// It answers the offer: the session is agreed.
        ANSWER,
        /// It tells the answer that will come, in a response that may be lost: media may be sent by it.
        PREVIEW,
        /// It stands where the answer was given already, and is to be ignored.
        REPEATED,
        /// There is none, and there has to be one. After a 2xx to INVITE the session can only be ended.
        MISSING
    }

    /// What is said of a request of the other side.
    public sealed interface Judgement {
        /// It fits.
        record Accepted(Body body) implements Judgement {}

        /// It is to be answered so, and has changed nothing.
        record Refused(Refusal refusal) implements Judgement {}
    }

    /// What an offer is in, which says where its answer has to be, and whose failure takes it back.
    private enum Carrier {
        INVITE,
        RESPONSE_TO_INVITE,
        UPDATE,
        PRACK;

        /// What a request of a method is; null if it makes no offer.
        static @Nullable Carrier of(Method method) {
            return method.equals(Method.INVITE)
                    ? INVITE
                    : method.equals(Method.UPDATE) ? UPDATE : method.equals(Method.PRACK) ? PRACK : null;
        }
    }

    private final RandomGenerator random;
    private @Nullable Side offerer;

    /// What the offer was in.
    private Carrier carrier = Carrier.INVITE;

    /// Who has sent the INVITE that has no final response yet.
    private @Nullable Side inviter;

    /// Who has sent an UPDATE that has no final response yet.
    private final Set<Side> updaters = EnumSet.noneOf(Side.class);

    /// Whether the INVITE under way, or the last one, has led to an agreement.
    private boolean exchanged;

    /// Whether an INVITE of this dialog was granted, so that the next one is a re-INVITE.
    private boolean established;

    /// @param random chooses how long a client that was too early is told to wait
    public OfferAnswerState(RandomGenerator random) {
        this.random = random;
    }

    /// Whether a message carries a session description: `application/sdp`, or several bodies of which one may be
    /// it.
    public static boolean carriesSdp(SipMessage message) {
        MediaType type = message.bodyLength() == 0 ? null : message.first(Headers.CONTENT_TYPE);
        if (type == null) {
            return false;
        }
        ContentDisposition disposition = message.first(Headers.CONTENT_DISPOSITION);
        boolean forSession = disposition == null || disposition.is("session");
        return forSession && (type.is("application", "sdp") || Text.equalsIgnoreCase(type.type(), "multipart"));
    }

    /// How long this side waits after a 491 before it tries again: 2.1 to 4 s if it has made up the Call-ID, else
    /// up to 2 s, in steps of 10 ms.
    @Rfc(number = 3261, section = "14.1")
    public static Duration waitAfterGlare(boolean ownsCallId, RandomGenerator random) {
        int steps = ownsCallId ? random.nextInt(210, 401) : random.nextInt(201);
        return Duration.ofMillis(10L * steps);
    }

    /// Whose turn it is.
    public State state() {
        return offerer == null ? State.STABLE : offerer == Side.LOCAL ? State.LOCAL_OFFER : State.REMOTE_OFFER;
    }

    /// Who has sent the INVITE that has no final response yet; null if there is none.
    public @Nullable Side inviter() {
        return inviter;
    }

    /// Whether this side may send a re-INVITE, with or without an offer.
    @Rfc(number = 3261, section = "14.1")
    public boolean mayInvite() {
        return inviter == null && offerer == null;
    }

    /// Whether this side may send an UPDATE. During an INVITE it may offer only after that one's own offer was
    /// answered.
    @Rfc(number = 3311, section = "5.1")
    public boolean mayUpdate(boolean withOffer) {
        return !updaters.contains(Side.LOCAL) && (!withOffer || (offerer == null && (inviter == null || exchanged)));
    }

    /// Whether this side may refuse the INVITE that it was sent. A re-INVITE whose offer was answered and is in
    /// use has to be granted; what is unwanted is changed by the next one.
    @Rfc(number = 6141, section = "3.3")
    public boolean mayRefuseInvite() {
        return inviter == Side.REMOTE && !(established && exchanged);
    }

    /// Notes a request of this side.
    ///
    /// @throws IllegalStateException if it may not be sent, see [#mayInvite] and [#mayUpdate]
    public Body sent(SipRequest request) {
        boolean allowed = true;
        if (request.method().equals(Method.INVITE)) {
            allowed = mayInvite();
        } else if (request.method().equals(Method.UPDATE)) {
            allowed = mayUpdate(carriesSdp(request));
        } else if (request.method().equals(Method.PRACK)) {
            allowed = !carriesSdp(request) || offerer != Side.LOCAL;
        }
        if (!allowed) {
            throw new IllegalStateException(request.method() + " now, with " + state());
        }
        return request(Side.LOCAL, request);
    }

    /// Judges a request of the other side.
    @Rfc(number = 3261, section = "14.2")
    @Rfc(number = 3311, section = "5.2")
    public Judgement receive(SipRequest request) {
        Refusal refusal = refusal(request);
        return refusal == null ? new Judgement.Accepted(request(Side.REMOTE, request)) : new Judgement.Refused(refusal);
    }

    /// Notes a response of this side.
    public Body sent(SipResponse response) {
        return response(Side.LOCAL, response);
    }

    /// Takes a response of the other side.
    public Body receive(SipResponse response) {
        return response(Side.REMOTE, response);
    }

    private @Nullable Refusal refusal(SipRequest request) {
        Method method = request.method();
        if (method.equals(Method.INVITE)) {
            // The first of the same side is in front; one of ours that crosses is a glare.
            return inviter == Side.REMOTE
                    ? Refusals.tooEarly(random)
                    : inviter == Side.LOCAL ? Refusals.glare() : crossed();
        }
        if (method.equals(Method.UPDATE)) {
            return updaters.contains(Side.REMOTE) ? Refusals.tooEarly(random) : carriesSdp(request) ? crossed() : null;
        }
        if (method.equals(Method.PRACK)) {
            return refusalOfPrack(request);
        }
        return null;
    }

    @Rfc(number = 3262, section = "5")
    private @Nullable Refusal refusalOfPrack(SipRequest prack) {
        if (awaitsAnswerTo(Carrier.RESPONSE_TO_INVITE, Side.REMOTE)) {
            return carriesSdp(prack) ? null : Refusals.badRequest("The answer is missing");
        }
        return carriesSdp(prack) ? crossed() : null;
    }

    /// Why there can be no further offer now; null if there can be one.
    private @Nullable Refusal crossed() {
        return offerer == null ? null : offerer == Side.LOCAL ? Refusals.glare() : Refusals.tooEarly(random);
    }

    private Body request(Side from, SipRequest request) {
        Method method = request.method();
        boolean sdp = carriesSdp(request);
        if (method.equals(Method.INVITE)) {
            inviter = from;
            exchanged = false;
            return sdp ? offer(from, Carrier.INVITE) : Body.NONE;
        }
        if (method.equals(Method.UPDATE)) {
            updaters.add(from);
            return sdp ? offer(from, Carrier.UPDATE) : Body.NONE;
        }
        // PRACK and ACK answer what was offered in a response to the INVITE.
        boolean owed = awaitsAnswerTo(Carrier.RESPONSE_TO_INVITE, from);
        if (method.equals(Method.PRACK)) {
            return !sdp ? Body.NONE : owed ? answer() : offer(from, Carrier.PRACK);
        }
        if (method.equals(Method.ACK)) {
            return owed ? (sdp ? answer() : withdraw(Body.MISSING)) : sdp ? Body.REPEATED : Body.NONE;
        }
        return Body.NONE;
    }

    private Body response(Side from, SipResponse response) {
        CSeq cseq = response.cseq();
        if (cseq == null) {
            return Body.NONE;
        }
        Method method = cseq.method();
        if (method.equals(Method.INVITE)) {
            return responseToInvite(from, response);
        }
        if (response.isProvisional()) {
            return Body.NONE;
        }
        if (method.equals(Method.UPDATE)) {
            updaters.remove(from.other());
        }
        Carrier request = Carrier.of(method);
        if (request == null || !awaitsAnswerTo(request, from)) {
            return Body.NONE;
        }
        if (!response.isSuccess()) {
            return withdraw(Body.NONE);
        }
        return carriesSdp(response) ? answer() : withdraw(Body.MISSING);
    }

    private Body responseToInvite(Side from, SipResponse response) {
        boolean sdp = carriesSdp(response);
        if (inviter != from.other()) {
            return sdp ? Body.REPEATED : Body.NONE;
        }
        boolean owed = awaitsAnswerTo(Carrier.INVITE, from);
        if (response.isProvisional() && !ReliableResponses.isReliable(response)) {
            return sdp && owed ? Body.PREVIEW : Body.NONE;
        }
        if (!response.isProvisional()) {
            inviter = null;
            established |= response.isSuccess();
        }
        if (response.statusCode() >= 300) {
            boolean made = carrier == Carrier.INVITE || carrier == Carrier.RESPONSE_TO_INVITE;
            return made ? withdraw(Body.NONE) : Body.NONE;
        }
        if (sdp) {
            return owed
                    ? answer()
                    : exchanged || offerer != null ? Body.REPEATED : offer(from, Carrier.RESPONSE_TO_INVITE);
        }
        // A 2xx without a word on the session, and none before it.
        boolean missing = response.isSuccess() && !exchanged && (owed || offerer == null);
        return !missing ? Body.NONE : owed ? withdraw(Body.MISSING) : Body.MISSING;
    }

    /// Whether one side has to answer an offer of the other.
    private boolean awaitsAnswerTo(Carrier offered, Side answerer) {
        return offerer == answerer.other() && carrier == offered;
    }

    private Body offer(Side side, Carrier by) {
        offerer = side;
        carrier = by;
        return Body.OFFER;
    }

    private Body answer() {
        offerer = null;
        exchanged = true;
        return Body.ANSWER;
    }

    private Body withdraw(Body body) {
        offerer = null;
        return body;
    }
}
