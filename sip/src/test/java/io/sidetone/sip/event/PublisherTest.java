package io.sidetone.sip.event;

import static io.sidetone.sip.event.Requests.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.event.Publisher.Input;
import io.sidetone.sip.event.Publisher.State;
import io.sidetone.sip.header.Event;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.testing.TransitionTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PublisherTest {

    private static final List<Input> INPUTS = List.copyOf(EnumSet.allOf(Input.class));

    private final List<String> log = new ArrayList<>();
    private final Publisher.Effects effects = TransitionTable.recorder(Publisher.Effects.class, log);
    private final Publisher publisher = new Publisher(600);

    @Test
    @Rfc(number = 3903, section = "4.1")
    @Rfc(number = 3903, section = "8.2")
    void publishesRefreshesModifiesAndRemovesUnderTheLastName() {
        publisher.receive(Input.PUBLISH, effects);
        assertThat(written().first(Headers.SIP_IF_MATCH)).isNull();
        assertThat(written().first(Headers.EXPIRES)).isEqualTo(600);
        accept("a", 300);
        publisher.receive(Input.REFRESH_DUE, effects);
        assertThat(written().first(Headers.SIP_IF_MATCH)).isEqualTo("a");
        accept("b", 300);
        publisher.receive(Input.PUBLISH, effects);
        accept("c", 300);
        publisher.receive(Input.REMOVE, effects);
        assertThat(written().first(Headers.SIP_IF_MATCH)).isEqualTo("c");
        assertThat(written().first(Headers.EXPIRES)).isZero();
        publisher.onResponse(response(200), effects);

        assertThat(log)
                .containsExactly(
                        "publish(INITIAL)",
                        "start(268000 ms)",
                        "publish(REFRESH)",
                        "start(268000 ms)",
                        "stop",
                        "publish(MODIFY)",
                        "start(268000 ms)",
                        "stop",
                        "publish(REMOVE)",
                        "ended");
    }

    @Test
    @Rfc(number = 3903, section = "4")
    void sendsOneAtATime() {
        publisher.receive(Input.PUBLISH, effects);
        publisher.receive(Input.PUBLISH, effects);
        publisher.receive(Input.PUBLISH, effects);
        publisher.onResponse(response(100), effects);
        assertThat(log).containsExactly("publish(INITIAL)");
        accept("a", 300);
        publisher.receive(Input.REMOVE, effects);
        publisher.receive(Input.PUBLISH, effects);
        accept("b", 300);

        assertThat(log).containsExactly("publish(INITIAL)", "publish(MODIFY)", "publish(REMOVE)");
    }

    @Test
    @Rfc(number = 3903, section = "5")
    void beginsAnewWhenItIsNotKnownAnyMore() {
        publisher.receive(Input.PUBLISH, effects);
        accept("a", 300);
        publisher.receive(Input.REFRESH_DUE, effects);
        publisher.onResponse(response(412), effects);

        assertThat(log).endsWith("publish(REFRESH)", "publish(INITIAL)");
        assertThat(publisher.entityTag()).isNull();
        assertThat(written().has(HeaderName.SIP_IF_MATCH)).isFalse();
    }

    @Test
    @Rfc(number = 3903, section = "5")
    void asksForALongerSpanOnce() {
        publisher.receive(Input.PUBLISH, effects);
        publisher.onResponse(response(423, "Min-Expires", "900"), effects);
        assertThat(written().first(Headers.EXPIRES)).isEqualTo(900);
        publisher.onResponse(response(423, "Min-Expires", "1000"), effects);

        assertThat(log).containsExactly("publish(INITIAL)", "publish(INITIAL)", "ended");
    }

    @Test
    @Rfc(number = 3903, section = "5")
    void endsWithAFailureAndWithASuccessThatHasNoName() {
        publisher.receive(Input.PUBLISH, effects);
        publisher.onResponse(response(200, "Expires", "60"), effects);

        assertThat(log).containsExactly("publish(INITIAL)", "ended");
        assertThatThrownBy(() -> new Publisher(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leavesNothingBehindWhateverHappens() {
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            Publisher machine = new Publisher(1 + random.nextInt(1000));
            boolean[] running = {false};
            boolean[] over = {false};
            Publisher.Effects strict = new Publisher.Effects() {
                @Override
                public void publish(PublishRequest.Kind kind) {
                    assertThat(over[0] || running[0]).isFalse();
                }

                @Override
                public void start(Duration after) {
                    assertThat(over[0]).isFalse();
                    running[0] = true;
                }

                @Override
                public void stop() {
                    assertThat(running[0]).isTrue();
                    running[0] = false;
                }

                @Override
                public void ended() {
                    assertThat(over[0] || running[0]).isFalse();
                    over[0] = true;
                }
            };
            for (int i = 0; i < 60; i++) {
                Input input = INPUTS.get(random.nextInt(INPUTS.size()));
                if (input == Input.REFRESH_DUE) {
                    running[0] = false;
                }
                machine.receive(input, random.nextInt(2000) - 1, strict);
                assertThat(over[0]).as("seed %d", seed).isEqualTo(machine.state() == State.ENDED);
                assertThat(running[0]).as("seed %d", seed).isEqualTo(machine.state() == State.PUBLISHED);
            }
        }
    }

    private void accept(String entityTag, long expires) {
        publisher.onResponse(response(200, "SIP-ETag", entityTag, "Expires", Long.toString(expires)), effects);
    }

    private SipRequest written() {
        return publisher
                .write(Requests.request("PUBLISH").edit(), Event.of("presence"))
                .build();
    }
}
