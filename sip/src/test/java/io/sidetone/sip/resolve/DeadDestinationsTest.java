package io.sidetone.sip.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.testing.ManualClock;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.Host;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@Rfc(number = 3263, section = "4.3")
class DeadDestinationsTest {

    private final ManualClock clock = new ManualClock();
    private final DeadDestinations dead = new DeadDestinations(Duration.ofSeconds(30), 3, clock);

    @Test
    void areTriedLastForATime() {
        dead.markDead(hop(1));
        assertThat(dead.arrange(List.of(hop(1), hop(2), hop(3)))).containsExactly(hop(2), hop(3), hop(1));
        clock.advance(Duration.ofSeconds(29));
        assertThat(dead.isDead(hop(1))).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(dead.isDead(hop(1))).isFalse();
        assertThat(dead.arrange(List.of(hop(1), hop(2)))).containsExactly(hop(1), hop(2));
    }

    @Test
    void areAllTriedIfNothingElseLives() {
        dead.markDead(hop(1));
        dead.markDead(hop(2));
        assertThat(dead.arrange(List.of(hop(1), hop(2)))).containsExactly(hop(1), hop(2));
    }

    @Test
    void areKnownByTransportAddressAndPortWhateverTheDomain() throws SyntaxException {
        dead.markDead(hop(1));
        NextHop elsewhere = new NextHop(Transport.UDP, hop(1).address(), Host.parse("example.org"));
        assertThat(dead.isDead(elsewhere)).isTrue();
        assertThat(dead.isDead(new NextHop(Transport.TCP, hop(1).address(), hop(1).domain())))
                .isFalse();
    }

    @Test
    void liveAgainWhenTheyAnswer() {
        dead.revive(hop(1));
        dead.markDead(hop(1));
        dead.revive(hop(1));
        assertThat(dead.isDead(hop(1))).isFalse();
        assertThat(dead.size()).isZero();
    }

    @Test
    void areNotWaitedForWhereThereAreNone() {
        SipResponse ringing = SipResponse.builder(180, "Ringing").build();
        synchronized (dead) {
            CompletableFuture<Void> told = CompletableFuture.runAsync(() -> dead.answered(hop(1), ringing));
            assertThat(told).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    @Test
    void stayDeadForLongerWhenTheyFailAgain() {
        dead.markDead(hop(1));
        clock.advance(Duration.ofSeconds(20));
        dead.markDead(hop(1));
        clock.advance(Duration.ofSeconds(20));
        assertThat(dead.isDead(hop(1))).isTrue();
    }

    @Test
    void areForgottenOldestFirstWhenTheTableIsFull() {
        for (int i = 1; i <= 4; i++) {
            dead.markDead(hop(i));
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(dead.size()).isEqualTo(3);
        assertThat(dead.isDead(hop(1))).isFalse();
        assertThat(dead.isDead(hop(2))).isTrue();
        clock.advance(Duration.ofSeconds(100));
        dead.markDead(hop(5));
        assertThat(dead.size()).isEqualTo(1);
    }

    @Test
    @Rfc(number = 3261, section = "21.5.4")
    void areLeftAloneForAsLongAsTheyAskFor() {
        dead.retryAfter(hop(1), Duration.ofSeconds(100));
        dead.retryAfter(hop(2), Duration.ofSeconds(5));
        assertThat(dead.arrange(List.of(hop(1), hop(2), hop(3)))).containsExactly(hop(3), hop(1), hop(2));
        clock.advance(Duration.ofSeconds(5));
        assertThat(dead.arrange(List.of(hop(1), hop(2), hop(3)))).containsExactly(hop(2), hop(3), hop(1));
        clock.advance(Duration.ofMillis(94_999));
        assertThat(dead.isDead(hop(1))).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(dead.isDead(hop(1))).isFalse();
    }

    @Test
    @Rfc(number = 3261, section = "21.5.4")
    void areNotLeftAloneForLongerThanTheLimit() {
        dead.retryAfter(hop(1), Duration.ofSeconds(0xFFFF_FFFFL));
        clock.advance(DeadDestinations.LONGEST_PAUSE.minusNanos(1));
        assertThat(dead.isDead(hop(1))).isTrue();
        clock.advance(Duration.ofNanos(1));
        assertThat(dead.isDead(hop(1))).isFalse();
    }

    @Test
    @Rfc(number = 3261, section = "21.5.4")
    void haveTheLastWordThemselves() {
        dead.retryAfter(hop(1), Duration.ofSeconds(100));
        dead.revive(hop(1));
        dead.markDead(hop(1));
        clock.advance(Duration.ofSeconds(90));
        assertThat(dead.isDead(hop(1))).as("answers to others, and silence").isTrue();
        dead.markDead(hop(1));
        clock.advance(Duration.ofSeconds(29));
        assertThat(dead.isDead(hop(1))).as("silence that lasts longer").isTrue();
        dead.retryAfter(hop(1), Duration.ofSeconds(100));
        dead.retryAfter(hop(1), Duration.ZERO);
        assertThat(dead.isDead(hop(1))).isFalse();
        assertThat(dead.size()).isZero();
    }

    @Test
    void giveWayInTheOrderOfTheirEnds() {
        dead.retryAfter(hop(1), Duration.ofSeconds(100));
        dead.retryAfter(hop(2), Duration.ofSeconds(20));
        dead.markDead(hop(3));
        dead.markDead(hop(4));
        assertThat(dead.size()).isEqualTo(3);
        assertThat(dead.isDead(hop(2))).isFalse();
        assertThat(dead.isDead(hop(1))).isTrue();
    }

    private static NextHop hop(int number) {
        try {
            InetAddress address = InetAddress.ofLiteral("192.0.2." + number);
            return new NextHop(Transport.UDP, new InetSocketAddress(address, 5060), Host.parse("example.com"));
        } catch (SyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
