package io.sidetone.modules;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.cfgutils.CfgutilsModule;
import io.sidetone.modules.core.CoreModule;
import io.sidetone.modules.sl.SlModule;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.testing.ScriptedPeer;
import org.junit.jupiter.api.Test;

/// A request that cannot be acted on is refused by the server, or by the script's `error_route`.
class MalformedTest {

    private static final String SL = "loadmodule \"sl.so\"\n";
    private static final String ROUTE = "route { sl_send_reply(200, \"OK\"); }\n";

    private static ScriptTest start(String script) {
        return ScriptTest.of(script, new CoreModule(), new SlModule(), new CfgutilsModule());
    }

    private static SipResponse refused(ScriptTest test, int status) {
        ScriptedPeer alice = test.peer();
        return test.ask(alice, status, "OPTIONS", "CSeq: none");
    }

    @Test
    void withoutAnErrorRouteTheServerRefusesIt() {
        try (ScriptTest test = start(SL + ROUTE)) {
            assertThat(refused(test, 400).phrase()).isEqualTo("Bad Header Field");
            assertThat(test.server().router().requests().value()).isZero();
        }
    }

    @Test
    void theErrorRouteKnowsWhatIsWrongAndAnswers() {
        try (ScriptTest test = start(SL + ROUTE
                + "error_route { sl_send_reply(499, \"$err.class $err.level $err.rcode $err.rreason\"); }")) {
            assertThat(refused(test, 499).phrase()).isEqualTo("2 1 400 Bad Header Field");
            ScriptedPeer alice = test.peer();
            test.ask(alice, 200, "OPTIONS");
        }
    }

    @Test
    void anErrorRouteThatMayWaitIsNotAsked() {
        try (ScriptTest test = start(SL + "loadmodule \"cfgutils.so\"\n" + ROUTE
                + "error_route { usleep(1); sl_send_reply(499, \"Late\"); }")) {
            assertThat(refused(test, 400).phrase()).isEqualTo("Bad Header Field");
        }
    }

    @Test
    void anErrorRouteMayLeaveItUnanswered() {
        try (ScriptTest test = start(SL + ROUTE + "error_route { exit; }")) {
            ScriptedPeer alice = test.peer();
            alice.send(test.request(alice, "OPTIONS", "CSeq: none"), test.address());
            test.ask(alice, 200, "OPTIONS");
            assertThat(alice.received()).hasSize(1);
        }
    }
}
