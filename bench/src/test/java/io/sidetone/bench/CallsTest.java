package io.sidetone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.bench.CallLoad.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallsTest {

    private static final String NAMES = "Time;SuccessfulCall(P);SuccessfulCall(C);FailedCall(C);Retransmissions(C);";

    @Test
    void theLastLineOfBothEndsCounts() {
        Calls calls = Calls.parse(
                100, List.of(NAMES, "1;40;40;0;1;", "2;58;98;2;3;"), List.of(NAMES, "1;40;40;0;2;", "2;60;100;0;4;"));

        assertThat(calls).isEqualTo(new Calls(100, 2, 7));
        assertThat(calls.plus(calls)).isEqualTo(new Calls(200, 4, 14));
    }

    @Test
    void callsThatNobodyCountedHaveFailed() {
        List<String> nothing = List.of();

        assertThat(Calls.parse(100, nothing, nothing)).isEqualTo(new Calls(100, 100, 0));
        assertThat(Calls.parse(100, List.of(NAMES, "1;0;100;0;0;"), List.of(NAMES, "1;0;97;3;0;")))
                .isEqualTo(new Calls(100, 3, 0));
    }

    @Test
    void aCallCostsItsShare() {
        ThreadTimes threads = new ThreadTimes(Map.of("reader", 8L, "timers", 1L, "idle", 0L));
        CallCost cost = new CallCost(new Calls(1000, 0, 2), Duration.ofMillis(90), 150_000_000, threads);

        assertThat(cost.cpuMicros()).isEqualTo(90);
        assertThat(cost.megabytes()).isEqualTo(150);
        assertThat(cost).hasToString("90 us CPU a call (reader 80, timers 10), 0 failed, 2 retransmissions");
    }

    @Test
    void eachTransportHasAUserWhoIsReachedByIt() {
        CallLoad load = new CallLoad(Transport.TCP, 500);

        assertThat(load).hasToString("TCP, 500 calls/s");
        assertThat(load.atMost(100).rate()).isEqualTo(100);
        assertThat(Transport.UDP.address(5070)).isEqualTo("sip:bob@127.0.0.1:5070");
        assertThat(Transport.TCP.address(5070)).isEqualTo("sip:carol@127.0.0.1:5070;transport=tcp");
    }
}
