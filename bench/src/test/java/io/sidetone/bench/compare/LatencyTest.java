package io.sidetone.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.bench.base.Child;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("peers")
@Timeout(60)
class LatencyTest {

    @Test
    void theSenderPlacesCallsAndEndsThem() throws IOException {
        try (Child sender = Child.ofJava(List.of(), List.of("call-sender"))) {
            Latency latency = Latency.parse(200, sender.ask(sender.port() + " 200 200"));

            assertThat(latency.arrived()).isEqualTo(200);
            assertThat(latency.ended()).isEqualTo(200);
            assertThat(latency.p99()).isPositive();
            assertThat(latency.row()).hasSize(6).endsWith("0", "0");
        }
    }
}
