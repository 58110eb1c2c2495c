package io.sidetone.modules.kex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.modules.cfg_rpc.CfgRpcModule;
import io.sidetone.modules.corex.CorexModule;
import io.sidetone.modules.counters.CountersModule;
import io.sidetone.modules.debugger.DebuggerModule;
import io.sidetone.modules.pv.PvModule;
import io.sidetone.modules.speeddial.SpeeddialModule;
import io.sidetone.modules.testing.LogCapture;
import io.sidetone.modules.testing.Script;
import io.sidetone.modules.textops.TextopsModule;
import io.sidetone.modules.textopsx.TextopsxModule;
import io.sidetone.modules.xlog.XlogModule;
import io.sidetone.server.command.CommandException;
import io.sidetone.server.module.Module;
import io.sidetone.server.testing.ScriptTest;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/// The small modules that Kamailio's scripts load beside the core.
class SmallModulesTest {

    private static List<String> said(String module, String lines, Module... modules) {
        return Script.ofKamailio("loadmodule \"" + module + ".so\"", lines, List.of(), modules);
    }

    @Test
    void kexSaysHowMuchIsLogged() {
        assertThat(said(
                        "kex",
                        "say(setdebug(3)); say(resetdebug()); avp_printf(\"$avp(x)\", \"$rm!\"); say($avp(x));",
                        new KexModule()))
                .containsExactly("1", "1", "INVITE!");
    }

    @Test
    void countersCountAndOperatorsSeeThem() throws CommandException {
        try (Script script = Script.whole("""
                #!KAMAILIO
                loadmodule "kex.so"
                loadmodule "counters.so"
                modparam("counters", "script_counter", "calls All calls.")
                modparam("counters", "script_counter", "other.seen")
                route { cnt_inc("calls"); cnt_add("other.seen", 5); cnt_inc("none"); say("on"); }
                """, new KexModule(), new CountersModule())) {
            script.send("INVITE");
            script.send("INVITE");
            assertThat(script.said()).containsExactly("on", "on");
            assertThat(script.test().command("cnt.get", "script", "calls")).isEqualTo(2L);
            assertThat(script.test().command("cnt.help", "script", "calls")).isEqualTo("All calls.");
            assertThat(script.test().command("cnt.grp_get_all", "other")).isEqualTo(Map.of("seen", 10L));
            assertThat(script.test().command("cnt.grps_list"))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .contains("script", "other");
            assertThat(script.test().command("cnt.var_list", "other"))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .containsExactly("seen");
            assertThat(script.test().command("stats.fetchn", "script:calls")).isEqualTo(Map.of("script.calls", 2L));
            assertThat(script.test().command("stats.fetch", "script:")).isEqualTo(Map.of("script.calls", "2"));
            assertThat(script.test().command("stats.get_statistics", "all"))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .contains("script:calls = 2");
            assertThat(script.test().command("stats.clear_statistics", "script:calls"))
                    .isEqualTo(List.of("script:calls = 2"));
            assertThat(script.test().command("cnt.get", "script", "calls")).isEqualTo(0L);
            assertThat(script.test().command("cnt.reset", "other", "seen")).isNull();
            assertThat(script.test().command("stats.reset_statistics", "all")).isNull();
        }
    }

    @Test
    void corexChoosesSocketsAndHasFurtherFlags() {
        assertThat(said(
                        "corex",
                        "say(set_send_socket(\"udp:192.0.2.1:1\")); say(set_send_socket_name(\"no\")); "
                                + "say(is_socket_name(\"no\")); say(set_send_socket(\"$Ras\")); say($fs == $Ras); "
                                + "setxflag(\"7\"); say(isxflagset(\"7\")); say($xflag(7)); resetxflag(\"7\"); "
                                + "say(isxflagset(\"7\")); say(isflagset(7)); say(is_incoming()); say(is_faked_msg()); "
                                + "say(msg_iflag_is_set(\"x\")); say($lsock(s=udp:192.0.2.1:1,f=n));",
                        new CorexModule()))
                .startsWith("-1", "-1", "-1", "1")
                .endsWith("1", "1", "-1", "-1", "1", "-1", "-1", "<null>");
    }

    @Test
    void textopsxLetsChangesCountAsReceived() {
        String settings = "loadmodule \"textops.so\"\nloadmodule \"textopsx.so\"";
        assertThat(Script.ofKamailio(
                        settings,
                        "append_hf(\"X-A: 1\\r\\n\"); remove_hf(\"X-A\"); say($hdr(X-A)); say(msg_apply_changes()); "
                                + "remove_hf(\"X-A\"); say($hdr(X-A)); keep_hf(\"User\"); say($hdr(Subject)); "
                                + "say($hdr(User-Agent)); say($ci); say(fnmatch(\"$rU\", \"b?b*\")); "
                                + "say(fnmatch(\"Bob\", \"bob\")); say(fnmatch(\"ab\", \"[a-c]*\")); say(fnmatch(\"Bob\", \"bob\", \"i\"));",
                        List.of("Subject: s", "User-Agent: u"),
                        new TextopsModule(),
                        new TextopsxModule()))
                .containsExactly("1", "1", "<null>", "<null>", "u", "call1", "1", "-1", "1", "1");
    }

    @Test
    void valuesOfTheScriptAreReadAndChanged() {
        try (Script script = Script.whole(
                "#!KAMAILIO\nloadmodule \"pv.so\"\nloadmodule \"cfg_rpc.so\"\nroute { say($sel(cfg_get.a.b)); }\n",
                new PvModule(),
                new CfgRpcModule())) {
            script.send("INVITE");
            assertThat(script.said()).containsExactly("<null>");
            assertThat(script.test().command("cfg.list"))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .isEmpty();
        }
    }

    @Test
    void operatorsChangeValuesOfTheScript() {
        try (Script script = Script.whole("""
                #!KAMAILIO
                loadmodule "pv.so"
                loadmodule "cfg_rpc.so"
                a.b = 5 desc "a number"
                a.c = "x" desc "a text"
                route { say($sel(cfg_get.a.b)); say($sel(cfg_get.a.c)); }
                """, new PvModule(), new CfgRpcModule())) {
            ScriptTest test = script.test();
            assertThat(test.command("cfg.get", "a", "b")).isEqualTo(5L);
            assertThat(test.command("cfg.seti", "a", "b", 6)).isEqualTo("ok");
            assertThat(test.command("cfg.sets", "a", "c", "y")).isEqualTo("ok");
            assertThat(test.command("cfg.get", "a")).isEqualTo(Map.of("b", 6L, "c", "y"));
            script.send("INVITE");
            assertThat(script.said()).containsExactly("6", "y");
            assertThat(test.command("cfg.reset", "a", "b")).isEqualTo("ok");
            assertThat(test.command("cfg.get", "a", "b")).isEqualTo(5L);
            assertThatThrownBy(() -> test.command("cfg.get", "none")).hasMessageContaining("no group 'none'");
            assertThatThrownBy(() -> test.command("cfg.get", "a", "z")).hasMessageContaining("no value 'a.z'");
            assertThatThrownBy(() -> test.command("cfg.set", "a", "b", "six")).hasMessageContaining("'six' is none");
        }
    }

    @Test
    void namesThatNoCounterCanHaveAreRefused() {
        for (String name : List.of(".x", "x.", ". of nothing")) {
            String script = "#!KAMAILIO\nloadmodule \"counters.so\"\nmodparam(\"counters\", \"script_counter\", \""
                    + name + "\")\nroute { exit; }";
            assertThatThrownBy(() -> Script.whole(script, new CountersModule()))
                    .hasMessageContaining("cannot start: script_counter");
        }
    }

    @Test
    void debuggerAndXlogLog() {
        try (LogCapture log = new LogCapture(DebuggerModule.class.getName())) {
            assertThat(said(
                            "debugger",
                            "$var(x) = 1; $avp(y) = 2; say(dbg_pv_dump()); say(dbg_sip_msg()); "
                                    + "say(dbg_breakpoint(\"0\"));",
                            new DebuggerModule()))
                    .containsExactly("1", "1", "1");
            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().getFirst()).contains("\"$avp(y)\":[2]", "\"$var(x)\":1");
            assertThat(log.lines().getLast()).startsWith("INVITE ").contains("Call-ID: call1");
        }
        assertThat(said(
                        "xlog",
                        "say(xlog(\"L_ERR\", \"$rm\")); say(xlog(\"LOG_LOCAL1\", \"L_INFO\", \"x\")); "
                                + "say(xinfo(\"x\")); say(xlogl(\"3\", \"x\")); say(xlog(\"x\")); say(xdbg(\"x\"));",
                        new XlogModule()))
                .containsExactly("1", "1", "1", "1", "1", "1");
    }

    @Test
    void shortNumbersAreLookedUp() {
        assertThat(said(
                        "speeddial",
                        "say(sd_lookup(\"speed_dial\")); say(sd_lookup(\"no such table\")); say($ru);",
                        new SpeeddialModule()))
                .containsExactly("-1", "-1", "sip:bob@example.org");
    }

    @Test
    void columnsOfShortNumbersHaveNames() {
        assertThatThrownBy(() -> Script.ofKamailio(
                        "loadmodule \"speeddial.so\"\nmodparam(\"speeddial\", \"new_uri_column\", \"a;b\")",
                        "exit;",
                        List.of(),
                        new SpeeddialModule()))
                .hasMessageContaining("a;b");
    }
}
