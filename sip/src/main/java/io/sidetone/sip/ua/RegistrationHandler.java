package io.sidetone.sip.ua;

import java.time.Duration;

/// Who wants to know of a registration. Called in order, never twice at once, and without any lock; must not
/// wait.
public interface RegistrationHandler {

    /// Does not care.
    RegistrationHandler NONE = new RegistrationHandler() {};

    /// The bindings are there, for the first time or once more.
    default void registered(Registration registration) {}

    /// They could not be made or refreshed.
    ///
    /// @param statusCode 408 and 503 also if nobody has answered
    /// @param retry after which it is tried again
    default void failed(Registration registration, int statusCode, Duration retry) {}

    /// The registration has ended, since the user wanted it to. The last that is told of it.
    default void ended(Registration registration) {}
}
