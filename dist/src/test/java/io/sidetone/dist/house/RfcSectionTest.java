package io.sidetone.dist.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RfcSectionTest {

    @Test
    void standsInTheOrderOfNumbers() {
        List<String> sections = Stream.of("A.2", "10", "17.2.1", "9", "", "17.2", "17.10", "A.10", "20")
                .map(section -> new RfcSection(3261, section))
                .sorted()
                .map(RfcSection::section)
                .toList();
        assertThat(sections).containsExactly("", "9", "10", "17.2", "17.2.1", "17.10", "20", "A.2", "A.10");
    }

    @Test
    void rfcsComeFirst() {
        assertThat(new RfcSection(3261, "25")).isLessThan(new RfcSection(3966, "3"));
    }
}
