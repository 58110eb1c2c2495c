package io.sidetone.bench.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("wire")
@Timeout(60)
class ChildTest {

    @TempDir
    Path folder;

    @Test
    void whoIsInterruptedLeavesNoServerBehind() throws Exception {
        Child child = Child.ofServer(1, folder.resolve("log"), List.of("sleep", "50"));
        ProcessHandle server = child.descendants().getFirst();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> child.ends(50_000)).hasMessage("Interrupted");

        assertThat(Thread.interrupted()).isTrue();
        server.onExit().get(30, TimeUnit.SECONDS);
        assertThat(server.isAlive()).isFalse();
        child.close();
    }
}
