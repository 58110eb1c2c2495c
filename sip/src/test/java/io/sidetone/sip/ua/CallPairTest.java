package io.sidetone.sip.ua;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.testing.Simulation;
import io.sidetone.sip.testing.TestBed;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Rfc(number = 3261, section = "6")
@Rfc(number = 7092)
class CallPairTest {

    private final Simulation bed = TestBed.simulated(2);
    private final Agents agents = new Agents(bed);
    private final CallLog caller = new CallLog();
    private final CallLog callee = CallLog.answering();
    private final UserAgent alice = agents.agent("alice", caller);
    private final UserAgent bob = agents.agent("bob", callee);
    private final UserAgent between = agents.agent("b2bua", new UserAgentHandler() {
        @Override
        public CallHandler incoming(Call call) {
            return CallPair.link(call, Agents.at(bob), HeaderPolicy.of(HeaderName.SUBJECT));
        }
    });

    @AfterEach
    void close() {
        agents.close();
    }

    private Call call(Body offer) {
        return alice.call(Agents.at(between), offer, caller, null, invite -> invite.append(Headers.SUBJECT, "Tea"));
    }

    private void assertNothingLeft() {
        agents.assertNothingLeft(bed, 0, alice, between, bob);
    }

    @Test
    void aCallGoesThroughWithChangesOfBothSides() {
        callee.onCall = call -> {
            SipRequest invite = Objects.requireNonNull(call.invite());
            assertThat(invite.first(Headers.SUBJECT)).isEqualTo("Tea");
            call.ring();
            call.answer(Agents.ANSWER);
        };
        Call call = call(Agents.OFFER);
        bed.run(Duration.ofSeconds(1));
        assertThat(caller.events).containsExactly("progress 180", "established");
        assertThat(call.remoteSession()).isEqualTo(Agents.ANSWER);
        assertThat(callee.call().remoteSession()).isEqualTo(Agents.OFFER);
        assertThat(callee.call().callId()).isNotEqualTo(call.callId());

        CompletableFuture<SipResponse> held = call.reInvite(Agents.OTHER);
        bed.run(Duration.ofSeconds(1));
        assertThat(held).isCompleted();
        assertThat(callee.call().remoteSession()).isEqualTo(Agents.OTHER);

        CompletableFuture<SipResponse> changed = callee.call().reInvite(Agents.OTHER);
        bed.run(Duration.ofSeconds(1));
        assertThat(changed).isCompleted();
        assertThat(call.remoteSession()).isEqualTo(Agents.OTHER);

        CompletableFuture<SipResponse> asked = call.reInvite(null);
        caller.answer = Agents.OFFER;
        bed.run(Duration.ofSeconds(1));
        assertThat(asked).isCompleted();
        assertThat(callee.call().remoteSession()).isEqualTo(Agents.OFFER);

        CompletableFuture<SipResponse> told = call.send(Method.INFO, new Body("text/plain", new byte[] {'5'}), _ -> {});
        bed.run(Duration.ofSeconds(1));
        assertThat(told).isCompleted();
        assertThat(callee.last()).isEqualTo("INFO");

        callee.call().hangUp();
        bed.run(Duration.ofSeconds(1));
        assertThat(caller.last()).isEqualTo("ended REMOTE");
        assertNothingLeft();
    }

    @Test
    void theCallerHangsUp() {
        Call call = call(Agents.OFFER);
        bed.run(Duration.ofSeconds(1));
        call.hangUp();
        bed.run(Duration.ofSeconds(1));
        assertThat(callee.last()).isEqualTo("ended REMOTE");
        assertNothingLeft();
    }

    @Test
    void anOfferInTheAnswerGoesBackAndItsAnswerForth() {
        alice.call(Agents.at(between), null, caller);
        caller.answer = Agents.OFFER;
        bed.run(Duration.ofSeconds(1));
        assertThat(caller.events).containsExactly("offered", "established");
        assertThat(callee.events).containsExactly("incoming", "established", "answered");
        assertThat(callee.call().remoteSession()).isEqualTo(Agents.OFFER);
        between.hangUpAll();
        bed.run(Duration.ofSeconds(1));
        assertThat(callee.last()).isEqualTo("ended REMOTE");
        assertThat(caller.last()).isEqualTo("ended REMOTE");
        assertNothingLeft();
    }

    @Test
    void whatOneSideRefusesOrGivesUpTheOtherLearns() {
        callee.onCall = call -> call.refuse(486, "Busy Here");
        Call refused = call(Agents.OFFER);
        bed.run(Duration.ofSeconds(1));
        assertThat(caller.events).containsExactly("ended REFUSED");
        assertThat(refused.state()).isEqualTo(Call.State.ENDED);

        callee.onCall = Call::ring;
        Call given = call(Agents.OFFER);
        bed.run(Duration.ofSeconds(1));
        given.hangUp();
        bed.run(Duration.ofSeconds(1));
        assertThat(callee.last()).isEqualTo("ended REMOTE");
        assertNothingLeft();
    }
}
