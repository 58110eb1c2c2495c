package io.sidetone.modules.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.core.CoreModule;
import io.sidetone.modules.sl.SlModule;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.testing.ScriptedPeer;
import org.junit.jupiter.api.Test;

/// Who asks the server what it can do.
class OptionsModuleTest {

    private static final String SCRIPT = """
            loadmodule "sl.so"
            loadmodule "options.so"
            modparam("options", "accept", "application/sdp")
            modparam("options", "accept_language", "")
            modparam("options", "support", "path, gruu")
            route { if (!options_reply()) sl_send_reply(404, "Not Here"); }
            """;

    private static SipResponse ask(ScriptTest test, int status, String method, String uri) {
        ScriptedPeer peer = test.peer();
        peer.send(test.request(peer, method, "uri " + uri), test.address());
        return peer.expectResponse(status);
    }

    @Test
    @Rfc(number = 3261, section = "11.2")
    void theServerSaysWhatItCanDoAndNobodyElseIsMeant() {
        try (ScriptTest test = ScriptTest.of(SCRIPT, new CoreModule(), new SlModule(), new OptionsModule())) {
            SipResponse answer = ask(test, 200, "OPTIONS", "sip:example.org");
            assertThat(answer.field(HeaderName.ACCEPT).value()).isEqualTo("application/sdp");
            assertThat(answer.field(HeaderName.SUPPORTED).value()).isEqualTo("path, gruu");
            assertThat(answer.field("Accept-Language")).isNull();
            assertThat(ask(test, 404, "OPTIONS", "sip:bob@example.org").statusCode())
                    .isEqualTo(404);
            assertThat(ask(test, 404, "MESSAGE", "sip:example.org").statusCode())
                    .isEqualTo(404);
        }
    }
}
