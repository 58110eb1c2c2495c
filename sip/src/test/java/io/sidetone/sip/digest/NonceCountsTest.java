package io.sidetone.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NonceCountsTest {

    private final NonceCounts counts = new NonceCounts(3);

    @Test
    @Rfc(number = 7616, section = "3.4")
    void acceptsEachCountOfANonceOnce() {
        assertThat(accept("a", 1)).isTrue();
        assertThat(accept("a", 1)).isFalse();
        assertThat(accept("a", 2)).isTrue();
        assertThat(accept("b", 1)).isTrue();
        assertThat(accept("a", 2)).isFalse();
    }

    @Test
    void acceptsCountsThatWereOvertaken() {
        assertThat(accept("a", 70)).isTrue();
        assertThat(accept("a", 7)).isTrue();
        assertThat(accept("a", 7)).isFalse();
        assertThat(accept("a", 6)).isFalse();
        assertThat(accept("a", 69)).isTrue();
        assertThat(accept("a", 71)).isTrue();
        assertThat(accept("a", 69)).isFalse();
        assertThat(accept("a", 7)).isFalse();
    }

    @Test
    void followsAnyLeapAhead() {
        assertThat(accept("a", 1)).isTrue();
        assertThat(accept("a", 64)).isTrue();
        assertThat(accept("a", 1)).isFalse();
        assertThat(accept("a", 128)).isTrue();
        assertThat(accept("a", 127)).isTrue();
        assertThat(accept("a", 65)).isTrue();
        assertThat(accept("a", 64)).isFalse();
        assertThat(accept("a", 0xFFFF_FFFFL)).isTrue();
        assertThat(accept("a", 128)).isFalse();
        assertThat(accept("a", 0xFFFF_FFFEL)).isTrue();
    }

    @Test
    void agreesWithAnExactMemory() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            NonceCounts window = new NonceCounts(1);
            Set<Long> used = new HashSet<>();
            long highest = Long.MIN_VALUE;
            for (int i = 0; i < 200; i++) {
                long count = 100L + i + random.nextInt(150);
                boolean expected = count > highest - NonceCounts.WINDOW && !used.contains(count);
                if (highest == Long.MIN_VALUE) {
                    expected = true;
                }
                assertThat(window.accept("a", count, 1, 0)).as("seed %d", seed).isEqualTo(expected);
                if (expected) {
                    used.add(count);
                    highest = Math.max(highest, count);
                }
            }
        }
    }

    @Test
    void aFullTableForgetsTheOldestAndLetsNoReplayThrough() {
        assertThat(counts.accept("a", 1, 10, 0)).isTrue();
        assertThat(counts.accept("b", 1, 20, 0)).isTrue();
        assertThat(counts.accept("c", 1, 30, 0)).isTrue();
        assertThat(counts.evictions()).isZero();
        assertThat(counts.accept("d", 1, 40, 0)).isTrue();

        assertThat(counts.size()).isEqualTo(3);
        assertThat(counts.evictions()).isEqualTo(1);
        assertThat(counts.accept("a", 1, 10, 0)).isFalse();
        assertThat(counts.accept("a", 2, 10, 0)).isFalse();
        assertThat(counts.accept("unused but as old", 1, 10, 0)).isFalse();
        assertThat(counts.accept("b", 2, 20, 0)).isTrue();
        assertThat(counts.accept("younger", 1, 11, 0)).isTrue();
    }

    @Test
    void expiredNoncesGiveWayWithoutBeingCounted() {
        assertThat(counts.accept("a", 1, 10, 0)).isTrue();
        assertThat(counts.accept("b", 1, 20, 0)).isTrue();
        assertThat(counts.accept("c", 1, 30, 20)).isTrue();

        assertThat(counts.size()).isEqualTo(1);
        assertThat(counts.evictions()).isZero();
        assertThat(counts.accept("b", 1, 20, 19)).isFalse();
    }

    @Test
    void acceptsACountOnceHoweverManyThreadsAsk() throws InterruptedException {
        AtomicInteger accepted = new AtomicInteger();
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = Thread.ofPlatform().start(() -> {
                for (int count = 1; count <= 1000; count++) {
                    if (accept("a", count)) {
                        accepted.incrementAndGet();
                    }
                }
            });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(accepted.get()).isEqualTo(1000);
    }

    @Test
    void wantsALimit() {
        assertThatThrownBy(() -> new NonceCounts(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private boolean accept(String nonce, long count) {
        return counts.accept(nonce, count, 1, 0);
    }
}
