package io.sidetone.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.script.run.Limits;
import io.sidetone.script.run.Outcome;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Version;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Source;
import io.sidetone.script.testing.TestHost;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CoreDefinitionsTest {

    private final Logger logger = Logger.getLogger(CoreDefinitions.class.getName());
    private final List<String> logged = new ArrayList<>();
    private final TestHost host = new TestHost();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry.getLevel() + " " + entry.getParameters()[0]);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.setUseParentHandlers(false);
        logger.setLevel(Level.ALL);
        logger.addHandler(handler);
    }

    @AfterEach
    void leave() {
        logger.removeHandler(handler);
        logger.setLevel(null);
        logger.setUseParentHandlers(true);
    }

    private int run(String body) {
        Diagnostics diagnostics = new Diagnostics();
        Version version = new LiveScript(CoreDefinitions.alone(), Limits.USUAL)
                .load(Source.of("test.cfg", "route {\n" + body + "\n}\n"), diagnostics)
                .orElseThrow(() -> new AssertionError(diagnostics.list()));
        Run run = new Run(version, host, "nothing");
        assertThat(run.start(0)).isEqualTo(Outcome.ENDED);
        return run.code();
    }

    @Test
    void logsAtTheLevelThatIsGiven() {
        assertThat(run("""
                log("a\\n"); xlog("{0} b"); xlog("L_ALERT", "c"); log("L_WARN", "d"); xlog(2, "e");
                xlog("l_info", "f"); xlog("L_DBG", "g"); xdbg("h"); error("500", "i");
                """)).isEqualTo(1);

        assertThat(logged)
                .containsExactly(
                        "SEVERE a",
                        "SEVERE {0} b",
                        "SEVERE c",
                        "WARNING d",
                        "INFO e",
                        "INFO f",
                        "FINE g",
                        "FINE h",
                        "SEVERE 500 i");
    }

    @Test
    void refusesOtherLevels() {
        run("xlog(\"L_LOUD\", \"a\"); xlog(\"b\");");

        assertThat(logged).containsExactly("SEVERE b");
        assertThat(host.failures).containsExactly("test.cfg:2:1: there is no log level 'L_LOUD'");
    }

    @Test
    void limitsLoops() {
        Diagnostics diagnostics = new Diagnostics();

        new LiveScript(CoreDefinitions.alone(), Limits.USUAL)
                .load(Source.of("test.cfg", "max_while_loops = 0\n"), diagnostics);

        assertThat(diagnostics.list().getFirst().message())
                .isEqualTo("`max_while_loops` is 0, but has to be from 1 to 2147483647");
    }
}
