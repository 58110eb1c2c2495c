package io.sidetone.sip.ua;

import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transaction.TransactionLock;
import io.sidetone.sip.transport.Flow;
import java.util.concurrent.CompletableFuture;

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

    /// Completes a future with the 2xx, or fails it with a [RefusedException], when the lock is free.
    static RequestHandler completing(TransactionLock lock, CompletableFuture<SipResponse> result) {
        return (response, local) -> lock.later(() -> {
            if (response.isSuccess()) {
                result.complete(response);
            } else {
                result.completeExceptionally(
                        new RefusedException(response.statusCode(), response.phrase(), local ? null : response));
            }
        });
    }
}
