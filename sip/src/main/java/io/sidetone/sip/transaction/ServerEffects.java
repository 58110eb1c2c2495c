package io.sidetone.sip.transaction;

import java.time.Duration;

/// What a server machine wants done. Each call is about the message that came with the event.
public interface ServerEffects {

    /// Send the response.
    void send();

    /// Send the last response again, as it was, if there is one.
    void resend();

    /// Send a 100.
    void trying();

    /// Show the ACK to the user.
    void toUser();

    /// Tell the user that nobody waits any more, or that no ACK has come.
    void timedOut();

    /// Tell the user that the response could not be sent.
    void unsent();

    /// Start a timer, or start it anew.
    void start(ServerEvent timer, Duration time);

    /// Stop a timer, if it runs.
    void stop(ServerEvent timer);

    /// It is over; no timer runs any more.
    void terminated();
}
