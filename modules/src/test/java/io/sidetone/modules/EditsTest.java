package io.sidetone.modules;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.maxfwd.MaxfwdModule;
import io.sidetone.modules.signaling.SignalingModule;
import io.sidetone.modules.sipmsgops.SipmsgopsModule;
import io.sidetone.modules.siputils.SiputilsModule;
import io.sidetone.modules.sl.SlModule;
import io.sidetone.modules.testing.Seen;
import io.sidetone.modules.testing.Targets;
import io.sidetone.modules.textops.TextopsModule;
import io.sidetone.modules.tm.TmModule;
import io.sidetone.script.CoreDefinitions;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleFunction;
import io.sidetone.server.module.ModuleSpec;
import io.sidetone.server.module.Services;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.testing.ScriptedPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a function writes is read by the next line: through a variable, by a regular expression, and in the log.
/// The functions of all modules that change messages are here.
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

    /// One function at work.
    ///
    /// @param function its name
    /// @param module where it is from
    /// @param lines what the script does
    /// @param seen what is looked at: a header field, `ru`, `rb`, `rs`
    /// @param expression what it matches afterwards, and did not before; with a leading `!` the other way round
    record Edit(String function, String module, String lines, String seen, String expression) {

        @Override
        public String toString() {
            return module + " " + lines;
        }
    }

    static Stream<Edit> edits() {
        return Stream.of(maxfwd(), headers("sipmsgops"), sipmsgops(), headers("textops"), textops(), siputils())
                .flatMap(List::stream);
    }

    private static List<Edit> maxfwd() {
        return List.of(new Edit(
                "mf_process_maxfwd_header", "maxfwd", "mf_process_maxfwd_header(10);", "Max-Forwards", "^69$"));
    }

    private static List<Edit> headers(String module) {
        return List.of(
                new Edit("append_hf", module, "append_hf(\"X-New: a$seen(Call-ID)b\\r\\n\");", "X-New", "^acall.*b$"),
                new Edit(
                        "append_hf",
                        module,
                        "append_hf(\"X-New: 1\\r\\nX-More: 2\\r\\n\", \"From\");",
                        "X-More",
                        "^2$"),
                new Edit("insert_hf", module, "insert_hf(\"X-New: 1\\r\\n\");", "X-New", "^1$"),
                new Edit("append_urihf", module, "append_urihf(\"X-New: \", \"\\r\\n\");", "X-New", "^sip:bob@"),
                new Edit("remove_hf", module, "remove_hf(\"X-Old\");", "X-Old", "!old"),
                new Edit("remove_hf_re", module, "remove_hf_re(\"^X-O\");", "X-Old", "!old"),
                new Edit("remove_hf_glob", module, "remove_hf_glob(\"x-*\");", "X-Old", "!old"));
    }

    private static List<Edit> sipmsgops() {
        String module = "sipmsgops";
        return List.of(
                new Edit("ruri_add_param", module, "ruri_add_param(\"nat=yes\");", "ru", ";nat=yes"),
                new Edit("ruri_del_param", module, "ruri_del_param(\"user\");", "ru", "!user=phone"),
                new Edit(
                        "ruri_tel2sip",
                        module,
                        "to(\"tel:+4930123\"); ruri_tel2sip();",
                        "ru",
                        "sip:.4930123@example.org"),
                new Edit(
                        "list_hdr_add_option",
                        module,
                        "list_hdr_add_option(\"Supported\", \"100rel\");",
                        "Supported",
                        "100rel"),
                new Edit(
                        "list_hdr_remove_option",
                        module,
                        "list_hdr_remove_option(\"Supported\", \"path\");",
                        "Supported",
                        "!path"),
                new Edit("codec_delete", module, "codec_delete(\"PCMU\");", "rb", "!PCMU"),
                new Edit("codec_delete_re", module, "codec_delete_re(\"PCM.\");", "rb", "!PCMA"),
                new Edit("codec_delete_except_re", module, "codec_delete_except_re(\"GSM\");", "rb", "!PCMA"),
                new Edit("codec_move_up", module, "codec_move_up(\"GSM\");", "rb", "AVP 3 0 8"),
                new Edit("codec_move_up_re", module, "codec_move_up_re(\"G\");", "rb", "AVP 3 0 8"),
                new Edit("codec_move_down", module, "codec_move_down(\"PCMU\", \"8000\");", "rb", "AVP 8 3 0"),
                new Edit("codec_move_down_re", module, "codec_move_down_re(\"PCMU\");", "rb", "AVP 8 3 0"),
                new Edit("stream_delete", module, "stream_delete(\"video\");", "rb", "!video"),
                new Edit("remove_body_part", module, "remove_body_part();", "rb", "!audio"),
                new Edit(
                        "add_body_part",
                        module,
                        "add_body_part(\"Hello\", \"text/plain\");",
                        "rb",
                        "text/plain.*Hello"),
                new Edit("change_reply_status", module, "", "", ""));
    }

    private static List<Edit> textops() {
        String module = "textops";
        return List.of(
                new Edit("replace", module, "replace(\": old\", \": new\");", "X-Old", "new"),
                new Edit("replace_all", module, "replace_all(\"old\", \"new\");", "X-Old", "!old"),
                new Edit("replace_hdrs", module, "replace_hdrs(\": old\", \": new\");", "X-Old", "new"),
                new Edit("replace_body", module, "replace_body(\"PCMU\", \"new\");", "rb", "new"),
                new Edit("replace_body_all", module, "replace_body_all(\"^a=rtpmap.*$\", \"a=x\");", "rb", "!rtpmap"),
                new Edit("replace_body_atonce", module, "replace_body_atonce(\"^.+$\", \"all\");", "rb", "^all$"),
                new Edit("search_append", module, "search_append(\": old\", \" and new\");", "X-Old", "old and new"),
                new Edit(
                        "search_append",
                        module,
                        "search_append(\"^X-Old:.*\\r\\n\", \"X-New: 1\\r\\n\");",
                        "X-New",
                        "^1$"),
                new Edit("search_append_body", module, "search_append_body(\"s=-\", \"new\");", "rb", "s=-new"),
                new Edit("replace_str", module, "replace_str(\"old\", \"n.w\", \"a\");", "X-Old", "n.w"),
                new Edit("replace_hdrs_str", module, "replace_hdrs_str(\"old\", \"new\", \"f\");", "X-Old", "new"),
                new Edit("replace_body_str", module, "replace_body_str(\"PCM\", \"new\", \"a\");", "rb", "!PCM"),
                new Edit("subst", module, "subst(\"/^X-Old: (.*)$/X-Old: <\\\\1>/\");", "X-Old", "^<old>$"),
                new Edit("subst_body", module, "subst_body(\"/^s=-/s=new/\");", "rb", "s=new"),
                new Edit("subst_uri", module, "subst_uri(\"/bob@(.*)/robert@\\\\1/\");", "ru", "^sip:robert@"),
                new Edit("subst_user", module, "subst_user(\"/^b/r/\");", "ru", "^sip:rob@"),
                new Edit("subst_hf", module, "subst_hf(\"X-Old\", \"/o(.*)/<\\\\1>/\", \"a\");", "X-Old", "<ld>"),
                new Edit("remove_hf_pv", module, "remove_hf_pv(\"X-Old\");", "X-Old", "!old"),
                new Edit("remove_hf_exp", module, "remove_hf_exp(\"^X-\", \"^X-Keep\");", "X-Old", "!old"),
                new Edit("remove_hf_re_pv", module, "remove_hf_re_pv(\"^X-O\");", "X-Old", "!old"),
                new Edit("remove_hf_idx", module, "remove_hf_idx(\"X-Old\", 0);", "X-Old", "!old"),
                new Edit("remove_hf_match", module, "remove_hf_match(\"X-Old\", \"eq\", \"old\");", "X-Old", "!old"),
                new Edit("via_param_rm", module, "via_param_rm(\"rport\", 0);", "Via", "!rport"),
                new Edit("append_time_to_request", module, "append_time_to_request();", "Date", "GMT"),
                new Edit("set_body", module, "set_body(\"new\", \"text/plain\");", "rb", "^new$"),
                new Edit("set_body_hex", module, "set_body_hex(\"6e6577\", \"text/plain\");", "rb", "^new$"),
                new Edit("remove_body", module, "remove_body();", "rb", "!audio"),
                new Edit(
                        "set_body_multipart",
                        module,
                        "set_body_multipart(\"new\", \"text/plain\", \"xyz\");",
                        "rb",
                        "--xyz--"),
                new Edit("append_body_part", module, "append_body_part(\"new\", \"text/plain\");", "rb", "new"),
                new Edit(
                        "append_body_part_hex",
                        module,
                        "append_body_part_hex(\"6e6577\", \"text/plain\");",
                        "rb",
                        "new"),
                new Edit("remove_body_part", module, "remove_body_part(\"application/sdp\");", "rb", "!audio"),
                new Edit(
                        "filter_body",
                        module,
                        "append_body_part(\"new\", \"text/plain\"); filter_body(\"text/plain\");",
                        "rb",
                        "^new$"));
    }

    private static List<Edit> siputils() {
        String module = "siputils";
        return List.of(
                new Edit("add_uri_param", module, "add_uri_param(\"nat=yes\");", "ru", ";nat=yes"),
                new Edit("uri_param_rm", module, "uri_param_rm(\"user\");", "ru", "!user=phone"),
                new Edit(
                        "encode_contact",
                        module,
                        "encode_contact(\"nat\", \"192.0.2.9\");",
                        "Contact",
                        "sip:nat.alice.*@192.0.2.9"),
                new Edit(
                        "decode_contact",
                        module,
                        "to(\"sip:nat*bob**192.0.2.5*5070*udp@192.0.2.9\"); decode_contact();",
                        "ru",
                        "sip:bob@192.0.2.5:5070"),
                new Edit(
                        "decode_contact_header",
                        module,
                        "encode_contact(\"nat\", \"192.0.2.9\"); decode_contact_header();",
                        "Contact",
                        "transport=udp"),
                new Edit(
                        "contact_param_encode",
                        module,
                        "contact_param_encode(\"st\", \"sip:192.0.2.9\");",
                        "Contact",
                        "sip:192.0.2.9;st="),
                new Edit(
                        "contact_param_decode",
                        module,
                        "contact_param_encode(\"st\", \"sip:192.0.2.9\"); contact_param_decode(\"st\"); "
                                + "add_uri_param(\"done\");",
                        "ru",
                        "done"),
                new Edit(
                        "contact_param_decode_ruri",
                        module,
                        "to(\"sip:192.0.2.9;st=c2lwOmNhcm9sQDE5Mi4wLjIuNQ\"); contact_param_decode_ruri(\"st\");",
                        "ru",
                        "^sip:carol@192.0.2.5$"),
                new Edit("contact_param_rm", module, "contact_param_rm(\"ob\");", "Contact", "!ob"),
                new Edit(
                        "append_rpid_hf",
                        module,
                        "append_rpid_hf(\"<sip:1@example.org>\", \";party=calling\");",
                        "Remote-Party-ID",
                        "party=calling"));
    }

    private static Module[] modules(Module... more) {
        List<Module> all = new ArrayList<>(List.of(
                new Seen(),
                new MaxfwdModule(),
                new SipmsgopsModule(),
                new TextopsModule(),
                new SiputilsModule(),
                new SlModule(),
                new SignalingModule(),
                new TmModule()));
        all.addAll(List.of(more));
        return all.toArray(Module[]::new);
    }

    /// What the log gets while something runs.
    private static List<String> logged(Runnable body) {
        List<String> lines = new ArrayList<>();
        Logger logger = Logger.getLogger(CoreDefinitions.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(String.valueOf(line.getParameters() == null ? line.getMessage() : line.getParameters()[0]));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            body.run();
        } finally {
            logger.removeHandler(handler);
        }
        return lines;
    }

    @ParameterizedTest
    @MethodSource("edits")
    void whatIsWrittenIsReadByTheNextLine(Edit edit) {
        if (edit.lines().isEmpty()) {
            return;
        }
        boolean gone = edit.expression().startsWith("!");
        String expression = gone ? edit.expression().substring(1) : edit.expression();
        String look = "say(\"var=$seen(%1$s)\");\nif ($seen(%1$s) =~ \"%2$s\") say(\"yes\"); else say(\"no\");\n"
                        .formatted(edit.seen(), expression)
                + "xlog(\"log=$seen(%s)\\n\");\n".formatted(edit.seen());
        String script = "loadmodule \"signaling.so\"\nloadmodule \"tm.so\"\nloadmodule \"sl.so\"\nloadmodule "
                + "\"%s.so\"\nroute {\n".formatted(edit.module())
                + look + edit.lines() + "\n" + look + "send_reply(200, \"OK\");\n}";
        Targets targets = new Targets();
        List<String> log = logged(() -> {
            try (ScriptTest test = ScriptTest.of(script, modules(targets))) {
                ScriptedPeer alice = test.peer();
                test.ask(
                        alice,
                        200,
                        "INVITE",
                        "uri sip:bob@example.org;user=phone",
                        "X-Old: old",
                        "Contact: <sip:alice@192.0.2.1:5062;ob>",
                        "Supported: path, gruu",
                        "Content-Type: application/sdp",
                        "body " + SDP);
            }
        });
        List<String> said = targets.said();
        assertThat(said).hasSize(4);
        assertThat(said.get(0)).as("the edit changes what is seen").isNotEqualTo(said.get(2));
        assertThat(said.get(1)).isEqualTo(gone ? "yes" : "no");
        assertThat(said.get(3)).isEqualTo(gone ? "no" : "yes");
        assertThat(log.stream().filter(line -> line.startsWith("log=")).map(line -> "var=" + line.substring(4)))
                .containsExactly(said.get(0).stripTrailing(), said.get(2).stripTrailing());
    }

    @Test
    void allFunctionsThatEditAreHere() {
        Set<String> marked = new TreeSet<>();
        for (Module module : Bundled.modules()) {
            ModuleSpec spec = ModuleSpec.of(module, new Services());
            spec.functions().stream()
                    .filter(ModuleFunction::edits)
                    .forEach(function ->
                            marked.add(spec.name() + " " + function.definition().name()));
        }
        Predicate<String> mine = name ->
                Set.of("maxfwd", "sipmsgops", "textops", "siputils").contains(name.substring(0, name.indexOf(' ')));
        assertThat(edits().map(edit -> edit.module() + " " + edit.function()))
                .containsAll(marked.stream().filter(mine).toList());
        // Those of other modules have a test of their own beside them.
        assertThat(marked.stream().filter(mine.negate())).isSubsetOf("registrar add_sock_hdr");
    }
}
