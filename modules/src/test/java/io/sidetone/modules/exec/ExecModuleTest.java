package io.sidetone.modules.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.signaling.SignalingModule;
import io.sidetone.modules.testing.Seen;
import io.sidetone.modules.testing.Targets;
import io.sidetone.modules.tm.TmModule;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.testing.ScriptedPeer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExecModuleTest {

    private static List<String> said(String parameters, String lines) {
        Targets targets = new Targets();
        String script = """
                loadmodule "signaling.so"
                loadmodule "tm.so"
                loadmodule "exec.so"
                %s
                route { %s send_reply(200, "OK"); }
                """.formatted(parameters, lines);
        try (ScriptTest test =
                ScriptTest.of(script, targets, new Seen(), new ExecModule(), new SignalingModule(), new TmModule())) {
            ScriptedPeer alice = test.peer();
            test.ask(alice, 200, "MESSAGE", "Subject: a; touch $(pwd) `id` 'b'");
        }
        return targets.said();
    }

    @Test
    void aProgramReadsAndWrites() {
        assertThat(said("", "if (exec(\"cat\", \"in\", $var(out))) say(\"$var(out)\");"))
                .containsExactly("in");
    }

    @Test
    void aValueOfTheMessageIsOneArgument() {
        assertThat(said("", "exec(\"printf %s $seen(Subject)\", , $var(out)); say(\"$var(out)\");"))
                .containsExactly("a; touch $(pwd) `id` 'b'");
    }

    @Test
    void aLiteralCommandMayUseAShell() {
        assertThat(said(
                        "",
                        "exec(\"echo one | tr a-z A-Z; echo two >&2\", , $var(out), $var(err));"
                                + " say(\"$var(out) $var(err)\");"))
                .containsExactly("ONE two");
    }

    @Test
    void theStatusOfTheProgramIsTheAnswer() {
        assertThat(said("", "exec(\"false\", , $var(out)); say(\"$rc\");")).containsExactly("-1");
        assertThat(said("", "exec(\"/no/such/program\", , $var(out)); say(\"$rc\");"))
                .containsExactly("-1");
    }

    @Test
    void aProgramWhoseTimeIsOverIsKilled() {
        assertThat(said("modparam(\"exec\", \"time_to_kill\", 1)", "exec(\"sleep 30\", , $var(out)); say(\"$rc\");"))
                .containsExactly("-2");
    }

    @Test
    void outputIsCutAtItsLimit() {
        assertThat(said(
                        "modparam(\"exec\", \"max_output\", 5)",
                        "exec(\"echo 123456789\", , $var(out)); say(\"$var(out)\");"))
                .containsExactly("12345");
    }

    @Test
    void theMessageIsToldByTheEnvironment() {
        assertThat(said(
                        "modparam(\"exec\", \"setvars\", 1)",
                        "exec(\"printenv SIP_HF_SUBJECT SIP_OUSER OSIPS_EXEC_0\", , $var(out), , "
                                + "\"e\"); say(\"$var(out)\");"))
                .containsExactly("a; touch $(pwd) `id` 'b'\nbob\ne");
    }

    @Test
    void aProgramWithoutInputSeesItsEnd() throws Exception {
        Program.End end = new Program(List.of("cat"), null, Map.of("A", "b"), 5, 10).run();
        assertThat(end.status()).isZero();
        assertThat(end.cut()).isFalse();
    }
}
