package io.sidetone.sip.proxy;

import static io.sidetone.sip.proxy.Messages.invite;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import java.util.Random;
import org.junit.jupiter.api.Test;

@Rfc(number = 5393, section = "5.3.3")
class MaxBreadthTest {

    private static MaxBreadth breadth(int value) {
        return MaxBreadth.of(invite("sip:b@b.example", "Max-Breadth: " + value), MaxBreadth.DEFAULT);
    }

    @Test
    void aRequestThatDoesNotSayHasTheDefault() {
        assertThat(MaxBreadth.of(invite("sip:b@b.example"), MaxBreadth.DEFAULT).left())
                .isEqualTo(60);
        assertThat(MaxBreadth.of(invite("sip:b@b.example", "Max-Breadth: lots"), 60)
                        .left())
                .isEqualTo(60);
        assertThat(breadth(1_000_000).left()).isEqualTo(60);
        assertThat(breadth(5).left()).isEqualTo(5);
    }

    @Test
    void parallelBranchesShareWhatThereIs() {
        MaxBreadth breadth = breadth(11);

        assertThat(breadth.take(3)).isEqualTo(4);
        assertThat(breadth.take(2)).isEqualTo(4);
        assertThat(breadth.take(1)).isEqualTo(3);
        assertThat(breadth.take(1)).isZero();
    }

    @Test
    void whatABranchHadIsThereForTheNextOne() {
        MaxBreadth breadth = breadth(1);

        assertThat(breadth.take(1)).isEqualTo(1);
        assertThat(breadth.take(1)).isZero();
        breadth.giveBack(1);
        assertThat(breadth.take(1)).isEqualTo(1);
        assertThat(MaxBreadth.EXCEEDED.statusCode()).isEqualTo(440);
    }

    @Test
    void noMoreIsHandedOutThanThereIs() {
        Random random = new Random(3);
        for (int round = 0; round < 1000; round++) {
            int value = random.nextInt(61);
            int branches = 1 + random.nextInt(12);
            MaxBreadth breadth = breadth(value);
            int sum = 0;
            for (int left = branches; left > 0; left--) {
                sum += breadth.take(left);
            }
            assertThat(sum).isEqualTo(value);
        }
    }
}
