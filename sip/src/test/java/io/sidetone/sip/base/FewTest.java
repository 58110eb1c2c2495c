package io.sidetone.sip.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FewTest {

    @Test
    void growsWithoutChangingWhatWasThere() {
        List<String> none = List.of();
        List<String> one = Few.and(none, "b");
        List<String> three = Few.with(Few.and(one, "c"), 0, "a");

        assertThat(none).isEmpty();
        assertThat(one).containsExactly("b");
        assertThat(three).containsExactly("a", "b", "c");
    }
}
