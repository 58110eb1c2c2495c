package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.Dialog;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.Reason;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Resolution;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transaction.ClientTransaction;
import io.sidetone.sip.transaction.ClientUser;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transaction.TransactionLock;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.uri.Uri;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A request on its way, through as many transactions as it takes: to another address if one does not answer,
/// with credentials if somebody asks for them, to other targets if it is redirected. Thread-safe.
@Rfc(number = 3261, section = "8.1")
final class SentRequest {

    /// How often a request is repeated for whatever reason but redirections.
    private static final int MAX_REPEATS = 8;

    /// How a request is sent. Immutable.
    ///
    /// @param dialog whose next number it takes when it is repeated; null outside of dialogs
    /// @param contact makes the Contact of the flow it leaves by; null if it needs none, or has one
    /// @param flow what it leaves by; null to find that out
    /// @param deadline after which it is given up; null to leave that to the transactions
    /// @param redirects whether redirections are followed
    record Way(
            @Nullable Dialog dialog,
            @Nullable Function<Flow, NameAddress> contact,
            @Nullable Flow flow,
            @Nullable Duration deadline,
            boolean redirects) {

        /// Within a dialog.
        static Way within(Dialog dialog) {
            return new Way(dialog, null, null, null, false);
        }

        /// Outside of dialogs.
        static Way outside(@Nullable Function<Flow, NameAddress> contact, @Nullable Duration deadline) {
            return new Way(null, contact, null, deadline, true);
        }
    }

    private enum Wait {
        DEADLINE
    }

    private final RequestSender sender;
    private final TransactionLayer layer;
    private final TransactionLock lock;
    private final RequestHandler handler;
    private final Way way;
    private final Timers<Wait> timers;
    private final CredentialStore.Tries tries = new CredentialStore.Tries();

    /// What follows is guarded by the lock. The request without credentials of ours.
    private SipRequest request;

    private SipRequest outgoing;
    private final Queue<NextHop> hops = new ArrayDeque<>(1);
    private @Nullable Redirection redirection;
    private @Nullable Attempt current;
    private int repeats;
    private boolean provisional;
    private boolean cancelled;
    private boolean expired;
    private boolean done;
    private @Nullable Reason reason;

    SentRequest(RequestSender sender, TransactionLock lock, SipRequest request, Way way, RequestHandler handler) {
        this.sender = sender;
        this.layer = sender.layer();
        this.lock = lock;
        this.request = request;
        this.outgoing = request;
        this.way = way;
        this.handler = handler;
        this.timers = new Timers<>(Wait.class, layer, lock, request.callId());
    }

    /// Begins to send it.
    void start() {
        lock.run(() -> {
            Duration deadline = way.deadline();
            if (deadline != null) {
                timers.start(Wait.DEADLINE, deadline, this::expire);
            }
            route();
        });
    }

    /// Gives it up: an INVITE is cancelled and has a final response still, others are forgotten.
    @Rfc(number = 3261, section = "9.1")
    void cancel(@Nullable Reason why) {
        lock.run(() -> {
            if (!done && !cancelled) {
                reason = why;
                giveUp(487);
            }
        });
    }

    private void expire() {
        expired = true;
        if (!cancelled) {
            giveUp(408);
        }
    }

    private void giveUp(int status) {
        cancelled = true;
        Attempt attempt = current;
        ClientTransaction transaction = attempt == null ? null : attempt.transaction;
        if (transaction != null && isInvite()) {
            transaction.cancel(reason == null ? List.of() : List.of(reason));
        } else {
            finishLocally(status);
        }
    }

    private boolean isInvite() {
        return request.method().equals(Method.INVITE);
    }

    private void route() {
        hops.clear();
        outgoing = sender.credentials().prepare(request, RequestSender.hop(request));
        Flow fixed = way.flow();
        if (fixed != null) {
            transmit(fixed, null);
        } else {
            sender.resolve(outgoing, resolution -> lock.run(() -> resolved(resolution)));
        }
    }

    private void resolved(Resolution resolution) {
        if (done) {
            return;
        }
        switch (resolution) {
            case Resolution.Failed(Resolution.Reason why, String _) -> unreachable(RequestSender.statusOf(why));
            case Resolution.Found(List<NextHop> found) -> {
                for (NextHop hop : found) {
                    hops.addAll(layer.transport().hops(outgoing, hop));
                }
                if (!next()) {
                    unreachable(503);
                }
            }
        }
    }

    private void unreachable(int status) {
        if (!nextTarget()) {
            finishLocally(status);
        }
    }

    /// Tries the next hop that is left.
    @Rfc(number = 3263, section = "4.3")
    private boolean next() {
        while (!cancelled && !hops.isEmpty()) {
            NextHop hop = hops.remove();
            Flow flow = layer.transport().flow(hop);
            if (flow != null) {
                transmit(flow, hop);
                return true;
            }
        }
        return false;
    }

    private void transmit(Flow flow, @Nullable NextHop hop) {
        Function<Flow, NameAddress> contact = way.contact();
        if (contact != null) {
            outgoing = outgoing.edit().set(Headers.CONTACT, contact.apply(flow)).build();
        }
        provisional = false;
        handler.sending(outgoing, flow);
        Attempt attempt = new Attempt(hop);
        current = attempt;
        attempt.transaction = layer.send(
                outgoing,
                layer.tokens().branch(),
                flow,
                attempt,
                lock,
                layer.settings().timers());
    }

    /// One transaction of it.
    private final class Attempt implements ClientUser {

        private final @Nullable NextHop hop;
        private @Nullable ClientTransaction transaction;

        Attempt(@Nullable NextHop hop) {
            this.hop = hop;
        }

        @Override
        public void response(ClientTransaction from, SipResponse response) {
            lock.run(() -> {
                if (hop != null) {
                    layer.dead().answered(hop, response);
                }
                if (this == current) {
                    received(response);
                }
            });
        }

        @Override
        public void failed(ClientTransaction from, Failure failure) {
            lock.run(() -> {
                if (this != current || done) {
                    return;
                }
                if (hop != null && !provisional && failure != Failure.WITHHELD) {
                    layer.dead().markDead(hop);
                }
                // Who has been heard of is there: somewhere else the request would be done twice.
                if (provisional || !next()) {
                    unreachable(failure == Failure.TIMEOUT ? 408 : 503);
                }
            });
        }
    }

    private void received(SipResponse response) {
        if (response.isProvisional()) {
            provisional = true;
            if (!done && response.statusCode() > 100) {
                handler.provisional(response);
            }
        } else if (!done) {
            answered(response);
        } else if (response.isSuccess() && isInvite()) {
            handler.completed(response, false);
        }
    }

    private void answered(SipResponse response) {
        int status = response.statusCode();
        if (response.isSuccess()) {
            sender.credentials().accepted(outgoing, response, RequestSender.hop(request));
        } else if (!cancelled && (isRepeated(response) || isRedirected(response))) {
            return;
        }
        if (expired && status >= 300) {
            finishLocally(408);
        } else {
            finish(response, false);
        }
    }

    private boolean isRepeated(SipResponse response) {
        return switch (response.statusCode()) {
            case 503 -> next();
            case 401, 407 ->
                repeats < MAX_REPEATS
                        && sender.credentials().challenged(response, RequestSender.hop(request), tries)
                        && repeat(request.edit());
            case 420 -> withoutUnsupported(response);
            default -> false;
        };
    }

    /// §8.1.3.5: without the extensions that the server does not know, if it was not this side that needs them.
    @Rfc(number = 3261, section = "8.1.3.5")
    private boolean withoutUnsupported(SipResponse response) {
        List<String> unsupported = response.all(Headers.UNSUPPORTED);
        SipRequest.Builder edit = request.edit().remove(HeaderName.REQUIRE);
        boolean less = false;
        for (String option : request.all(Headers.REQUIRE)) {
            boolean unknown = false;
            for (String other : unsupported) {
                unknown |= Text.equalsIgnoreCase(option, other);
            }
            less |= unknown;
            if (!unknown) {
                edit.append(Headers.REQUIRE, option);
            }
        }
        return less && repeats < MAX_REPEATS && repeat(edit);
    }

    @Rfc(number = 3261, section = "8.1.3.4")
    private boolean isRedirected(SipResponse response) {
        int status = response.statusCode();
        if (!way.redirects() || status >= 600) {
            return false;
        }
        if (status >= 300 && status <= 302) {
            Redirection targets = redirection;
            if (targets == null) {
                targets = new Redirection(request.uri(), sender.targets());
                redirection = targets;
            }
            targets.add(response);
        }
        return nextTarget();
    }

    private boolean nextTarget() {
        Redirection targets = redirection;
        Uri target = targets == null || cancelled ? null : targets.next();
        return target != null && repeat(request.edit().uri(target));
    }

    /// Sends it again as another request, with the next number.
    private boolean repeat(SipRequest.Builder edited) {
        repeats++;
        Dialog dialog = way.dialog();
        CSeq cseq = request.cseq();
        long last = dialog != null ? dialog.localSequence() : cseq == null ? 0 : cseq.number();
        request = edited.set(Headers.CSEQ, new CSeq(last + 1, request.method())).build();
        if (dialog != null) {
            dialog.sent(request);
        }
        route();
        return true;
    }

    private void finishLocally(int status) {
        if (!done) {
            String phrase = RequestSender.phraseOf(status);
            finish(SipResponse.answer(request, status, phrase).build(), true);
        }
    }

    private void finish(SipResponse response, boolean local) {
        done = true;
        timers.stopAll();
        hops.clear();
        handler.completed(response, local);
    }
}
