package io.sidetone.sip.event;

import io.sidetone.sip.base.Rfc;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One publication as the event state compositor keeps it. Confined to the lock of its owner.
@Rfc(number = 3903, section = "6")
public final class Publication {

    /// Where it stands.
    public enum State {
        /// Nothing is published yet.
        NEW,
        /// There is a state, for a time.
        PUBLISHED,
        /// It was taken back or has lapsed.
        ENDED
    }

    /// What happens to it.
    enum Event {
        /// A state comes, the first or another.
        STATE,
        /// It shall last for longer.
        REFRESH,
        /// It is taken back.
        REMOVE,
        /// Its timer went off.
        EXPIRY
    }

    /// What it wants done. Called within the methods of [Publications].
    public interface Effects {
        /// Starts the publication's one timer, anew if it runs; it is handed to [Publications#expired].
        void start(Publication publication, Duration after);

        /// Stops the publication's timer, which runs.
        void stop(Publication publication);

        /// What is published has changed, or has gone: whoever composes the state of the resource does it anew.
        void changed(Publication publication);
    }

    private State state = State.NEW;
    private String entityTag;
    private @Nullable EventState eventState;

    Publication(String entityTag) {
        this.entityTag = entityTag;
    }

    /// Where it stands.
    public State state() {
        return state;
    }

    /// Its name, another one after each success.
    @Rfc(number = 3903, section = "8.3")
    public String entityTag() {
        return entityTag;
    }

    /// What is published; null before and after.
    public @Nullable EventState eventState() {
        return eventState;
    }

    void name(String other) {
        entityTag = other;
    }

    /// @param published what [Event#STATE] brings; else not looked at
    void receive(Event event, @Nullable EventState published, long seconds, Effects effects) {
        if (state == State.ENDED || (state == State.NEW && event != Event.STATE)) {
            return;
        }
        switch (event) {
            case STATE -> {
                state = State.PUBLISHED;
                eventState = published;
                effects.start(this, Duration.ofSeconds(seconds));
                effects.changed(this);
            }
            // §4.3: a refresh changes nothing but the span.
            case REFRESH -> effects.start(this, Duration.ofSeconds(seconds));
            case REMOVE -> {
                effects.stop(this);
                end(effects);
            }
            case EXPIRY -> end(effects);
        }
    }

    private void end(Effects effects) {
        state = State.ENDED;
        eventState = null;
        effects.changed(this);
    }

    /// The entity tag and where it stands; what is published may be private.
    @Override
    public String toString() {
        return entityTag + ": " + state;
    }
}
