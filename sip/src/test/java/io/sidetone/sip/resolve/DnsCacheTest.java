package io.sidetone.sip.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

class DnsCacheTest {

    private static final CacheSettings SETTINGS = new CacheSettings(
            100,
            Duration.ofSeconds(10),
            Duration.ofSeconds(1_000),
            Duration.ofSeconds(50),
            Duration.ofSeconds(5),
            Duration.ZERO);

    private final ManualClock clock = new ManualClock();
    private final DnsCache cache = new DnsCache(SETTINGS, clock);

    @Test
    void raisesAndCutsTheLifeOfAnswers() {
        assertThat(life(new Answer.Found(List.of(), 0))).isEqualTo(10);
        assertThat(life(new Answer.Found(List.of(), 77))).isEqualTo(77);
        assertThat(life(new Answer.Found(List.of(), Integer.MAX_VALUE))).isEqualTo(1_000);
        assertThat(life(new Answer.Alias(Name.root, 5))).isEqualTo(10);
    }

    @Test
    @Rfc(number = 2308, section = "5")
    void cutsTheLifeOfNegativeAnswersAndNeverRaisesIt() {
        assertThat(life(new Answer.None(3_000))).isEqualTo(50);
        assertThat(life(new Answer.None(3))).isEqualTo(3);
        assertThat(life(new Answer.None(0))).isZero();
    }

    @Test
    void pausesAfterAFailure() {
        assertThat(life(new Answer.Failed("silence"))).isEqualTo(5);
    }

    private int life(Answer answer) {
        Question question = question(0);
        assertThat(cache.put(question, answer)).isSameAs(answer);
        int seconds = 0;
        while (cache.get(question) != null) {
            clock.advance(Duration.ofSeconds(1));
            seconds++;
        }
        return seconds;
    }

    @Test
    void neverHoldsMoreThanItsLimit() {
        for (int i = 0; i < 1_000; i++) {
            cache.put(question(i), new Answer.Found(List.of(), 60));
            assertThat(cache.size()).isLessThanOrEqualTo(SETTINGS.limit());
            assertThat(cache.get(question(i))).isNotNull();
        }
        assertThat(cache.evictions()).isBetween(900L, 920L);
    }

    @Test
    void throwsOutWhatHoldsNoMoreFirst() {
        for (int i = 0; i < 99; i++) {
            cache.put(question(i), new Answer.Found(List.of(), 20));
        }
        cache.put(question(99), new Answer.Found(List.of(), 60));
        clock.advance(Duration.ofSeconds(30));
        cache.put(question(100), new Answer.Found(List.of(), 60));
        assertThat(cache.size()).isEqualTo(2);
        assertThat(cache.evictions()).isZero();
    }

    @Test
    void refusesSettingsThatCanNotBe() {
        Duration zero = Duration.ZERO;
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new CacheSettings(0, zero, second, second, second, zero))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CacheSettings(1, second, zero, second, second, zero))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Question question(int number) {
        return new Question(Name.fromConstantString("n" + number + ".example."), Type.A);
    }
}
