package io.sidetone.sip.transaction;

import io.sidetone.sip.message.SipResponse;

/// What a server machine acts on.
public enum ServerEvent {
    /// A request has come for the first time.
    BEGIN,
    /// The request has come again.
    REQUEST,
    /// An ACK has come. For an INVITE only.
    ACK,
    /// The user sends a response of 1xx.
    PROVISIONAL,
    /// The user sends a response of 2xx.
    SUCCESS,
    /// The user sends a response of 3xx to 6xx.
    FAILURE,
    /// The user has nothing to say, and it is too late to say it.
    TOO_LATE,
    /// What was to be sent last was not.
    UNSENT,
    /// The user takes its time: the client should know that we are at work.
    TIMER_TRYING,
    /// The client has given up waiting for a response. Not for an INVITE, which may wait for long.
    TIMER_GONE,
    /// Time to send a failure to an INVITE again.
    TIMER_G,
    /// A failure to an INVITE was not acknowledged.
    TIMER_H,
    /// No more ACKs are to be expected.
    TIMER_I,
    /// No more repetitions of a request are to be expected.
    TIMER_J,
    /// No more repetitions of an INVITE, and no more 2xx to it, are to be expected.
    TIMER_L;

    static ServerEvent of(SipResponse response) {
        return response.isProvisional() ? PROVISIONAL : response.isSuccess() ? SUCCESS : FAILURE;
    }

    /// Whether this timer sends something; the others end something.
    boolean repeats() {
        return this == TIMER_TRYING || this == TIMER_G;
    }
}
