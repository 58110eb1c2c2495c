package io.sidetone.sip.ua;

import io.sidetone.sip.message.SipResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes down what it is told of calls, and does what a test wants. Thread-safe.
final class CallLog implements CallHandler, UserAgentHandler {

    final List<String> events = Collections.synchronizedList(new ArrayList<>());
    final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
    final List<Offer> offers = Collections.synchronizedList(new ArrayList<>());
    final List<IncomingRequest> requests = Collections.synchronizedList(new ArrayList<>());

    /// What is done with a new call.
    volatile Consumer<Call> onCall = _ -> {};

    /// What an offer is answered with; null to wait.
    volatile @Nullable Body answer = Agents.ANSWER;

    /// What is done with a referral.
    volatile Consumer<Referral> onReferral = referral -> referral.refuse(603, "Decline");

    Call call() {
        return calls.getFirst();
    }

    String last() {
        return events.getLast();
    }

    static CallLog answering() {
        CallLog log = new CallLog();
        log.onCall = call -> call.answer(Agents.ANSWER);
        return log;
    }

    @Override
    public CallHandler incoming(Call call) {
        calls.add(call);
        events.add("incoming");
        onCall.accept(call);
        return this;
    }

    @Override
    public void request(IncomingRequest request) {
        requests.add(request);
        events.add(request.request().method().name());
        request.answer(200, "OK");
    }

    @Override
    public void progress(Call call, SipResponse response) {
        events.add("progress " + response.statusCode());
    }

    @Override
    public void established(Call call) {
        events.add("established");
    }

    @Override
    public void offered(Call call, Offer offer) {
        offers.add(offer);
        events.add(offer.body() == null ? "asked for an offer" : "offered");
        Body ours = answer;
        if (ours != null) {
            offer.accept(ours);
        }
    }

    @Override
    public void answered(Call call) {
        events.add("answered");
    }

    @Override
    public void request(Call call, IncomingRequest request) {
        requests.add(request);
        events.add(request.request().method().name());
        request.answer(200, "OK");
    }

    @Override
    public void referred(Call call, Referral referral) {
        events.add("referred");
        onReferral.accept(referral);
    }

    @Override
    public void ended(Call call, CallEnd end) {
        events.add("ended " + end.cause());
    }
}
