package io.sidetone.modules.cfgutils;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.core.CoreModule;
import io.sidetone.modules.sl.SlModule;
import io.sidetone.modules.testing.Targets;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.testing.ScriptedPeer;
import org.junit.jupiter.api.Test;

/// Scripts that use chance, locks, and variables that all messages share.
class CfgutilsModuleTest {

    private static final String MODULES = "loadmodule \"sl.so\"\nloadmodule \"cfgutils.so\"\n";

    private final Targets targets = new Targets();

    private ScriptTest start(String settings, String lines) {
        String errors = "error_route { say($err.info); sl_send_reply(200, \"OK\"); }\n";
        String route = "route {\n" + lines + "\nsl_send_reply(200, \"OK\");\n}\n";
        return ScriptTest.of(
                MODULES + settings + route + errors, new CoreModule(), new SlModule(), new CfgutilsModule(), targets);
    }

    @Test
    void chanceKeepsToItsBoundsAndFollowsScriptAndCommand() {
        String look = "if (rand_event()) say(\"yes\"); else say(\"no\");\nrand_get_prob(); say(\"$rc\");\n";
        String lines = look + "rand_set_prob(100);\n" + look + "rand_reset_prob();\n" + look
                + "if (rand_event(100)) say(\"given\");";
        try (ScriptTest test = start("modparam(\"cfgutils\", \"initial_probability\", 0)\n", lines)) {
            test.ask(test.peer(), 200, "MESSAGE");
            assertThat(targets.said()).containsExactly("no", "101", "yes", "100", "no", "101", "given");
            targets.said().clear();
            test.command("rand_set_prob", "100");
            test.ask(test.peer(), 200, "MESSAGE");
            assertThat(targets.said()).startsWith("yes", "100");
        }
    }

    @Test
    void oneMessageReadsWhatAnotherHasShared() {
        String lines = "say(\"$shv(calls) $shv(name) $shv(new)\"); $shv(calls) = $shv(calls) + 1;";
        String settings = """
                modparam("cfgutils", "shvset", "calls=i:4")
                modparam("cfgutils", "shvset", "name=s:four")
                """;
        try (ScriptTest test = start(settings, lines)) {
            ScriptedPeer alice = test.peer();
            test.ask(alice, 200, "MESSAGE");
            test.ask(alice, 200, "MESSAGE");
            assertThat(targets.said()).containsExactly("4 four 0", "5 four 0");
        }
    }

    @Test
    void locksAreOfNames() {
        String lines = """
                if (strings_share_lock("a", "a")) say("same");
                if (!strings_share_lock("a", "b")) say("other");
                get_dynamic_lock("a"); say("$rc"); get_static_lock("b"); say("$rc");
                release_dynamic_lock("a"); say("$rc"); release_static_lock("b"); say("$rc");
                release_static_lock("never"); say("$rc");
                """;
        try (ScriptTest test = start("", lines)) {
            test.ask(test.peer(), 200, "MESSAGE");
            assertThat(targets.said()).containsExactly("same", "other", "1", "1", "1", "1", "1");
            assertThat(test.statistic("cfgutils:locks")).isZero();
        }
    }

    @Test
    void noScriptEndsTheServer() {
        try (ScriptTest test = start("", "abort(); say(\"on\");")) {
            ScriptedPeer alice = test.peer();
            test.ask(alice, 200, "MESSAGE");
            test.ask(alice, 200, "MESSAGE");
            String refused = "test.cfg:4:1: abort() is refused: no script may end the server";
            assertThat(targets.said()).containsExactly(refused, "on", refused, "on");
        }
    }
}
