package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.event.PublishRequest;
import io.sidetone.sip.event.Publisher;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transaction.TransactionLock;
import io.sidetone.sip.transport.Flow;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// A state that this side has published: refreshed before it lapses, published anew where it was forgotten,
/// replaced and taken back. Thread-safe.
@Rfc(number = 3903, section = "4")
public final class OutgoingPublication {

    private enum Wait {
        REFRESH
    }

    private final UserAgent agent;
    private final PublicationSettings settings;
    private final PublicationHandler handler;
    private final TransactionLock lock = new TransactionLock();
    private final CompletableFuture<OutgoingPublication> published = new CompletableFuture<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private final Publisher publisher;
    private final SipRequest first;
    private final Timers<Wait> timers;
    private final Effects effects = new Effects();

    /// What follows is guarded by the lock.
    private Body state;

    private long number;
    private int status;
    private String phrase = "";

    OutgoingPublication(UserAgent agent, PublicationSettings settings, Body state, PublicationHandler handler) {
        this.agent = agent;
        this.settings = settings;
        this.handler = handler;
        this.state = state;
        this.publisher = new Publisher(settings.expires());
        this.first = agent.request(Method.PUBLISH, settings.target()).build();
        this.timers = new Timers<>(Wait.class, agent.layer(), lock, first.callId());
    }

    /// What is published where.
    public PublicationSettings settings() {
        return settings;
    }

    /// Completes when the state is published for the first time; fails with a [RefusedException] if it ends
    /// before.
    public CompletableFuture<OutgoingPublication> published() {
        return published.copy();
    }

    /// Completes with the last status code when it is over.
    public CompletableFuture<Integer> ended() {
        return ended.copy();
    }

    /// Publishes another state in its place. If that changes again before there is an answer, only the last state
    /// goes out.
    @Rfc(number = 3903, section = "4.4")
    public void change(Body other) {
        lock.run(() -> {
            state = other;
            publisher.receive(Publisher.Input.PUBLISH, effects);
        });
    }

    /// Takes the state back.
    ///
    /// @return completes with the last status code when that is answered, or was in vain
    @Rfc(number = 3903, section = "4.5")
    public CompletableFuture<Integer> remove() {
        lock.run(() -> publisher.receive(Publisher.Input.REMOVE, effects));
        return ended.copy();
    }

    void begin() {
        change(state);
    }

    private final class Effects implements Publisher.Effects {

        @Override
        public void publish(PublishRequest.Kind kind) {
            SipRequest.Builder request = publisher.write(
                    first.edit().set(Headers.CSEQ, new CSeq(++number, Method.PUBLISH)), settings.event());
            boolean brings = kind == PublishRequest.Kind.INITIAL || kind == PublishRequest.Kind.MODIFY;
            Body.put(brings ? state : null, request);
            agent.send(request.build(), lock, SentRequest.Way.outside(null, null), new RequestHandler() {
                @Override
                public void sending(SipRequest sent, Flow flow) {
                    CSeq cseq = sent.cseq();
                    number = cseq == null ? number : Math.max(number, cseq.number());
                }

                @Override
                public void completed(SipResponse response, boolean local) {
                    answered(response);
                }
            });
        }

        private void answered(SipResponse response) {
            status = response.statusCode();
            phrase = response.phrase();
            boolean removed = publisher.state() == Publisher.State.REMOVING;
            publisher.onResponse(response, this);
            if (response.isSuccess() && !removed && publisher.state() != Publisher.State.ENDED) {
                lock.later(() -> {
                    published.complete(OutgoingPublication.this);
                    handler.published(OutgoingPublication.this);
                });
            }
        }

        @Override
        public void start(Duration after) {
            timers.start(Wait.REFRESH, after, () -> publisher.receive(Publisher.Input.REFRESH_DUE, this));
        }

        @Override
        public void stop() {
            timers.stop(Wait.REFRESH);
        }

        @Override
        public void ended() {
            timers.close();
            int last = status;
            RefusedException refused = new RefusedException(last < 300 ? 487 : last, phrase, null);
            lock.later(() -> {
                published.completeExceptionally(refused);
                ended.complete(last);
                handler.ended(OutgoingPublication.this, last);
            });
        }
    }

    /// What it is about.
    @Override
    public String toString() {
        return "OutgoingPublication[" + settings.event() + " " + settings.target() + "]";
    }
}
