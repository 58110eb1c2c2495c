package io.sidetone.modules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.Reloadable;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.Startable;
import io.sidetone.server.testing.ScriptTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class StartAndReloadTest {

    private static final String SCRIPT = """
            loadmodule "trial.so"
            modparam("trial", "size", %d)
            startup_route { note(); }
            route { note(); }""";

    private final Trial trial = new Trial();

    @Test
    void theStartupBlockRunsWhenTheModulesHaveStarted() {
        try (ScriptTest _ = ScriptTest.of(SCRIPT.formatted(1), trial)) {
            assertThat(trial.seen).containsExactly("started with 1", "noted");
        }
    }

    @Test
    void aReloadThatFailsChangesNoParameter() {
        try (ScriptTest test = ScriptTest.of(SCRIPT.formatted(1), trial)) {
            test.reload(SCRIPT.formatted(2));
            assertThat(trial.size()).isEqualTo(2);
            trial.fails = true;
            assertThatThrownBy(() -> test.reload(SCRIPT.formatted(3))).hasMessageContaining("no such table");
            assertThat(trial.size()).isEqualTo(2);
        }
    }

    @Test
    void aModuleThatBreaksIsNamedAndTheOthersStay() {
        Trial broken = new Trial();
        broken.breaks = true;
        assertThatThrownBy(() -> ScriptTest.of(SCRIPT.formatted(1), broken))
                .hasMessageContaining("the module trial fails when it starts", "a fault of Sidetone", "no luck");
        String without = "startup_route { exit; }\nroute { exit; }";
        try (ScriptTest test = ScriptTest.of(without, broken)) {
            assertThatThrownBy(() -> test.reload(SCRIPT.formatted(1))).hasMessageContaining("the module trial fails");
            test.reload(without);
        }
    }

    /// Notes what becomes of it, and fails to reload if it is told to.
    private static final class Trial implements Module, Startable, Reloadable {

        private final List<String> seen = new CopyOnWriteArrayList<>();

        @SuppressWarnings("NullAway.Init")
        private ModuleParameter<Long> size;

        private boolean fails;
        private boolean breaks;

        @Override
        public void define(ModuleBuilder module) {
            module.name("trial", "For tests.");
            size = module.integer("size", 0, "A number.").changeable();
            module.function("note", "Notes that it was called.").does(_ -> seen.add("noted") ? 1 : -1);
        }

        @Override
        public void start(ModuleContext context) {
            if (breaks) {
                throw new IllegalStateException("no luck");
            }
            seen.add("started with " + size.value());
        }

        @Override
        public void reload() throws StartException {
            if (fails) {
                throw new StartException(StartException.Reason.DATABASE, "no such table");
            }
        }

        private long size() {
            return size.value();
        }
    }
}
