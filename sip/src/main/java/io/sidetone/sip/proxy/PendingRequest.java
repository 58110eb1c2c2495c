package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transaction.TransactionLayer;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a response context needs until its final response has gone back and all branches have ended. Confined to
/// the lock of its context.
final class PendingRequest {

    SipRequest request;
    final Disposition disposition;
    BestResponse best;
    final MaxBreadth breadth;
    List<Branch> branches = List.of();
    TargetSet targets;

    PendingRequest(SipRequest request, ProxySettings settings) {
        this.request = request;
        this.disposition = settings.disposition().of(request);
        this.best = new BestResponse(settings.best());
        this.breadth = MaxBreadth.of(request, settings.breadth());
        this.targets = new TargetSet(settings.targets());
    }

    /// Adds targets, but none that is less safe than the request asks for.
    @Rfc(number = 5630, section = "5.3")
    void add(Collection<Target> more) {
        for (Target target : more) {
            if (target.isSafeFor(request)) {
                targets.add(target);
            }
        }
    }

    /// What goes back when all has ended: the best of what has come, else 408, or 487 to a caller who has given
    /// up.
    SipResponse result(TransactionLayer layer, boolean givenUp) {
        SipResponse chosen = best.best();
        if (chosen != null) {
            return chosen;
        }
        return givenUp ? answer(layer, 487, "Request Terminated") : answer(layer, 408, "Request Timeout");
    }

    SipResponse answer(TransactionLayer layer, int status, String phrase) {
        return layer.answer(request, status, phrase).build();
    }

    /// The answer with the targets, where the caller wants to try them himself and that tells him anything new;
    /// else null.
    @Rfc(number = 3841, section = "7.1")
    @Nullable
    SipResponse redirection(TransactionLayer layer) {
        if (!disposition.redirect()) {
            return null;
        }
        SipResponse.Builder answer = layer.answer(request, 302, "Moved Temporarily");
        boolean news = false;
        for (Target target : targets.waiting()) {
            if (!target.uri().matches(request.uri())) {
                answer.append(Headers.CONTACT, NameAddress.of(target.uri()));
                news = true;
            }
        }
        return news ? answer.build() : null;
    }

    /// Makes targets of what a 3xx says. Who does not fork tries one target, and the caller may go on himself.
    ///
    /// @return false if that is not wanted, or leads nowhere new
    @Rfc(number = 3261, section = "16.5")
    boolean recurse(SipResponse redirection) {
        boolean added = false;
        if (disposition.recurse() && disposition.fork()) {
            for (Target target : Redirection.targets(request, redirection)) {
                added |= targets.add(target);
            }
        }
        return added;
    }
}
