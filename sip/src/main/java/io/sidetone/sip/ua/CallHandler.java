package io.sidetone.sip.ua;

import io.sidetone.sip.message.SipResponse;

/// What a user wants to know of a call. Called in order, never twice at once for one call, and without any lock;
/// must not wait, and so not call what waits.
public interface CallHandler {

    /// Takes things as they come: keeps the session when it is asked to change it, and refuses all requests.
    CallHandler NONE = new CallHandler() {};

    /// The other side of a call that this side has made tells of its progress.
    ///
    /// @param response 101 to 199; may bring a session description, see [Call#remoteSession]
    default void progress(Call call, SipResponse response) {}

    /// The call is answered: by the other side, and acknowledged by this one; or by this one, and acknowledged.
    default void established(Call call) {}

    /// The other side offers a session: in a re-INVITE, an UPDATE, or in its response if this side did not. Or it
    /// wants an offer: then there is none in what it asks.
    ///
    /// Unless this is overridden, what it knows of this side is repeated.
    default void offered(Call call, Offer offer) {
        Body ours = call.localSession();
        if (ours == null) {
            offer.refuse(488, "Not Acceptable Here");
        } else {
            offer.accept(ours);
        }
    }

    /// The other side has answered an offer of this side that was made in a response: see [Call#remoteSession].
    default void answered(Call call) {}

    /// A request within the call that this package does not answer: INFO, MESSAGE and the like.
    default void request(Call call, IncomingRequest request) {
        request.answer(501, "Not Implemented");
    }

    /// The other side wants this one to call somebody else.
    default void referred(Call call, Referral referral) {
        referral.refuse(603, "Decline");
    }

    /// It is over. The last that is told of it.
    default void ended(Call call, CallEnd end) {}
}
