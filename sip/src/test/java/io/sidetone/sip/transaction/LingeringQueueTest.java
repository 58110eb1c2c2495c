package io.sidetone.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.testing.Simulation;
import io.sidetone.sip.testing.TestBed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LingeringQueueTest {

    private static final Duration TIME = Duration.ofSeconds(32);

    private final Simulation simulation = TestBed.simulated(1);
    private final LingeringQueue queue =
            new LingeringQueue(TIME, simulation.wheel(), simulation.pool().strand(0), simulation.clock());
    private final List<String> over = new ArrayList<>();

    private void add(String name) {
        queue.add(new Lingering() {
            @Override
            void over() {
                over.add(name);
            }
        });
    }

    @Test
    void eachEndsWhenItsTimeHasCome() {
        add("a");
        add("b");
        simulation.run(Duration.ofSeconds(31));
        add("c");
        assertThat(simulation.wheel().waiting()).isEqualTo(1);
        assertThat(over).isEmpty();

        simulation.run(Duration.ofMillis(1_020));
        assertThat(over).containsExactly("a", "b");
        simulation.run(Duration.ofMillis(30_960));
        assertThat(over).hasSize(2);
        simulation.run(Duration.ofMillis(40));
        assertThat(over).containsExactly("a", "b", "c");
        assertThat(simulation.wheel().waiting()).isZero();
    }

    @Test
    void itBeginsAnewWhenItWasEmpty() {
        add("a");
        simulation.run(Duration.ofSeconds(33));
        add("b");
        simulation.run(Duration.ofSeconds(33));

        assertThat(over).containsExactly("a", "b");
    }
}
