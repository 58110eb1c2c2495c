package io.sidetone.sip.ua;

/// How a call has ended. Immutable.
///
/// @param cause why
/// @param statusCode that of the response that has ended it, or that this side gave; 200 after a BYE
/// @param phrase the same in words
public record CallEnd(Cause cause, int statusCode, String phrase) {

    /// Why a call ends.
    public enum Cause {
        /// This side has hung up, cancelled or refused it.
        LOCAL,
        /// The other side has hung up, or has given up its INVITE.
        REMOTE,
        /// The INVITE was refused by the other side.
        REFUSED,
        /// Nobody has answered in time: neither by a response, nor by an ACK.
        TIMEOUT,
        /// What the other side did can not go on: an INVITE or an answer that makes no sense, a dialog it has
        /// lost.
        FAILED,
        /// The session timer has run out.
        EXPIRED
    }

    @Override
    public String toString() {
        return cause + " (" + statusCode + " " + phrase + ")";
    }
}
