package io.sidetone.modules.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.signaling.SignalingModule;
import io.sidetone.modules.sl.SlModule;
import io.sidetone.modules.testing.LogCapture;
import io.sidetone.modules.testing.Script;
import io.sidetone.server.routing.ScriptHost;
import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

/// What happens when a line of a script cannot be done.
class FaultsTest {

    private static final String ROUTE = """
            loadmodule "sl.so"
            loadmodule "signaling.so"
            route { if (!send_reply(404, "Not Found")) say("not sent"); }
            """;

    @Test
    void anErrorThatSendersCanBringAboutDoesNotFillTheLog() {
        try (Script script = Script.whole("route { $ru = \"no uri\"; say(\"on\"); }");
                LogCapture log = new LogCapture(ScriptHost.class.getName())) {
            for (int i = 0; i < 1000; i++) {
                script.send("MESSAGE");
            }

            assertThat(script.said()).contains("on");
            assertThat(log.lines()).hasSize(11);
            assertThat(log.lines().getFirst()).contains(":").contains("no uri");
            assertThat(log.lines().getLast()).contains("1,000 times");
        }
    }

    @Test
    @Rfc(number = 3261, section = "17")
    void nobodyAnswersAnAck() {
        try (Script script = Script.whole(ROUTE, new SlModule(), new SignalingModule());
                LogCapture log = new LogCapture(ScriptHost.class.getName())) {
            script.send("ACK");

            assertThat(script.said()).containsExactly("not sent");
            assertThat(log.lines()).isEmpty();
        }
    }
}
