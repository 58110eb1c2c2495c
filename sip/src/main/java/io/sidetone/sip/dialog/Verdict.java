package io.sidetone.sip.dialog;

import io.sidetone.sip.message.Refusal;

/// What a dialog says of a request that came within it. Immutable.
public sealed interface Verdict {

    /// The request is in order and is the user's to answer.
    enum Accepted implements Verdict {
        /// It changes nothing about who lives in the dialog.
        GOES_ON,
        /// It ends the usage that it belongs to: it is a BYE. Requests of that usage which have no answer yet are
        /// to be answered with 487 (RFC 3261 §15.1.2).
        ENDS_USAGE
    }

    /// The request is to be answered so, and has changed nothing.
    record Refused(Refusal refusal) implements Verdict {}

    /// There is nothing to be done and nothing to be answered: an ACK that fits no INVITE.
    record Ignored() implements Verdict {}
}
