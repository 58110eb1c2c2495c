package io.sidetone.modules.htable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.modules.core.CoreModule;
import io.sidetone.modules.testing.Script;
import io.sidetone.server.testing.ScriptTest;
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
            modparam("htable", "htable", "c=>size=8;autoexpire=100;")
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
                        + "say(sht_is_null(\"none\", \"x\")); "
                        + "sht_rm_name_re(\"a=>^t\"); say($shtcn(a=>**)); sht_rm_value(\"a\", \"in\", \"1\"); "
                        + "say($shtcn(a=>**)); $sht(a=>z) = 1; sht_reset(\"a\"); say($shtcn(a=>**));"))
                .containsExactly("2", "3", "1", "1", "1", "-1", "1", "-2", "1", "-1", "2", "1", "0", "0");
    }

    @Test
    void whatIsNotThereIsToldByCodes() {
        assertThat(said("$sht(a=>one) = 1; sht_is_null(\"a\", \"one\"); say($rc); sht_is_null(\"a\", \"x\"); say($rc); "
                        + "sht_is_null(\"b\", \"x\"); say($rc); sht_is_null(\"none\", \"x\"); say($rc);"))
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
                    if ($rm == "INVITE") { $sht(b=>x) = 1; sht_setxs("c", "y", "v", 3); $shtex(c=>y) = 5;
                        sht_setxi("c", "z", 4, 0); say($shtex(b=>x)); say($shtex(c=>y)); say($shtex(c=>z)); }
                    else { say($sht(b=>x)); say($sht(c=>y)); say($sht(c=>z)); say($shtex(c=>y)); }
                }
                event_route[htable:mod-init] { say("started"); $sht(a=>made) = 1; }
                event_route[htable:expired:c] { say("over"); }
                """)) {
            script.send("INVITE");
            assertThat(script.said()).containsExactly("started", "10", "5", "0");
            script.test().pass(Duration.ofSeconds(6));
            script.said().clear();
            script.send("OPTIONS");
            assertThat(script.said()).startsWith("1", "<null>", "4", "0");
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
                    .hasSize(3);
        }
    }

    @Test
    void entriesOfATableWithoutAutoexpireNeverEnd() {
        assertThat(said("sht_setxs(\"a\", \"x\", \"v\", 1); $shtex(a=>x) = 1; say($shtex(a=>x)); "
                        + "$sht(c=>x) = 1; $shtex(c=>x) = -5; say($shtex(c=>x)); $shtex(c=>x) = 9000000000000000000; "
                        + "say($shtex(c=>x)); $shtex(c=>none) = 5; say($shtex(c=>none)); say($sht(c=>none));"))
                .containsExactly("0", "0", "100000000000", "0", "<null>");
    }

    @Test
    void whatHasEndedIsNotThereBeforeItIsSweptEither() {
        try (Script script = script("""
                modparam("htable", "timer_interval", 3600)
                route {
                    if ($rm == "INVITE") { $sht(c=>x) = "v"; $sht(b=>n) = 5; $shtex(c=>x) = 2; }
                    else { $shtex(c=>x) = 50; say($sht(c=>x)); say($shtcn(c=>**)); say($shtinc(b=>n));
                        sht_iterator_start("i", "c"); say(sht_iterator_next("i")); }
                }
                """)) {
            script.send("INVITE");
            script.test().pass(Duration.ofSeconds(11));
            script.send("OPTIONS");
            assertThat(script.said()).containsExactly("<null>", "0", "1", "-1");
        }
    }

    @Test
    void aTableHasItsLimit() {
        try (Script script = script("""
                modparam("htable", "max_entries", 2)
                route { $sht(a=>1) = 1; $sht(a=>2) = 2; $sht(a=>3) = 3; $sht(a=>2) = 4;
                    say($shtcn(a=>**)); say($sht(a=>2)); }
                """)) {
            script.send("INVITE");
            assertThat(script.said()).containsExactly("2", "4");
            assertThatThrownBy(() -> script.test().command("htable.sets", "a", "s:3", "v"))
                    .hasMessage("500 the table a has 2 entries, which is the limit");
            assertThatThrownBy(() -> script.test().command("htable.seti", "a", "s:2", "v"))
                    .hasMessageContaining("'value'");
            assertThatThrownBy(() -> script.test().command("htable.get", "none", "x"))
                    .hasMessageContaining("No such htable");
        }
    }

    private static String errors(String table) {
        return ScriptTest.errors(
                TABLES + "modparam(\"htable\", \"htable\", \"" + table + "\")\nroute { exit; }",
                new CoreModule(),
                new HtableModule());
    }

    @Test
    void aDefinitionThatIsNoneIsRefused() {
        assertThat(errors("d=>autoexpire=-1;")).contains("autoexpire of a table is a number from 0 to");
        assertThat(errors("d=>autoexpire=x")).contains("'x' is no number for autoexpire of a table");
        assertThat(errors("d=>coldelim='ab'")).contains("coldelim of the table d is one character");
        assertThat(errors("d=>colour=red")).contains("no option 'colour'");
        assertThat(errors("=>size=8")).contains("is no table");
        assertThat(errors("d=>initval=-1;")).isEmpty();
        assertThatThrownBy(() -> script("modparam(\"htable\", \"htable\", \"a=>size=4\")\nroute { exit; }"))
                .hasMessageContaining("there are two tables a");
    }

    @Test
    void placesAndExpressionsThatAreNoneHaveNoEffect() {
        assertThat(said("$sht(a) = 1; $sht(a=>) = 1; $sht(=>x) = 1; say($shtcn(a=>~~[)); say(1); "
                        + "sht_rm_name_re(\"a=>(\"); sht_rm_name(\"a\", \"xx\", \"y\"); "
                        + "sht_iterator_next(\"nobody\"); say($shtitkey(nobody)); $shtex(a=>x) = \"soon\"; "
                        + "say($shtcn(a=>**));"))
                .containsExactly("1", "0");
    }

    @Test
    void aTableThatIsNoneHasNoEntries() {
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
