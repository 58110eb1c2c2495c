package io.sidetone.sip.ua;

import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transport.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A request that the user answers, now or later. Thread-safe; the first final answer counts.
public final class IncomingRequest {

    /// Starts a response, with all that belongs into each of this user agent.
    @FunctionalInterface
    interface Starter {
        SipResponse.Builder response(int statusCode, String phrase);
    }

    private final SipRequest request;
    private final Flow flow;
    private final Starter starter;
    private final Consumer<SipResponse> sending;
    private final AtomicBoolean answered = new AtomicBoolean();

    IncomingRequest(SipRequest request, Flow flow, Starter starter, Consumer<SipResponse> sending) {
        this.request = request;
        this.flow = flow;
        this.starter = starter;
        this.sending = sending;
    }

    /// The request.
    public SipRequest request() {
        return request;
    }

    /// What it carries; null if nothing.
    public @Nullable Body body() {
        return Body.of(request);
    }

    /// What it came by.
    public Flow flow() {
        return flow;
    }

    /// Starts a response, to be finished and handed to [#answer(SipResponse)].
    public SipResponse.Builder response(int statusCode, String phrase) {
        return starter.response(statusCode, phrase);
    }

    /// Answers it.
    public void answer(int statusCode, String phrase) {
        answer(starter.response(statusCode, phrase).build());
    }

    /// Answers it with a response that [#response] has started.
    public void answer(SipResponse response) {
        if (response.isProvisional() ? !answered.get() : answered.compareAndSet(false, true)) {
            sending.accept(response);
        }
    }

    @Override
    public String toString() {
        return request.toString();
    }
}
