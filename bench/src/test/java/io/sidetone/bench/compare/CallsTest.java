package io.sidetone.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CallsTest {

    private static final String NAMES = "Time;SuccessfulCall(P);SuccessfulCall(C);FailedCall(C);Retransmissions(C);";

    @Test
    void theLastLineOfBothEndsCounts() {
        Calls calls = Calls.parse(
                100,
                List.of(NAMES, "1;40;40;0;1;", "2;58;98;2;3;"),
                List.of(List.of(NAMES, "1;40;40;0;2;", "2;60;100;0;4;")));

        assertThat(calls).isEqualTo(new Calls(100, 2, 7));
        assertThat(calls.plus(calls)).isEqualTo(new Calls(200, 4, 14));
    }

    @Test
    void callsThatNobodyCountedHaveFailed() {
        List<String> nothing = List.of();

        assertThat(Calls.parse(100, nothing, List.of(nothing))).isEqualTo(new Calls(100, 100, 0));
        assertThat(Calls.parse(100, List.of(NAMES, "1;0;100;0;0;"), List.of(List.of(NAMES, "1;0;97;3;0;"))))
                .isEqualTo(new Calls(100, 3, 0));
    }
}
