package io.sidetone.modules;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.signaling.SignalingModule;
import io.sidetone.modules.sipmsgops.SipmsgopsModule;
import io.sidetone.modules.siputils.SiputilsModule;
import io.sidetone.modules.testing.Seen;
import io.sidetone.modules.testing.Targets;
import io.sidetone.modules.textops.TextopsModule;
import io.sidetone.modules.tm.TmModule;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.testing.ScriptedPeer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No text from the network becomes a header field of its own. The body brings the line ends: `a CR LF X-Evil:
/// 1`.
class SmuggledLinesTest {

    private static final String EVIL = "a\r\nX-Evil: 1\r\n\r\nb";

    private static String run(Targets targets, String lines) {
        String script = """
                loadmodule "signaling.so"
                loadmodule "tm.so"
                loadmodule "sipmsgops.so"
                loadmodule "textops.so"
                loadmodule "siputils.so"
                route {
                  %s
                  say("$seen(X-Evil)");
                  send_reply(200, "OK");
                }
                """.formatted(lines);
        try (ScriptTest test = ScriptTest.of(
                script,
                targets,
                new Seen(),
                new SipmsgopsModule(),
                new TextopsModule(),
                new SiputilsModule(),
                new SignalingModule(),
                new TmModule())) {
            ScriptedPeer alice = test.peer();
            return test.ask(alice, 200, "MESSAGE", "X-Old: old", "Content-Type: text/plain", "body " + EVIL)
                            .toString()
                    + new String(
                            test.ask(alice, 200, "MESSAGE", "X-Old: old", "Content-Type: text/plain", "body " + EVIL)
                                    .toByteArray(),
                            StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "append_hf(\"X-New: $seen(rb)\\r\\n\");",
                "append_hf($seen(rb));",
                "append_hf(\"X-New: \" + $seen(rb));",
                "insert_hf(\"X-New: $seen(rb)\\r\\n\", \"From\");",
                "append_urihf(\"X-New: $seen(rb)\", \"\\r\\n\");",
                "append_to_reply(\"X-New: $seen(rb)\\r\\n\");",
                "replace(\": old\", \": $seen(rb)\");",
                "replace_str(\"old\", \"$seen(rb)\", \"a\");",
                "search_append(\": old\", \"$seen(rb)\");",
                "subst(\"/: old/: $seen(rb)/\");",
                "subst_hf(\"X-Old\", \"/old/$seen(rb)/\", \"a\");",
                "$var(s) = \"/: old/\" + $seen(rb) + \"/\"; subst($var(s));",
                "subst_uri(\"/bob/$seen(rb)/\");",
                "list_hdr_add_option(\"X-Old\", \"$seen(rb)\");",
                "ruri_add_param(\"x=$seen(rb)\");",
                "set_body(\"x\", \"text/plain$seen(rb)\");",
                "set_reply_body(\"x\", \"text/plain$seen(rb)\");",
                "append_rpid_hf(\"$seen(rb)\", \"\");",
                "t_add_hdrs(\"X-New: $seen(rb)\\r\\n\");",
                "t_add_hdrs($seen(rb));"
            })
    void aValueFromTheNetworkNeverBecomesAField(String lines) {
        Targets targets = new Targets();
        String answer = run(targets, lines + " say(\"next line\");");
        assertThat(targets.said()).contains("next line");
        assertThat(targets.said().getLast()).doesNotContain("1");
        assertThat(answer).doesNotContain("X-Evil");
    }

    @Test
    void whatTheAuthorOfTheScriptWroteMayBeSeveralFields() {
        Targets targets = new Targets();
        run(targets, "append_hf(\"X-A: 1\\r\\nX-B: 2\\r\\n\"); say(\"$seen(X-A) $seen(X-B)\");");
        assertThat(targets.said()).contains("1 2");
    }

    @Test
    void aVariableInASubstitutionIsNoneOfItsOperators() {
        Targets targets = new Targets();
        run(
                targets,
                "$var(x) = \"a/b\\\\1&.*\"; subst_hf(\"X-Old\", \"/(o)ld/\\\\1$var(x)/\", \"a\"); "
                        + "say(\"$seen(X-Old)\");");
        assertThat(targets.said()).contains("oa/b\\1&.*");
    }

    @Test
    void historicFunctionsKeepWhatTheScriptHasAdded() {
        Targets targets = new Targets();
        run(
                targets,
                "append_hf(\"X-Old: new\\r\\n\"); remove_hf(\"X-Old\"); say(\"$seen(X-Old)\");"
                        + " subst(\"/new/newer/g\"); say(\"$seen(X-Old)\");");
        assertThat(targets.said()).startsWith("new", "new");
    }
}
