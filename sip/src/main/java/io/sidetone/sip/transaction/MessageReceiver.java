package io.sidetone.sip.transaction;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.Malformed;
import io.sidetone.sip.message.MessageCheck;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transaction.TransactionLayer.Counted;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.SentBy;
import io.sidetone.sip.transport.TransportUser;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/// What the transport layer calls: finds out which transaction a message belongs to. Thread-safe: keeps nothing.
final class MessageReceiver implements TransportUser {

    private static final System.Logger LOG = System.getLogger(TransactionLayer.class.getName());

    private final TransactionLayer layer;

    MessageReceiver(TransactionLayer layer) {
        this.layer = layer;
    }

    @Override
    public void received(SipMessage message, Flow flow) {
        switch (message) {
            case SipRequest request -> request(request, flow);
            case SipResponse response -> response(response, flow);
        }
    }

    private void request(SipRequest request, Flow flow) {
        Malformed problem = MessageCheck.essentials(request);
        if (problem != null) {
            layer.count(Counted.MALFORMED);
            refuse(problem, problem.request(), flow);
        } else if (request.method().equals(Method.ACK)) {
            acknowledgement(request, flow);
        } else {
            TransactionKey key = TransactionKey.of(request, request.method());
            Claim claim = new Claim(layer, key, request, flow);
            Received known = layer.claim(key, claim);
            if (known == null) {
                begin(claim);
            } else {
                known.retransmitted();
            }
        }
    }

    /// Who is refused is told for how long: a 503 without that says that the whole server is broken.
    @Rfc(number = 3261, section = "21.5.4")
    private void begin(Claim claim) {
        if (layer.addServer() > layer.settings().limits().servers()) {
            layer.count(Counted.REFUSED);
            claim.reply(claim.answer(503, "Service Unavailable")
                    .append("Retry-After", Long.toString(TransactionLimits.RETRY_AFTER.toSeconds()))
                    .build());
            return;
        }
        try {
            layer.user().request(claim);
        } catch (RuntimeException | Error fault) {
            layer.count(Counted.FAULT);
            LOG.log(Level.ERROR, "A request made its user fail", fault);
            claim.failed();
        }
        claim.cameBack();
    }

    /// §17.1.1.3: the ACK to a failure is of the INVITE's transaction, that to a 2xx is of none.
    private void acknowledgement(SipRequest ack, Flow flow) {
        Received invite = layer.find(TransactionKey.of(ack, Method.INVITE));
        if (invite != null) {
            invite.acknowledge(ack);
        } else if (layer.isStateless(ack)) {
            layer.count(Counted.STRAY_ACK);
        } else {
            layer.user().acknowledgement(ack, flow);
        }
    }

    private void response(SipResponse response, Flow flow) {
        if (MessageCheck.essentials(response) != null) {
            layer.count(Counted.MALFORMED);
        } else {
            layer.user().response(response, flow, seen -> match(seen, flow));
        }
    }

    /// The transaction is looked for by what the user has left of the response.
    private void match(SipResponse response, Flow flow) {
        Via via = response.topVia();
        CSeq cseq = response.cseq();
        String branch = via == null ? null : via.branch();
        if (via == null || cseq == null) {
            layer.count(Counted.MALFORMED);
            return;
        }
        Awaited transaction = branch == null ? null : layer.find(new ClientKey(branch, cseq.method()));
        if (transaction != null) {
            transaction.response(response);
        } else if (isOurs(via, flow)) {
            layer.count(Counted.STRAY_RESPONSE);
            layer.user().stray(response, flow);
        } else {
            layer.count(Counted.FOREIGN);
        }
    }

    /// Who else's response this may be, we are not the ones to forward it.
    @Rfc(number = 3261, section = "18.1.2")
    private boolean isOurs(Via via, Flow flow) {
        if (is(flow.sentBy(), via)) {
            return true;
        }
        for (Listener listener : layer.transport().listeners()) {
            SentBy ours = listener.sentBy();
            if (ours != null && is(ours, via)) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(SentBy ours, Via via) {
        return ours.port() == via.port() && ours.host().equals(via.host());
    }

    @Override
    public void malformed(Malformed malformed, Flow flow) {
        layer.count(Counted.MALFORMED);
        SipRequest request = malformed.request();
        if (request != null) {
            // §18.2.1: nobody has noted yet where it came from.
            int port = flow.remote().getPort();
            refuse(malformed, request.edit().noteSource(flow.source(), port).build(), flow);
        }
    }

    private void refuse(Malformed malformed, @Nullable SipRequest request, Flow flow) {
        if (request == null) {
            return;
        }
        Malformed.Reason reason = malformed.reason();
        Claim claim = new Claim(layer, TransactionKey.ofNone(), request, flow);
        try {
            if (!layer.user().malformed(claim, reason, malformed.detail()) && claim.isOpen()) {
                claim.reply(claim.answer(reason.statusCode(), reason.phrase()).build());
            }
        } catch (RuntimeException | Error fault) {
            layer.count(Counted.FAULT);
            LOG.log(Level.ERROR, "A malformed request made its user fail", fault);
            claim.failed();
        }
    }

    @Override
    public void closed(Flow flow, ClosingReason reason) {
        layer.user().closed(flow, reason);
    }
}
