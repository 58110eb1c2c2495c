package io.sidetone.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DirectionTest {

    @ParameterizedTest
    @EnumSource
    @Rfc(number = 8866, section = "6.7")
    void turnsDirectionsRound(Direction direction) {
        assertThat(direction.reversed().reversed()).isEqualTo(direction);
        assertThat(direction.reversed().sends()).isEqualTo(direction.receives());
        assertThat(Direction.of(direction.sends(), direction.receives())).isEqualTo(direction);
    }

    @Test
    @Rfc(number = 3264, section = "6.1")
    void permitsAnswersByDirection() {
        assertThat(answers(Direction.SENDRECV)).containsExactly(Direction.values());
        assertThat(answers(Direction.SENDONLY)).containsExactly(Direction.RECVONLY, Direction.INACTIVE);
        assertThat(answers(Direction.RECVONLY)).containsExactly(Direction.SENDONLY, Direction.INACTIVE);
        assertThat(answers(Direction.INACTIVE)).containsExactly(Direction.INACTIVE);
    }

    private static List<Direction> answers(Direction offered) {
        return List.of(Direction.values()).stream()
                .filter(offered::permitsAnswer)
                .toList();
    }
}
