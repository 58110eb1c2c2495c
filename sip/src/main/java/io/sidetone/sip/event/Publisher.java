package io.sidetone.sip.event;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Event;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The publisher's side of one publication: the operations of RFC 3903 §4, one at a time.
///
/// What is published stays with the owner: he is asked for a PUBLISH and puts in the state as it is then. Events
/// after the end are ignored. Confined to the lock of its owner.
@Rfc(number = 3903, section = "4")
public final class Publisher {

    /// The span of an event that says none.
    public static final long UNSAID = -1;

    /// The longest before the end that a publication is refreshed.
    private static final Duration MARGIN = Duration.ofSeconds(32);

    /// Where it stands.
    public enum State {
        /// Nothing was sent yet.
        INIT,
        /// An initial PUBLISH has no answer yet.
        CREATING,
        /// The state is published.
        PUBLISHED,
        /// A refresh has no answer yet.
        REFRESHING,
        /// Another state has no answer yet.
        MODIFYING,
        /// The end has no answer yet.
        REMOVING,
        /// It is over.
        ENDED
    }

    /// What happens to it.
    public enum Input {
        /// There is a state to publish, the first or another.
        PUBLISH,
        /// The state is to be taken back.
        REMOVE,
        /// 2xx; the span is its Expires.
        ACCEPTED,
        /// 412: the publication is no more.
        MISMATCH,
        /// 423; the span is its Min-Expires.
        TOO_BRIEF,
        /// Any other failure, or none came, or it could not be sent.
        FAILED,
        /// The timer went off: the publication will lapse soon.
        REFRESH_DUE
    }

    /// What it wants done. Called within [Publisher#receive].
    public interface Effects {
        /// Sends a PUBLISH: [Publisher#write] fills it in; INITIAL and MODIFY have the state as a body.
        void publish(PublishRequest.Kind kind);

        /// Starts the one timer, anew if it runs.
        void start(Duration after);

        /// Stops the timer, which runs.
        void stop();

        /// It is over: taken back, or failed, and then lapsing by itself; called once, and nothing after it.
        void ended();
    }

    /// What is to be done once there is an answer.
    private enum Next {
        NOTHING,
        MODIFY,
        REMOVE
    }

    private State state = State.INIT;
    private Next next = Next.NOTHING;
    private long asked;
    private boolean lengthened;
    private boolean running;
    private @Nullable String entityTag;

    /// @param expires the span to ask for in seconds, at least 1
    public Publisher(long expires) {
        if (expires < 1) {
            throw new IllegalArgumentException("No span: " + expires);
        }
        this.asked = expires;
    }

    /// Where it stands.
    public State state() {
        return state;
    }

    /// The name that the compositor gave the publication; null if it has none.
    @Rfc(number = 3903, section = "8.2")
    public @Nullable String entityTag() {
        return entityTag;
    }

    /// Puts the fields of the PUBLISH that was asked for into a request; the body is the caller's.
    @Rfc(number = 3903, section = "4.1")
    public SipRequest.Builder write(SipRequest.Builder publish, Event event) {
        publish.set(Headers.EVENT, event).set(Headers.EXPIRES, state == State.REMOVING ? 0 : asked);
        String tag = entityTag;
        return tag == null ? publish : publish.set(Headers.SIP_IF_MATCH, tag);
    }

    /// Takes a response. One that is provisional changes nothing; one that can be repeated with credentials is
    /// the owner's to repeat, not to hand in.
    @Rfc(number = 3903, section = "5")
    public void onResponse(SipResponse response, Effects effects) {
        if (response.isProvisional()) {
            return;
        }
        String tag = response.first(Headers.SIP_ETAG);
        if (response.isSuccess() && (tag != null || state == State.REMOVING)) {
            entityTag = tag;
            receive(Input.ACCEPTED, span(response.first(Headers.EXPIRES)), effects);
            return;
        }
        switch (response.statusCode()) {
            case 412 -> receive(Input.MISMATCH, effects);
            case 423 -> receive(Input.TOO_BRIEF, span(response.first(Headers.MIN_EXPIRES)), effects);
            // A success without a name can neither be refreshed nor taken back.
            default -> receive(Input.FAILED, effects);
        }
    }

    private static long span(@Nullable Long seconds) {
        return seconds == null ? UNSAID : seconds;
    }

    /// Takes an event that has no span.
    public void receive(Input input, Effects effects) {
        receive(input, UNSAID, effects);
    }

    /// Takes an event.
    ///
    /// @param seconds the span that it carries; [#UNSAID] if none
    public void receive(Input input, long seconds, Effects effects) {
        if (input == Input.REFRESH_DUE) {
            if (!running) {
                return;
            }
            running = false;
        }
        switch (state) {
            case INIT -> {
                if (input == Input.PUBLISH) {
                    send(PublishRequest.Kind.INITIAL, effects);
                } else if (input == Input.REMOVE) {
                    end(effects);
                }
            }
            case PUBLISHED -> inPublished(input, effects);
            case CREATING, REFRESHING, MODIFYING, REMOVING -> inWait(input, seconds, effects);
            case ENDED -> {}
        }
    }

    private void inPublished(Input input, Effects effects) {
        switch (input) {
            case PUBLISH -> send(PublishRequest.Kind.MODIFY, effects);
            case REMOVE -> send(PublishRequest.Kind.REMOVE, effects);
            case REFRESH_DUE -> send(PublishRequest.Kind.REFRESH, effects);
            default -> {}
        }
    }

    private void inWait(Input input, long seconds, Effects effects) {
        switch (input) {
            // §4: the next PUBLISH waits until the last one has its answer.
            case PUBLISH -> next = next == Next.REMOVE ? next : Next.MODIFY;
            case REMOVE -> next = Next.REMOVE;
            case ACCEPTED -> accepted(seconds, effects);
            case MISMATCH -> {
                entityTag = null;
                if (state == State.CREATING || state == State.REMOVING || next == Next.REMOVE) {
                    end(effects);
                } else {
                    // §5: who is not known any more begins anew, with all of the state.
                    next = Next.NOTHING;
                    send(PublishRequest.Kind.INITIAL, effects);
                }
            }
            case TOO_BRIEF -> {
                if (state == State.REMOVING || lengthened || seconds <= asked) {
                    end(effects);
                } else {
                    lengthened = true;
                    asked = seconds;
                    send(kind(), effects);
                }
            }
            case FAILED -> end(effects);
            case REFRESH_DUE -> {}
        }
    }

    private PublishRequest.Kind kind() {
        return switch (state) {
            case REFRESHING -> PublishRequest.Kind.REFRESH;
            case MODIFYING -> PublishRequest.Kind.MODIFY;
            default -> PublishRequest.Kind.INITIAL;
        };
    }

    private void accepted(long seconds, Effects effects) {
        if (state == State.REMOVING) {
            end(effects);
            return;
        }
        state = State.PUBLISHED;
        lengthened = false;
        Next todo = next;
        next = Next.NOTHING;
        switch (todo) {
            case MODIFY -> send(PublishRequest.Kind.MODIFY, effects);
            case REMOVE -> send(PublishRequest.Kind.REMOVE, effects);
            case NOTHING -> {
                Duration span = Duration.ofSeconds(seconds < 0 ? asked : seconds);
                Duration half = span.dividedBy(2);
                running = true;
                effects.start(span.minus(half.compareTo(MARGIN) < 0 ? half : MARGIN));
            }
        }
    }

    private void send(PublishRequest.Kind kind, Effects effects) {
        stop(effects);
        state = switch (kind) {
            case INITIAL -> State.CREATING;
            case REFRESH -> State.REFRESHING;
            case MODIFY -> State.MODIFYING;
            case REMOVE -> State.REMOVING;
        };
        effects.publish(kind);
    }

    private void stop(Effects effects) {
        if (running) {
            running = false;
            effects.stop();
        }
    }

    private void end(Effects effects) {
        state = State.ENDED;
        stop(effects);
        effects.ended();
    }
}
