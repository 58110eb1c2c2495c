package io.sidetone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.bench.base.Machine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// [ReloadGroup], for as short a time as it can.
class ReloadGroupTest {

    @Test
    void noRunIsLostWhileTheScriptIsReplaced() {
        List<String> progress = new ArrayList<>();

        String block = new ReloadGroup().run(true, new Machine("a machine"), progress::add);

        assertThat(progress).hasSize(10);
        assertThat(block).contains("\n| 20 | ").contains("\n| runs that were lost: 0 | 0 | met |");
    }
}
