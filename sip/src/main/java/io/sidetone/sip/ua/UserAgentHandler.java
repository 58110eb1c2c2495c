package io.sidetone.sip.ua;

/// What a user decides for a user agent. Called without any lock, in order for each Call-ID; must not wait.
public interface UserAgentHandler {

    /// Refuses all that comes.
    UserAgentHandler NONE = new UserAgentHandler() {};

    /// Somebody calls. The call may be answered at once, or later by whoever gets to know it.
    ///
    /// @return who is told of the call from now on
    default CallHandler incoming(Call call) {
        call.refuse(480, "Temporarily Unavailable");
        return CallHandler.NONE;
    }

    /// A request outside of dialogs that this package does not answer: MESSAGE, REFER and the like, if its method
    /// is allowed. SUBSCRIBE and PUBLISH too, unless [UserAgent#events] has been told what to do with them.
    default void request(IncomingRequest request) {
        request.answer(480, "Temporarily Unavailable");
    }
}
