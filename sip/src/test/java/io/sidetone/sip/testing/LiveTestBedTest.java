package io.sidetone.sip.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.resolve.Transport;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveTestBedTest {

    private final VirtualNetwork network = new VirtualNetwork(Clock.system(), 1);
    private final TestBed bed = TestBed.live(network, null);
    private final CountDownLatch done = new CountDownLatch(1);

    @AfterEach
    void close() {
        bed.close();
    }

    private boolean isDone() {
        return done.getCount() == 0;
    }

    @Test
    void itsTimersGoOffByThemselves() {
        bed.wheel().start(Duration.ofMillis(20), bed.pool().strand(1), done::countDown);

        assertThat(bed.await(this::isDone, Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void itWaitsNoLongerThanTheLimit() {
        long before = bed.clock().nanoTime();

        assertThat(bed.await(this::isDone, Duration.ofMillis(30))).isFalse();
        assertThat(bed.clock().nanoTime() - before).isGreaterThanOrEqualTo(29_000_000);
        done.countDown();
        assertThat(bed.await(this::isDone, Duration.ZERO)).isTrue();
    }

    @Test
    void whoIsInterruptedWaitsNoMore() {
        Thread.currentThread().interrupt();

        assertThat(bed.await(this::isDone, Duration.ofMinutes(5))).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void itsSocketsAreOfItsNetwork() {
        assertThat(bed.network()).isSameAs(network);
        assertThat(bed.socket(Transport.TCP).address().getAddress().isLoopbackAddress())
                .isTrue();
        assertThatThrownBy(() -> bed.socket(Transport.TLS)).isInstanceOf(IllegalArgumentException.class);
    }
}
