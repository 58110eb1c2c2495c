package io.sidetone.sip.ua;

import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transport.Flow;

/// Who has a request sent. Called under the lock of the request.
interface RequestHandler {

    /// The request goes out like this; once more if it goes elsewhere, or with another CSeq.
    default void sending(SipRequest request, Flow flow) {}

    /// A provisional response but a 100.
    default void provisional(SipResponse response) {}

    /// The final response. Of an INVITE more 2xx responses may follow.
    ///
    /// @param local whether this side has made it up: a 408 if nobody has answered, a 503 if it could not be sent
    void completed(SipResponse response, boolean local);
}
