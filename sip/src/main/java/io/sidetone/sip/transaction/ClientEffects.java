package io.sidetone.sip.transaction;

import java.time.Duration;

/// What a client machine wants done. Each call is about the message that came with the event.
public interface ClientEffects {

    /// Send the request.
    void send();

    /// Send the request again, as it was.
    void resend();

    /// Send an ACK to the failure.
    void acknowledge();

    /// Send a CANCEL.
    void cancel();

    /// Show the response to the user.
    void toUser();

    /// Tell the user that there was no response in time.
    void timedOut();

    /// Tell the user that the request could not be sent.
    void unsent();

    /// Start a timer, or start it anew.
    void start(ClientEvent timer, Duration time);

    /// Stop a timer, if it runs.
    void stop(ClientEvent timer);

    /// It is over; no timer runs any more.
    void terminated();
}
