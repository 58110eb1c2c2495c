package io.sidetone.modules;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.auth.AuthModule;
import io.sidetone.modules.core.CoreModule;
import io.sidetone.modules.maxfwd.MaxfwdModule;
import io.sidetone.modules.nathelper.NathelperModule;
import io.sidetone.modules.pv.PvModule;
import io.sidetone.modules.registrar.RegistrarModule;
import io.sidetone.modules.rr.RrModule;
import io.sidetone.modules.signaling.SignalingModule;
import io.sidetone.modules.sipmsgops.SipmsgopsModule;
import io.sidetone.modules.siputils.SiputilsModule;
import io.sidetone.modules.sl.SlModule;
import io.sidetone.modules.testing.LogCapture;
import io.sidetone.modules.testing.Targets;
import io.sidetone.modules.textops.TextopsModule;
import io.sidetone.modules.textopsx.TextopsxModule;
import io.sidetone.modules.tm.TmModule;
import io.sidetone.modules.usrloc.UsrlocModule;
import io.sidetone.script.CoreDefinitions;
import io.sidetone.script.define.VariableDefinition;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleFunction;
import io.sidetone.server.module.ModuleSpec;
import io.sidetone.server.module.Services;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.testing.ScriptedPeer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a function or a variable writes is read by the next line: through a variable, by a regular expression,
/// and in the log. `edits.txt` has a row for each of them, of all modules.
class EditsTest {

    private static final String SDP = """
            v=0
            o=- 1 1 IN IP4 192.0.2.1
            s=-
            c=IN IP4 192.0.2.1
            t=0 0
            m=audio 4000 RTP/AVP 0 8 3
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:3 GSM/8000
            m=video 4002 RTP/AVP 97
            a=rtpmap:97 H264/90000
            """.replace("\n", "\r\n");

    /// One function or variable at work, a row of `edits.txt`.
    ///
    /// @param module where it is from; empty for the core
    /// @param settings of the module
    /// @param reply whether it is a response that it changes
    /// @param name of the function or, with `$`, of the variable
    /// @param seen the variable that is looked at
    /// @param inside whether what is looked at is a part of the message
    /// @param expression what it matches afterwards, and did not before
    /// @param gone whether it is the other way round
    /// @param lines what the script does
    record Edit(
            String module,
            String settings,
            boolean reply,
            String name,
            String seen,
            boolean inside,
            String expression,
            boolean gone,
            String lines) {

        static Edit parse(String module, String settings, String row) {
            boolean reply = row.startsWith("reply ");
            String[] parts = (reply ? row.substring(6) : row).split(" {2,}", 4);
            boolean inside = !parts[1].startsWith("~");
            boolean gone = parts[2].startsWith("!");
            return new Edit(
                    module,
                    settings,
                    reply,
                    parts[0],
                    inside ? parts[1] : parts[1].substring(1),
                    inside,
                    gone ? parts[2].substring(1) : parts[2],
                    gone,
                    parts[3]);
        }

        @Override
        public String toString() {
            return module + " " + lines;
        }
    }

    /// What `edits.txt` says.
    ///
    /// @param edits its rows
    /// @param others `module name` of what changes no message, or has no row for a reason that the file says
    record Table(List<Edit> edits, Set<String> others) {

        static Table read() throws Exception {
            List<Edit> edits = new ArrayList<>();
            Set<String> others = new TreeSet<>();
            String module = "";
            String settings = "";
            try (InputStream file = EditsTest.class.getResourceAsStream("edits.txt")) {
                assertThat(file).isNotNull();
                for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n", 0)) {
                    if (line.startsWith("[")) {
                        module = line.equals("[core]") ? "" : line.substring(1, line.length() - 1);
                        settings = "";
                    } else if (line.startsWith("! ")) {
                        settings += line.substring(2) + "\n";
                    } else if (line.startsWith("- ")) {
                        for (String name : line.substring(2).split(" +", 0)) {
                            others.add(module + " " + name);
                        }
                    } else if (!line.isBlank() && !line.startsWith("#")) {
                        edits.add(Edit.parse(module, settings, line));
                    }
                }
            }
            return new Table(edits, others);
        }
    }

    static Stream<Edit> edits() throws Exception {
        return Table.read().edits().stream();
    }

    private static Module[] modules(Targets targets) {
        return new Module[] {
            new CoreModule(),
            targets,
            new MaxfwdModule(),
            new SipmsgopsModule(),
            new TextopsModule(),
            new SiputilsModule(),
            new SlModule(),
            new SignalingModule(),
            new TmModule(),
            new NathelperModule(),
            new RrModule(),
            new UsrlocModule(),
            new RegistrarModule(),
            new AuthModule(),
            new PvModule(),
            new TextopsxModule()
        };
    }

    /// Looks at the message before and after the lines of a row.
    private static String script(Edit edit) {
        StringBuilder script = new StringBuilder();
        for (String module : List.of("signaling", "tm", "sl", edit.module())) {
            if (module.equals("registrar")) {
                script.append("loadmodule \"usrloc.so\"\n");
            }
            if (!module.isEmpty()) {
                script.append("loadmodule \"").append(module).append(".so\"\n");
            }
        }
        String look = """
                say("var=%1$s");
                if (%1$s =~ "%2$s") say("yes"); else say("no");
                say("$mb");
                xlog("log=%1$s");
                """.formatted(edit.seen(), edit.expression());
        String looking = look + edit.lines() + "\n" + look;
        String register =
                edit.module().equals("registrar") ? "if ($rm == \"REGISTER\") { save(\"location\"); exit; }\n" : "";
        return script.append(edit.settings())
                .append(
                        edit.reply()
                                ? "route { to(\"BOB\"); t_relay(); }\nonreply_route {\n" + looking + "}\n"
                                : "route {\n" + register + looking + "send_reply(200, \"OK\");\n}\n")
                .append("error_route { say($\"! $err.info\"); }\n")
                .toString();
    }

    private static void run(Edit edit, Targets targets) {
        try (ScriptTest test = ScriptTest.of("route { exit; }", modules(targets))) {
            ScriptedPeer alice = test.peer();
            ScriptedPeer bob = test.peer();
            test.reload(script(edit).replace("BOB", ScriptTest.uri("bob", bob)));
            if (edit.module().equals("registrar")) {
                String contact = "Contact: <sip:alice@192.0.2.1:5062>";
                test.ask(alice, 200, "REGISTER", "To: <sip:alice@example.org>", contact);
            }
            String[] request = {
                "uri sip:bob@example.org;user=phone",
                "X-Old: old",
                "User-Agent: old",
                "Contact: <sip:alice@192.0.2.1:5062;ob>",
                "Supported: path, gruu",
                "Content-Type: application/sdp",
                "body " + SDP
            };
            if (edit.reply()) {
                SipRequest seen = test.forwarded(alice, bob, "MESSAGE", request);
                bob.send(SipResponse.answer(seen, 480, "Away").build(), test.address());
                test.pass(Duration.ofMillis(100));
            } else {
                test.ask(alice, 200, "INVITE", request);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("edits")
    void whatIsWrittenIsReadByTheNextLine(Edit edit) {
        Targets targets = new Targets();
        List<String> log;
        try (LogCapture capture = new LogCapture(CoreDefinitions.class.getName())) {
            run(edit, targets);
            log = capture.lines();
        }
        List<String> said = targets.said();
        assertThat(said).hasSize(6);
        assertThat(said.get(0)).as("the edit changes what is seen").isNotEqualTo(said.get(3));
        assertThat(said.get(1)).isEqualTo(edit.gone() ? "yes" : "no");
        assertThat(said.get(4)).as(said.get(3)).isEqualTo(edit.gone() ? "no" : "yes");
        assertThat(!said.get(2).equals(said.get(5)))
                .as("the message as a whole shows it")
                .isEqualTo(edit.inside());
        assertThat(log.stream()
                        .filter(line -> line.startsWith("log="))
                        .map(line -> "var=" + line.substring(4).stripTrailing()))
                .containsExactly(said.get(0).stripTrailing(), said.get(3).stripTrailing());
    }

    @Test
    void theSearchesFindWhatTheLineBeforeHasWritten() {
        String script = """
                loadmodule "sl.so"
                loadmodule "textops.so"
                route {
                    if (search("X-New") || search_body("new") || $mb =~ "X-New") say("too early");
                    $hdr(X-New) = "new1";
                    set_body("new2", "text/plain");
                    if (search("X-New: new1")) say("search");
                    if (search_hf("X-New", "^new1$", "a")) say("search_hf");
                    if (search_body("^new2$")) say("search_body");
                    if ($mb =~ "X-New: new1") say("mb");
                    sl_send_reply(200, "OK");
                }
                """;
        Targets targets = new Targets();
        try (ScriptTest test = ScriptTest.of(script, modules(targets))) {
            test.ask(test.peer(), 200, "MESSAGE");
        }
        assertThat(targets.said()).containsExactly("search", "search_hf", "search_body", "mb");
    }

    @Test
    void allThatEditsIsHereAndWhatIsNotSaysWhy() throws Exception {
        Table table = Table.read();
        Set<String> rows = new TreeSet<>();
        table.edits().forEach(edit -> rows.add(edit.module() + " " + edit.name()));
        Set<String> marked = new TreeSet<>();
        Set<String> all = new TreeSet<>();
        for (Module module : Bundled.modules()) {
            ModuleSpec spec = ModuleSpec.of(module, new Services());
            String prefix = spec.name() + " ";
            for (ModuleFunction function : spec.functions()) {
                all.add(prefix + function.definition().name());
                if (function.edits()) {
                    marked.add(prefix + function.definition().name());
                }
            }
            for (VariableDefinition variable : spec.variables()) {
                if (variable.writable()) {
                    all.add(prefix + "$" + variable.name());
                }
            }
        }
        marked.removeAll(table.others());
        assertThat(rows).as("rows of what edits").containsAll(marked);
        Set<String> known = new TreeSet<>(rows);
        known.addAll(table.others());
        assertThat(all).as("what the file has no word of").isSubsetOf(known);
        assertThat(known).as("what is not there any more").isSubsetOf(all);
    }
}
