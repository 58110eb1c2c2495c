package io.sidetone.sip.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomStockTest {

    @Test
    void nobodyGetsWhatAnotherGot() {
        RandomStock stock = new RandomStock(new Random(1));
        Set<String> taken = new HashSet<>();

        for (int i = 0; i < 1000; i++) {
            byte[] octets = stock.take(9 + i % 3);
            assertThat(octets).hasSize(9 + i % 3);
            taken.add(HexFormat.of().formatHex(Arrays.copyOf(octets, 9)));
        }

        assertThat(taken).hasSize(1000);
    }

    @Test
    void givesAllOfItAtOnce() {
        RandomStock stock = new RandomStock(new Random(1));

        assertThat(stock.take(1)).hasSize(1);
        assertThat(stock.take(1024)).isNotEqualTo(new byte[1024]);
    }
}
