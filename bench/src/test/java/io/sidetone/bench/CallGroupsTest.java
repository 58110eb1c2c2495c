package io.sidetone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Runs the groups that place calls, for as short a time as they can. Kamailio takes part where it is installed.
@Tag("peers")
@Timeout(120)
class CallGroupsTest {

    private final List<String> progress = new ArrayList<>();

    @BeforeEach
    void needsSomebodyWhoCalls() {
        assumeTrue(Installed.find(Sipp.PROGRAM) != null, "needs sipp");
    }

    @Test
    void everyProxyForwardsCallsOverUdpAndTcp() throws IOException {
        ProxyGroup group = ProxyGroup.ofCosts();

        String block = group.run(true, new Machine("a machine"), progress::add);

        assertThat(progress).hasSize(group.proxies().size() * group.loads().size());
        assertThat(block).contains("\n| UDP, 1,000 calls/s | ours | ", "\n| TCP, 500 calls/s | ours | ");
        assertThat(group.proxies()).extracting(ProxyProgram::name).endsWith("ours");
    }
}
