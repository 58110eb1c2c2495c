package io.sidetone.sip.transaction;

import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.Malformed;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Flow;
import java.util.function.Consumer;

/// What stands on the transaction layer and gets what belongs to no transaction yet. Thread-safe: calls for
/// several messages overlap; those for messages of one call begin in order.
public interface TransactionUser {

    /// A new request, which is no ACK. Its retransmissions are kept away until this comes back, or longer if the
    /// user [Claim#hold]s it.
    void request(Claim claim);

    /// An ACK that belongs to a 2xx, which is none of the transaction layer's business.
    default void acknowledgement(SipRequest ack, Flow flow) {}

    /// A request that cannot be acted on, and can be answered.
    ///
    /// @param claim of no transaction: it is there to be answered or let go, at once
    /// @return whether it was answered, or is not to be; false to have it refused as the reason says
    default boolean malformed(Claim claim, Malformed.Reason reason, String detail) {
        return false;
    }

    /// A response has come, and whose it is has not been looked at yet.
    ///
    /// @param next takes the response, perhaps edited, to its transaction: at once, later, or never if it is to
    ///     be dropped
    default void response(SipResponse response, Flow flow, Consumer<SipResponse> next) {
        next.accept(response);
    }

    /// A response that belongs to no transaction; its top Via is ours.
    default void stray(SipResponse response, Flow flow) {}

    /// A connection has ended.
    default void closed(Flow flow, ClosingReason reason) {}

    /// This user, but for one method, whose requests somebody else handles: a proxy that is a registrar too.
    default TransactionUser serving(Method method, Consumer<Claim> other) {
        return new MethodUser(this, method, other);
    }
}
