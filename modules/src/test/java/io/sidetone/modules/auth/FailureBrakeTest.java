package io.sidetone.modules.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.auth.FailureBrake.Kind;
import io.sidetone.modules.auth.FailureBrake.Limits;
import io.sidetone.modules.auth.FailureBrake.Refusal;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.testing.ManualClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureBrakeTest {

    private static final String ALICE = "alice@example.org";

    private final ManualClock clock = new ManualClock();
    private final FailureBrake brake = brake(3, 6, 9, 1_000);

    private FailureBrake brake(int pair, int user, int address, int entries) {
        return new FailureBrake(
                new Limits(pair, user, address, Duration.ofSeconds(1), Duration.ofSeconds(60), entries), clock);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static InetAddress address(int number) {
        return address("192.0.2." + number);
    }

    @Test
    void aFewFailuresAreFree() {
        for (int i = 0; i < 3; i++) {
            assertThat(brake.failed(ALICE, address(1))).isEmpty();
        }
        assertThat(brake.refuses(ALICE, address(1))).isFalse();
    }

    @Test
    @Rfc(number = 7616, section = "5.7")
    void eachFurtherFailureDoublesTheTimeUpToALimit() {
        List<Long> pauses = new java.util.ArrayList<>();
        for (int i = 0; i < 12; i++) {
            for (Refusal refusal : brake.failed(ALICE, address(1))) {
                if (refusal.kind() == Kind.PAIR) {
                    pauses.add(refusal.pause().toSeconds());
                }
            }
        }

        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
        assertThat(brake.refuses(ALICE, address(1))).isTrue();
        clock.advance(Duration.ofSeconds(60));
        assertThat(brake.refuses(ALICE, address(1))).isFalse();
    }

    @Test
    void aUserIsGuardedAgainstManyAddresses() {
        for (int i = 1; i <= 7; i++) {
            brake.failed(ALICE, address(i));
        }

        assertThat(brake.refuses(ALICE, address(100))).isTrue();
        assertThat(brake.refuses("bob@example.org", address(1))).isFalse();
    }

    @Test
    void anAddressThatTriesManyUsersIsRefused() {
        for (int i = 0; i <= 9; i++) {
            brake.failed("user" + i + "@example.org", address(1));
        }

        assertThat(brake.refuses("another@example.org", address(1))).isTrue();
        assertThat(brake.refuses("another@example.org", address(2))).isFalse();
    }

    @Test
    void whoWasLetInIsNotHeldUpByNeighboursOrStrangers() {
        brake.succeeded(ALICE, address(1));
        for (int i = 0; i < 50; i++) {
            brake.failed("user" + i + "@example.org", address(1));
            brake.failed(ALICE, address(2));
        }

        assertThat(brake.refuses("another@example.org", address(1))).isTrue();
        assertThat(brake.refuses(ALICE, address(3))).isTrue();
        assertThat(brake.refuses(ALICE, address(1))).isFalse();
        for (int i = 0; i < 4; i++) {
            brake.failed(ALICE, address(1));
        }
        assertThat(brake.refuses(ALICE, address(1))).as("his own failures").isTrue();
    }

    @Test
    void newcomersAreLockedOutForTheLongestTimeOnly() {
        for (int i = 0; i < 1_000; i++) {
            brake.failed("user" + i + "@example.org", address(1));
        }

        clock.advance(Duration.ofSeconds(60));
        assertThat(brake.refuses(ALICE, address(1))).isFalse();
    }

    @Test
    void failuresAreForgottenInTime() {
        for (int i = 0; i < 4; i++) {
            brake.failed(ALICE, address(1));
        }
        clock.advance(Duration.ofSeconds(1 + 120));

        assertThat(brake.failed(ALICE, address(1))).isEmpty();
    }

    @Test
    void anAddressOfIpv6StandsForItsNetwork() {
        for (int i = 0; i < 4; i++) {
            brake.failed(ALICE, address("2001:db8::" + i));
        }

        assertThat(brake.refuses(ALICE, address("2001:db8::ffff"))).isTrue();
        assertThat(brake.refuses(ALICE, address("2001:db8:0:1::1"))).isFalse();
        assertThat(brake.refused()).extracting(Refusal::address).contains("2001:db8:0:0::/64");
    }

    @Test
    void memoryIsBounded() {
        FailureBrake small = brake(0, 1_000, 1_000_000, 100);
        for (int i = 0; i < 10_000; i++) {
            small.failed("x".repeat(10_000) + i, address(1));
            small.failed("user" + i, address(1));
        }

        assertThat(small.refused())
                .hasSizeLessThanOrEqualTo(300)
                .allMatch(one -> one.user().length() < 200);
        assertThat(small.forget(null)).isLessThanOrEqualTo(300);
        assertThat(small.refused()).isEmpty();
    }
}
