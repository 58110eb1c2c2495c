package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.uri.Uri;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Two calls that are one to their users: a back-to-back user agent. What one side offers, answers, tells or ends
/// goes to the other one, in a dialog of its own. Thread-safe.
///
/// ```java
/// public CallHandler incoming(Call call) {
///     return CallPair.link(call, target, HeaderPolicy.of(HeaderName.SUBJECT));
/// }
/// ```
@Rfc(number = 3261, section = "6")
@Rfc(number = 7092)
public final class CallPair {

    /// One of the two calls.
    private static final class CallLeg implements CallHandler {

        private @Nullable CallLeg other;
        private volatile @Nullable Call call;

        /// An offer of this side that the other one is to answer: it came in a response.
        private final AtomicReference<@Nullable Offer> offered = new AtomicReference<>();

        /// This side wants an offer, which the other one is to make.
        private final AtomicReference<@Nullable Offer> wanted = new AtomicReference<>();

        private CallLeg other() {
            return Objects.requireNonNull(other);
        }

        private Call call() {
            return Objects.requireNonNull(call);
        }

        @Override
        public void progress(Call from, SipResponse response) {
            other().call().progress(response.statusCode(), response.phrase(), Body.of(response));
        }

        @Override
        public void established(Call from) {
            Call there = other().call();
            if (from.isOutgoing()) {
                there.answer(from.remoteSession());
            }
        }

        @Override
        public void answered(Call from) {
            answer(other().offered.getAndSet(null), from.remoteSession());
        }

        private static void answer(@Nullable Offer offer, @Nullable Body body) {
            if (offer != null && body != null) {
                offer.accept(body);
            } else if (offer != null) {
                offer.refuse(488, "Not Acceptable Here");
            }
        }

        @Override
        public void offered(Call from, Offer offer) {
            CallLeg there = other();
            Body body = offer.body();
            Offer asked = body == null ? null : there.wanted.getAndSet(null);
            if (asked != null) {
                offered.set(offer);
                answer(asked, body);
            } else if (body != null && there.isInvited()) {
                offered.set(offer);
                there.call().answer(body);
            } else if (body != null) {
                forward(there.call(), body, offer);
            } else {
                wanted.set(offer);
                forward(there.call(), null, offer);
            }
        }

        /// Whether this side has called and has no answer.
        private boolean isInvited() {
            return !call().isOutgoing() && call().state() == Call.State.INVITED && call().remoteSession() == null;
        }

        private static void forward(Call to, @Nullable Body body, Offer offer) {
            boolean early = to.state() == Call.State.INVITED;
            CompletableFuture<SipResponse> changed = early ? to.update(body) : to.reInvite(body);
            CompletableFuture<SipResponse> _ = changed.whenComplete((response, failure) -> {
                if (failure != null) {
                    RefusedException refused = refusal(failure);
                    offer.refuse(refused.statusCode(), refused.phrase());
                } else if (body != null) {
                    answer(offer, Body.of(response));
                }
            });
        }

        private static RefusedException refusal(Throwable failure) {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            return cause instanceof RefusedException refused
                    ? refused
                    : new RefusedException(500, "Server Internal Error", null);
        }

        @Override
        public void request(Call from, IncomingRequest request) {
            SipRequest came = request.request();
            CompletableFuture<SipResponse> _ = other().call()
                    .send(came.method(), request.body(), _ -> {})
                    .whenComplete((response, failure) -> {
                        if (failure != null) {
                            RefusedException refused = refusal(failure);
                            request.answer(refused.statusCode(), refused.phrase());
                        } else {
                            request.answer(response.statusCode(), response.phrase());
                        }
                    });
        }

        @Override
        public void ended(Call from, CallEnd end) {
            Call there = other().call();
            if (!there.isOutgoing() && there.state() == Call.State.INVITED && end.statusCode() >= 400) {
                there.refuse(end.statusCode(), end.phrase());
            } else {
                there.hangUp();
            }
        }
    }

    private CallPair() {}

    /// Calls somebody for a caller, and links the two calls.
    ///
    /// @param caller an incoming call that is not answered
    /// @param target who is called for him, by the same user agent
    /// @param policy what of his INVITE is taken over
    /// @return who has to be told of the caller's call from now on
    public static CallHandler link(Call caller, Uri target, HeaderPolicy policy) {
        SipRequest invite = caller.invite();
        CallLeg first = new CallLeg();
        CallLeg second = new CallLeg();
        first.other = second;
        second.other = first;
        first.call = caller;
        // Told under the lock of the second call that this one is known there.
        second.call = caller.agent().call(target, caller.remoteSession(), second, null, request -> {
            if (invite != null) {
                policy.copy(invite, request);
            }
        });
        return first;
    }
}
