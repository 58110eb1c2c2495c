package io.sidetone.modules.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.rr.RrModule;
import io.sidetone.modules.signaling.SignalingModule;
import io.sidetone.modules.sl.SlModule;
import io.sidetone.modules.testing.Script;
import io.sidetone.modules.tm.TmModule;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.testing.ScriptedPeer;
import org.junit.jupiter.api.Test;

class OtherMessagesTest {

    @Test
    void eachMessageOfATransactionSeesTheOther() {
        String routes = """
                loadmodule "tm.so"
                loadmodule "sl.so"
                loadmodule "rr.so"
                loadmodule "signaling.so"
                route {
                    $ru = "BOB"; say($(<request>rm)); say($(<reply>rs));
                    t_on_reply("r"); t_on_failure("f"); t_relay();
                }
                onreply_route[r] { say($(<request>rm)); say($(<request>ru) == "BOB"); say($(<reply>rs)); }
                failure_route[f] { say($rm); say($(<reply>rs)); say($(<reply>rr)); say($(<reply>hdr(CSeq))); }
                """;
        assertThat(ScriptTest.errors("failure_route[f] { $(<reply>hdr(X)) = 1; } route { exit; }", new CoreModule()))
                .contains("a variable of another message can only be read");
        try (Script script = Script.whole(
                "route { exit; }", new TmModule(), new SlModule(), new RrModule(), new SignalingModule())) {
            ScriptedPeer bob = script.test().peer();
            script.test()
                    .reload(routes.replace("BOB", ScriptTest.uri("bob", bob))
                            + "error_route { say($\"! $err.info\"); }");
            SipRequest seen = script.test().forwarded(script.peer(), bob, "INVITE");
            bob.answer(seen, 486, "Busy Here");
            script.peer().expectResponse(486);
            assertThat(script.said())
                    .containsExactly(
                            "INVITE",
                            "! there is no response yet",
                            "INVITE",
                            "true",
                            "486",
                            "INVITE",
                            "486",
                            "Busy Here",
                            "1 INVITE");
        }
    }
}
