package io.sidetone.modules.htable;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.testing.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class HtableModuleTest {

    private static final String TABLES = """
            #!KAMAILIO
            loadmodule "htable.so"
            modparam("htable", "htable", "a=>size=8;")
            modparam("htable", "htable", "b=>size=8;autoexpire=10;initval=0;updateexpire=0;")
            """;

    private static Script script(String rest) {
        return Script.whole(TABLES + rest, new HtableModule());
    }

    private static List<String> said(String lines) {
        try (Script script = script("route { " + lines + " }")) {
            script.send("INVITE");
            return List.copyOf(script.said());
        }
    }

    @Test
    void entriesAreWrittenReadAndTakenAway() {
        assertThat(said("say($sht(a=>x)); $sht(a=>x) = 5; say($sht(a=>x)); $sht(a=>$rm::n) = \"t\"; "
                        + "say($sht(a=>INVITE::n)); $sht(a=>x) = $null; say($sht(a=>x)); say($sht(b=>none)); "
                        + "say($shtinc(b=>n)); say($shtinc(b=>n)); say($shtdec(b=>n)); say($shtinc(a=>none)); "
                        + "say(sht_inc(\"a\", \"none\")); say(sht_rm(\"b\", \"n\")); say($sht(b=>n));"))
                .containsExactly("<null>", "5", "t", "<null>", "0", "1", "2", "1", "<null>", "-1", "1", "0");
    }

    @Test
    void entriesAreFound() {
        assertThat(said("$sht(a=>one) = 1; $sht(a=>two) = \"2nd\"; $sht(a=>three) = 3; say($shtcn(a=>~~^t)); "
                        + "say($shtcn(a=>**)); say($shtcv(a=>eq3)); say($shtcv(a=>~%nd)); "
                        + "say(sht_match_name(\"a\", \"eq\", \"one\")); say(sht_has_name(\"a\", \"sw\", \"x\")); "
                        + "say(sht_match_str_value(\"a\", \"re\", \"n\")); say(sht_is_null(\"a\", \"one\")); "
                        + "say(sht_is_null(\"a\", \"x\")); say(sht_is_null(\"b\", \"x\")); "
                        + "say(sht_is_null(\"c\", \"x\")); "
                        + "sht_rm_name_re(\"a=>^t\"); say($shtcn(a=>**)); sht_rm_value(\"a\", \"in\", \"1\"); "
                        + "say($shtcn(a=>**)); $sht(a=>z) = 1; sht_reset(\"a\"); say($shtcn(a=>**));"))
                .containsExactly("2", "3", "1", "1", "1", "-1", "1", "-2", "1", "-1", "2", "1", "0", "0");
    }

    @Test
    void whatIsNotThereIsToldByCodes() {
        assertThat(said("$sht(a=>one) = 1; sht_is_null(\"a\", \"one\"); say($rc); sht_is_null(\"a\", \"x\"); say($rc); "
                        + "sht_is_null(\"b\", \"x\"); say($rc); sht_is_null(\"c\", \"x\"); say($rc);"))
                .containsExactly("-2", "1", "-1", "2");
    }

    @Test
    void tablesAreWalkedThrough() {
        assertThat(said("$sht(a=>k) = 1; $sht(a=>l) = 2; sht_iterator_start(\"i\", \"a\"); $var(n) = 0; "
                        + "while (sht_iterator_next(\"i\")) { $var(n) = $var(n) + $shtitval(i); "
                        + "sht_iterator_seti(\"i\", 7); } sht_iterator_end(\"i\"); say($var(n)); say($sht(a=>k)); "
                        + "sht_iterator_start(\"i\", \"a\"); sht_iterator_next(\"i\"); say(sht_iterator_rm(\"i\")); "
                        + "say(sht_iterator_rm(\"i\")); say($shtcn(a=>**));"))
                .containsExactly("3", "7", "1", "-2", "0");
    }

    @Test
    void entriesEndByThemselvesAndTheScriptIsTold() {
        try (Script script = script("""
                route {
                    if ($rm == "INVITE") { $sht(b=>x) = 1; sht_setxs("a", "y", "v", 3); $shtex(a=>y) = 5;
                        sht_setxi("a", "z", 4, 0); say($shtex(b=>x)); say($shtex(a=>y)); say($shtex(a=>z)); }
                    else { say($sht(b=>x)); say($sht(a=>y)); say($sht(a=>z)); say($shtex(a=>y)); }
                }
                event_route[htable:mod-init] { say("started"); $sht(a=>made) = 1; }
                event_route[htable:expired:a] { say("over"); }
                """)) {
            script.send("INVITE");
            assertThat(script.said()).containsExactly("started", "10", "5", "0");
            script.test().pass(Duration.ofSeconds(6));
            script.said().clear();
            script.send("OPTIONS");
            assertThat(script.said()).startsWith("1", "<null>", "4", "<null>");
            script.test().pass(Duration.ofSeconds(30));
            assertThat(script.said()).contains("over");
            assertThat(script.test().command("htable.get", "a", "made").toString())
                    .contains("name=made, value=1");
            assertThat(script.test().command("htable.sets", "a", "s:15", "v")).isNotNull();
            assertThat(script.test().command("htable.setxi", "a", "16", "7", "60"))
                    .isNotNull();
            assertThat(script.test().command("htable.dump", "a").toString()).contains("value=7", "name=15");
            assertThat(script.test().command("htable.delete", "a", "16")).isNotNull();
            assertThat(script.test().command("htable.flush", "a")).isNotNull();
            assertThat(script.test().command("htable.stats"))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .contains(Map.of("name", "a", "all", 0L));
            assertThat(script.test().command("htable.listTables"))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .hasSize(2);
        }
    }

    @Test
    void whatCannotBeSaysWhy() {
        assertThat(io.sidetone.server.testing.ScriptTest.errors(
                        "#!KAMAILIO\nloadmodule \"htable.so\"\nmodparam(\"htable\", \"htable\", \"a=>autoexpire=x\")\n"
                                + "route { exit; }",
                        new io.sidetone.modules.core.CoreModule(),
                        new HtableModule()))
                .contains("'x' is no number for autoexpire of a table");
        assertThat(said("$sht(none=>x) = 1; say($rc); say($sht(a=>x));")).contains("<null>");
    }

    @Test
    void tablesAreReadFromTheDatabaseAndWrittenBack() {
        String stored = """
                #!KAMAILIO
                loadmodule "htable.so"
                modparam("htable", "htable", "s=>size=4;dbtable=htable;dbmode=1;")
                route { say($sht(s=>x)); $sht(s=>x) = 7; $sht(s=>y) = "t"; }
                """;
        try (Script script = Script.whole(stored, new HtableModule())) {
            script.send("INVITE");
            assertThat(script.said()).containsExactly("<null>");
            assertThat(script.test().command("htable.store", "s")).isEqualTo("Ok.");
            assertThat(script.test().command("htable.flush", "s")).isNotNull();
            assertThat(script.test().command("htable.reload", "s")).isEqualTo("Ok.");
            assertThat(script.test().command("htable.dump", "s").toString()).contains("name=x, value=7", "name=y");
        }
    }
}
