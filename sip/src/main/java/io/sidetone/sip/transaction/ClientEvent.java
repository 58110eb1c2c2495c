package io.sidetone.sip.transaction;

import io.sidetone.sip.message.SipResponse;

/// What a client machine acts on.
public enum ClientEvent {
    /// The user has a request to send.
    REQUEST,
    /// The user has lost interest. For an INVITE only.
    CANCEL,
    /// A response of 1xx.
    PROVISIONAL,
    /// A response of 2xx.
    SUCCESS,
    /// A response of 3xx to 6xx.
    FAILURE,
    /// What was to be sent last was not.
    UNSENT,
    /// Time to send an INVITE again.
    TIMER_A,
    /// An INVITE has had no response, or no final one after a CANCEL.
    TIMER_B,
    /// No more repetitions of a failure to an INVITE are to be expected.
    TIMER_D,
    /// Time to send another request again.
    TIMER_E,
    /// Another request has had no final response.
    TIMER_F,
    /// No more repetitions of a final response are to be expected.
    TIMER_K,
    /// No more 2xx are to be expected.
    TIMER_M;

    static ClientEvent of(SipResponse response) {
        return response.isProvisional() ? PROVISIONAL : response.isSuccess() ? SUCCESS : FAILURE;
    }

    /// Whether this timer repeats the request; the others end something.
    boolean repeats() {
        return this == TIMER_A || this == TIMER_E;
    }
}
