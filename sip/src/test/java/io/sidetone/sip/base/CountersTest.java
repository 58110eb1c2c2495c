package io.sidetone.sip.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountersTest {

    private enum Way {
        ONE,
        OTHER
    }

    @Test
    void eachWayIsCountedByItself() {
        Counters<Way> counters = new Counters<>(Way.class);
        counters.count(Way.OTHER);
        counters.count(Way.OTHER);

        assertThat(counters.of(Way.OTHER)).isEqualTo(2);
        assertThat(counters.of(Way.ONE)).isZero();
    }
}
