package io.sidetone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sidetone.bench.base.Forwarder;
import io.sidetone.bench.base.Installed;
import io.sidetone.bench.base.Machine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Runs the groups that measure whole processes, for as short a time as they can: real sockets, and programs of our own
/// at both ends.
@Tag("wire")
@Timeout(120)
class ProcessGroupsTest {

    private final List<String> progress = new ArrayList<>();

    @BeforeEach
    void needsACompiler() {
        assumeTrue(Installed.find("cc") != null, "needs cc");
    }

    @Test
    void everyForwarderForwardsAtEveryRate() throws IOException {
        DatagramGroup group = DatagramGroup.ofTransports();

        String block = group.run(true, new Machine("a machine"), progress::add);

        for (Forwarder forwarder : group.forwarders()) {
            assertThat(block).contains("\n| " + forwarder.name() + " | ");
        }
        assertThat(progress).hasSize(group.forwarders().size() * group.rates().size());
        assertThat(block).contains("\n| ours at 20,000/s: at most 1.20 of C | ", "; a machine, flags `");
    }

    @Test
    void thePoolAnswersWithOneWorkerAndWithTwo() throws IOException {
        PoolGroup group = PoolGroup.ofTransports();

        String block = group.run(true, new Machine("a machine"), progress::add);

        assertThat(block)
                .contains("\n| one peer over UDP | ", "\n| one connection over TCP | ")
                .contains("\n| one peer over UDP: at least 1.60 times with 2 workers | ");
        assertThat(progress).hasSize(2 * group.sources().size()).noneMatch(line -> line.contains(": 0 messages/s"));
    }

    @Test
    void idleConnectionsAreHeldAndWeighed() throws IOException {
        String block = new IdleGroup().run(true, new Machine("a machine"), progress::add);

        assertThat(block).contains("\n| 500 | ");
        assertThat(progress).hasSize(1);
    }
}
