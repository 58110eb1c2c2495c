package io.sidetone.modules.acc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.modules.core.CoreModule;
import io.sidetone.server.module.Module;
import io.sidetone.sip.message.SipRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What Kamailio's scripts have accounted: by flags.
class FlagRulesTest extends AccCase {

    private static final String FLAGS = """
            modparam("acc", "log_flag", 1)
            modparam("acc", "log_missed_flag", 2)
            modparam("acc", "failed_transaction_flag", "3")
            modparam("acc", "log_extra", "src_user=$fU;where=$ru")
            """;

    @Override
    Module[] modules() {
        return Stream.concat(Stream.of(new CoreModule()), Stream.of(super.modules()))
                .toArray(Module[]::new);
    }

    @Test
    void aFlagHasAnAnsweredCallAccounted() {
        start(FLAGS, "route { setflag(\"1\"); to(\"BOB\"); t_relay(); }");
        SipRequest invite = test.forwarded(alice, bob, "INVITE");
        bob.answer(invite, 200, "OK");
        alice.expectResponse(200);
        assertThat(log.lines()).hasSize(1);
        assertThat(log.lines().getFirst())
                .startsWith("ACC: transaction answered: ")
                .contains("method=INVITE")
                .contains("src_user=alice")
                .contains("where=" + invite.uriText());
    }

    @Test
    void withoutAFlagNothingIsAccounted() {
        start(FLAGS, "route { to(\"BOB\"); t_relay(); }");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 200, "OK");
        alice.expectResponse(200);
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void aMissedCallIsAccountedOnce() {
        start(FLAGS, """
                route { setflag("2"); t_on_failure("f"); to("BOB"); t_relay(); }
                failure_route[f] { to("CAROL"); t_relay(); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 486, "Busy Here");
        carol.answer(carol.expectRequest("INVITE"), 480, "Away");
        alice.expectResponse(480);
        assertThat(log.lines()).hasSize(1);
        assertThat(log.lines().getFirst()).startsWith("ACC: call missed: ").contains("code=486");
    }

    @Test
    void aFailedTransactionIsAccountedIfAFlagSaysSo() {
        start(FLAGS, "route { setflag(\"1\"); setflag(\"3\"); to(\"BOB\"); t_relay(); }");
        bob.answer(test.forwarded(alice, bob, "MESSAGE"), 404, "Not Found");
        alice.expectResponse(404);
        assertThat(log.lines()).hasSize(1);
        assertThat(log.lines().getFirst()).contains("code=404");
    }

    @Test
    void whatIsNoVariableIsRefused() {
        assertThatThrownBy(() -> start("modparam(\"acc\", \"log_extra\", \"a=b\")\n", "route { exit; }"))
                .hasMessageContaining("'b' is no variable");
    }
}
