package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.event.Judgement;
import io.sidetone.sip.event.Notification;
import io.sidetone.sip.event.Refer;
import io.sidetone.sip.event.SipFragment;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transaction.ServerTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// The REFERs of both sides in one session, which end with it. Confined to the lock of the call.
@Rfc(number = 3515, section = "2.4")
final class SessionReferrals {

    /// How many of each side are under way at once.
    private static final int MAX = 8;

    private final Session session;
    private final List<Referral> referrals = new ArrayList<>(1);
    private final List<Transfer> transfers = new ArrayList<>(1);
    private boolean referred;
    private boolean transferred;

    SessionReferrals(Session session) {
        this.session = session;
    }

    /// Takes a REFER or NOTIFY.
    ///
    /// @return false if it is neither
    boolean request(SipRequest request, ServerTransaction server) {
        if (request.method().equals(Method.REFER)) {
            refer(request, server);
            return true;
        }
        if (request.method().equals(Method.NOTIFY)) {
            notified(request, server);
            return true;
        }
        return false;
    }

    @Rfc(number = 3515, section = "2.4.2")
    private void refer(SipRequest request, ServerTransaction server) {
        switch (Refer.judge(request)) {
            case Judgement.Refused<Refer>(Refusal why) -> session.refuse(server, request, why);
            case Judgement.Accepted<Refer>(Refer refer) -> {
                if (referrals.size() >= MAX) {
                    session.refuse(server, request, Refusal.of(503, "Service Unavailable"));
                    return;
                }
                Referral referral = new Referral(session, request, server, refer, !referred);
                referred = true;
                referrals.add(referral);
                session.call().tell(handler -> handler.referred(session.call(), referral));
            }
        }
    }

    @Rfc(number = 3515, section = "2.4.4")
    private void notified(SipRequest request, ServerTransaction server) {
        switch (Notification.judge(request)) {
            case Judgement.Refused<Notification>(Refusal why) -> session.refuse(server, request, why);
            case Judgement.Accepted<Notification>(Notification notification) -> {
                Transfer about = null;
                for (Transfer transfer : transfers) {
                    about = about == null && transfer.isAbout(notification.event()) ? transfer : about;
                }
                if (about == null) {
                    session.refuse(server, request, Refusal.of(481, "Subscription Does Not Exist"));
                } else if (SipFragment.parse(request.body()) instanceof SipFragment fragment) {
                    session.respond(server, session.response(request, 200, "OK").build());
                    about.notified(notification, fragment);
                } else {
                    session.refuse(server, request, Refusal.of(400, "Bad Fragment"));
                }
            }
        }
    }

    /// Asks the other side to call somebody else.
    void transfer(NameAddress to, Consumer<SipFragment> told, CompletableFuture<SipResponse> result) {
        if (transfers.size() >= MAX) {
            session.lock()
                    .later(() -> result.completeExceptionally(new RefusedException(491, "Request Pending", null)));
            return;
        }
        Transfer transfer = new Transfer(session, !transferred, told, result);
        transferred = true;
        transfers.add(transfer);
        transfer.send(to);
    }

    void forget(Referral referral) {
        referrals.remove(referral);
    }

    void forget(Transfer transfer) {
        transfers.remove(transfer);
    }

    void close() {
        List.copyOf(referrals).forEach(Referral::close);
        List.copyOf(transfers).forEach(Transfer::close);
        referrals.clear();
        transfers.clear();
    }
}
