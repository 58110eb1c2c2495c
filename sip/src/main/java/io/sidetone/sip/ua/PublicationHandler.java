package io.sidetone.sip.ua;

/// Who wants to know of a publication. Called in order, never twice at once, and without any lock; must not
/// wait.
public interface PublicationHandler {

    /// Does not care.
    PublicationHandler NONE = new PublicationHandler() {};

    /// The state is published, for the first time or once more.
    default void published(OutgoingPublication publication) {}

    /// It is over: taken back, or refused, and then it lapses by itself. The last that is told of it.
    ///
    /// @param statusCode of the last response; 408 and 503 also if nobody has answered
    default void ended(OutgoingPublication publication, int statusCode) {}
}
