package io.sidetone.sip.transaction;

import io.sidetone.sip.header.Reason;
import io.sidetone.sip.message.SipRequest;
import java.util.List;

/// What a request is to us that came before: handled at the moment, or a transaction.
sealed interface Received permits Claim, ServerTransaction, LingeringServer {

    /// The request has come again.
    void retransmitted();

    /// An ACK with its branch has come.
    void acknowledge(SipRequest ack);

    /// A CANCEL with its branch has come, and the user wants it to be obeyed. False if the request has been let
    /// go.
    ///
    /// @param why what the CANCEL gives as its reasons
    boolean cancel(List<Reason> why);
}
