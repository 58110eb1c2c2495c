package io.sidetone.sip.ua;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.testing.Simulation;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.transaction.TransactionLayer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallTest {

    private static final Duration LONG = Duration.ofSeconds(90);

    private final Simulation bed = TestBed.simulated(1);
    private final Agents agents = new Agents(bed);
    private final CallLog caller = new CallLog();
    private final CallLog callee = CallLog.answering();
    private final UserAgent alice = agents.agent("alice", caller);
    private final UserAgent bob = agents.agent("bob", callee);

    @AfterEach
    void close() {
        agents.close();
    }

    private Call call() {
        return alice.call(Agents.at(bob), Agents.OFFER, caller);
    }

    /// Nothing is left when all calls are over.
    private void assertNothingLeft() {
        bed.run(LONG);
        assertThat(alice.calls()).isZero();
        assertThat(bob.calls()).isZero();
        assertThat(alice.dialogCount()).isZero();
        assertThat(bob.dialogCount()).isZero();
        for (TransactionLayer layer : agents.layers) {
            assertThat(layer.servers()).isZero();
            assertThat(layer.clients()).isZero();
        }
        // One sweeper for each transport layer.
        assertThat(bed.wheel().waiting()).isEqualTo(agents.layers.size());
    }

    @Test
    @Rfc(number = 3261, section = "13")
    @Rfc(number = 3261, section = "15")
    void aCallIsMadeAnsweredAndEnded() {
        Call call = call();
        bed.run(Duration.ofSeconds(1));
        assertThat(caller.events).containsExactly("established");
        assertThat(callee.events).containsExactly("incoming", "established");
        assertThat(call.remoteSession()).isEqualTo(Agents.ANSWER);
        assertThat(callee.call().remoteSession()).isEqualTo(Agents.OFFER);
        call.hangUp();
        bed.run(Duration.ofSeconds(1));
        assertThat(caller.last()).isEqualTo("ended LOCAL");
        assertThat(callee.last()).isEqualTo("ended REMOTE");
        assertNothingLeft();
    }
}
